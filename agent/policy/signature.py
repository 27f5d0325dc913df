"""Who signed a policy, for how long, and which version it is; read before the policy.

Six lines stand beside the policy, in a file of the same name and ``.sig``::

    blusser policy signature 1
    key 5f3c9a2b7e1d4c60
    version 7
    not-before 2026-11-27T00:00:00Z
    expires 2027-11-27T00:00:00Z
    ed25519 <128 hexadecimal digits>

Signed (ed25519, RFC 8032) are the first five lines and after them every byte of the
policy. There is one way to write all of it, so that no byte can change unnoticed.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping
from hashlib import sha256
from time import gmtime, strftime

from agent.typed import Final
from agent.value import Value

ENDING: Final = ".sig"
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
TIME = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
FORM: Final = re.compile(
    rb"(blusser policy signature 1\nkey ([0-9a-f]{16})\nversion ([1-9][0-9]{0,8})\n"
    rb"not-before (%b)\nexpires (%b)\n)ed25519 ([0-9a-f]{128})\n" % (TIME, TIME)
)
KEY_FORM: Final = re.compile(rb"blusser policy key 1\n([0-9a-f]{64})\n")
SECRET_FORM: Final = re.compile(rb"blusser policy secret 1\n([0-9a-f]{64})\n")
LARGEST: Final = 4096
"""Bytes; keys and signatures are a few hundred."""


class Unsigned(Exception):  # noqa: N818 - said of a policy
    """A policy is not to be believed; says why."""


class Seal(Value):
    """What a signature that holds says: times are seconds since 1970."""

    key: str
    version: int
    not_before: int
    expires: int

    def objection(self, now: float) -> str:
        """Say why it does not count at this time; empty where it does."""
        if now < self.not_before:
            return f"its signature counts from {moment(self.not_before)} on"
        if now >= self.expires:
            return f"its signature expired on {moment(self.expires)}"
        return ""


def moment(seconds: float) -> str:
    """Return a time as it is written in a signature."""
    return strftime(MOMENT, gmtime(seconds))


def name_of(key: bytes) -> str:
    """Return the name of a public key: the first 16 digits of its SHA-256."""
    return sha256(key).hexdigest()[:16]


def read_key(text: bytes, form: re.Pattern[bytes] = KEY_FORM) -> bytes:
    """Return the 32 bytes of a key file, or raise ``Unsigned``."""
    told = form.fullmatch(text)
    if not told:
        msg = "it is no key of Blusser's"
        raise Unsigned(msg)
    return bytes.fromhex(told[1].decode())


def verify(policy: bytes, signature: bytes, keys: Mapping[str, bytes]) -> Seal:
    """Return what a signature says of these very bytes, or raise ``Unsigned``.

    ``keys``: public keys that are believed, by name. Whether it counts today is asked
    of the seal.
    """
    told = FORM.fullmatch(signature)
    if not told:
        msg = "its signature is not one of Blusser's"
        raise Unsigned(msg)
    name = told[2].decode()
    if name not in keys:
        msg = f"it is signed with the key {name}, which is not known here"
        raise Unsigned(msg)
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(keys[name]).verify(told[1] + policy, bytes.fromhex(told[6].decode()))
    except BadSignatureError as wrong:
        msg = f"it is not what was signed with the key {name}"
        raise Unsigned(msg) from wrong
    return Seal(name, int(told[3]), _seconds(told[4]), _seconds(told[5]))


def _seconds(text: bytes) -> int:
    """Read a time that was signed; one that does not exist was signed by mistake."""
    from time import strptime

    try:
        return timegm(strptime(text.decode(), MOMENT))
    except ValueError as wrong:
        msg = f"its signature names the time {text.decode()}, which does not exist"
        raise Unsigned(msg) from wrong


def last_version(signature: bytes) -> int:
    """Return the version that a signature claims, unverified; 0 where it is none."""
    told = FORM.fullmatch(signature)
    return int(told[3]) if told else 0


def sign(policy: bytes, secret: bytes, version: int, start: int, end: int) -> bytes:
    """Return the signature of a policy, for IT's own computer."""
    from nacl.signing import SigningKey

    key = SigningKey(secret)
    head = (
        f"blusser policy signature 1\nkey {name_of(bytes(key.verify_key))}\n"
        f"version {version}\nnot-before {moment(start)}\nexpires {moment(end)}\n"
    ).encode()
    return head + b"ed25519 %b\n" % key.sign(head + policy).signature.hex().encode()


def new_key() -> tuple[bytes, bytes]:
    """Return a new key as two files: the secret one, and the public one."""
    from nacl.signing import SigningKey

    key = SigningKey.generate()
    secret, public = (bytes(one).hex().encode() for one in (key, key.verify_key))
    return (
        b"blusser policy secret 1\n%b\n" % secret,
        b"blusser policy key 1\n%b\n" % public,
    )
