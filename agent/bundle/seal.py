"""Bundles sealed for IT: encrypted with age (age-encryption.org, C2SP age.md).

All of it happens in memory; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.typed import Final

BEGINNINGS: Final = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""Of a file of age, and of the same as text for mail."""
NO_KEY_FITS: Final = "No matching keys found"
"""What ``pyrage`` says where a file is whole and for others."""


class Unopened(Exception):  # noqa: N818 - said of a file
    """Sealed bytes cannot be opened; says why, and nothing of any key."""


def is_sealed(data: bytes) -> bool:
    """Tell whether bytes claim to be a file of age."""
    return data.startswith(BEGINNINGS)


def sealed(data: bytes, recipients: Sequence[str]) -> bytes:
    """Return bytes that only the owners of these public keys can open, each alone.

    The keys are those that ``agent.policy.recipients`` has no objection to.
    """
    from pyrage import encrypt, x25519  # type: ignore[import-untyped]  # brings none

    made: bytes = encrypt(data, [x25519.Recipient.from_str(one) for one in recipients])
    return made


def unsealed(data: bytes, identity: bytes) -> bytes:
    """Return what was sealed, by the text of an identity file, or raise ``Unopened``.

    Where a single byte was changed or is missing, nothing is returned.
    """
    from pyrage import DecryptError, IdentityError, decrypt, x25519

    try:
        keys = [x25519.Identity.from_str(line) for line in _lines(identity)]
    except (IdentityError, UnicodeError):
        keys = []
    if not keys:
        msg = "that file is no identity file of age (AGE-SECRET-KEY-1…)"
        raise Unopened(msg)
    try:
        opened: bytes = decrypt(data, keys)
    except DecryptError as wrong:
        others = str(wrong) == NO_KEY_FITS
        msg = "it is sealed for others" if others else "it was changed or cut"
        raise Unopened(msg) from wrong
    return opened


def _lines(identity: bytes) -> Iterator[str]:
    """Yield the keys of an identity file, as ``age-keygen`` or an editor wrote it."""
    wide = identity.startswith((b"\xff\xfe", b"\xfe\xff"))
    for line in identity.decode("utf-16" if wide else "utf-8-sig").splitlines():
        if (text := line.strip()) and not text.startswith("#"):
            yield text
