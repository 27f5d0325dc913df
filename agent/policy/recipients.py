"""Whom a bundle may be sealed for: public keys of age, by their form alone.

A recipient is 32 bytes (X25519) in Bech32 with the name ``age`` (C2SP age.md, BIP 173).
Its check sum is worked out here, so that a slip of the hand is told when the policy is
read and no library of ciphers is loaded for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.typed import Final
from agent.value import Value

Where = tuple[str, ...]
FORM: Final = "^age1[02-9ac-hj-np-z]{58}$"
LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""The 32 digits of Bech32, from 0 on (BIP 173)."""
GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
"""Of its check sum, one for each bit that falls out at the top (BIP 173)."""
HEAD: Final = (3, 3, 3, 0, 1, 7, 5)
"""The name ``age`` as it is summed: the high bits, nothing, the low bits (BIP 173)."""
PRIME: Final = 2**255 - 19
WEAK: Final = (
    0,
    1,
    PRIME - 1,
    0xB8495F16056286FDB1329CEB8D09DA6AC49FF1FAE35616AEB8413B7C7AEBE0,
    0x57119FD0DD4E22D8868E1C58C45C44045BEF839C55B1D0B1248C50A3BC959C5F,
)
"""Points of low order: with these everybody knows the shared secret (RFC 7748, 6.1)."""
NEVER_HERE: Final = "AGE-SECRET-KEY-"
LEAST, MOST = 2, 8
"""One key alone can get lost, and every report with it; each more adds 98 bytes."""


class Recipients(Value):
    """Public keys of age: none, or from two to eight different ones."""

    def objections(self, value: Sequence[str]) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        for at, one in enumerate(value):
            if why := objection(one):
                yield (str(at),), why
            elif one in value[:at]:
                yield (str(at),), f"stands here twice: {one!r}"
        if value and not LEAST <= len(value) <= MOST:
            why = f"must name none or from {LEAST} to {MOST} keys, not {len(value)}"
            yield (), f"{why}; one is for the day, and one lies in a safe"


def objection(text: str) -> str:
    """Say why a text is no public key of age; empty where it is one.

    A secret key that stands there by mistake is not repeated.
    """
    import re

    if text.upper().startswith(NEVER_HERE):
        return "is a secret key, which must be on no PC; its public half begins age1"
    if not re.fullmatch(FORM, text):
        return f"must be a public key of age, age1 and 58 characters, not {text!r}"
    digits = [LETTERS.index(letter) for letter in text[4:]]
    number = 0
    for digit in digits[:52]:
        number = number << 5 | digit
    if _sum((*HEAD, *digits)) != 1 or number & 15:
        return f"has a slip in it, by its check sum: {text!r}"
    point = int.from_bytes((number >> 4).to_bytes(32, "big"), "little")
    return f"is a key that keeps no secret: {text!r}" if not _strong(point) else ""


def _strong(point: int) -> bool:
    """Tell whether a point is written in its one way, and of full order."""
    return point < PRIME and point not in WEAK


def _sum(digits: Sequence[int]) -> int:
    """Return the check sum of Bech32, which is 1 over what is whole."""
    total = 1
    for digit in digits:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ digit
        for bit, term in enumerate(GENERATOR):
            total ^= term if top >> bit & 1 else 0
    return total
