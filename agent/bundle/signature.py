"""Which device made a bundle: three lines in it that sign its manifest.

The member ``signature.txt`` holds, in this one way::

    blusser bundle signature 1
    key <64 hexadecimal digits, the public key of the device>
    ed25519 <128 hexadecimal digits>

Signed (ed25519, RFC 8032) are the first two lines and after them every byte of
``manifest.json``, which holds the SHA-256 of all other members.
"""

from __future__ import annotations

import re
from hashlib import sha256

from agent.typed import Final

FORM: Final = re.compile(
    rb"(blusser bundle signature 1\nkey ([0-9a-f]{64})\n)ed25519 ([0-9a-f]{128})\n"
)


class Forged(Exception):  # noqa: N818 - said of a bundle
    """A signature does not hold; says why."""


def signed(manifest: bytes, secret: bytes) -> bytes:
    """Return the signature of a manifest by the 32 bytes of a secret key."""
    from nacl.signing import SigningKey

    key = SigningKey(secret)
    public = bytes(key.verify_key).hex().encode()
    head = b"blusser bundle signature 1\nkey %b\n" % public
    return head + b"ed25519 %b\n" % key.sign(head + manifest).signature.hex().encode()


def signer(manifest: bytes, signature: bytes) -> str:
    """Return the public key that signed these very bytes, or raise ``Forged``."""
    told = FORM.fullmatch(signature)
    if not told:
        msg = "its signature is not one of Blusser's"
        raise Forged(msg)
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    key, made = (bytes.fromhex(told[at].decode()) for at in (2, 3))
    try:
        VerifyKey(key).verify(told[1] + manifest, made)
    except BadSignatureError as wrong:
        msg = "its signature does not hold: it is not what was signed"
        raise Forged(msg) from wrong
    return key.hex()


def fingerprint(key: str) -> str:
    """Return the name of a device: 32 digits of the SHA-256 of its public key."""
    return sha256(bytes.fromhex(key)).hexdigest()[:32]
