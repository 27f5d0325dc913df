"""Opens a bundle that may be sealed, with the key of whoever it was sealed for."""

from __future__ import annotations

from agent.bundle import sizes
from agent.bundle.evidence import Evidence
from agent.bundle.seal import Unopened, is_sealed, unsealed
from agent.bundle.unpack import BundleRefused, content, read
from agent.trouble import BadInput
from agent.value import Value

KEYS = 65_536
"""Bytes of an identity file that are read; one key is 75."""


class Opened(Value):
    """A bundle as it was packed, what it says, and whether it came sealed."""

    data: bytes
    evidence: Evidence
    sealed: bool


def opened(path: str, identity: str = "") -> Opened:
    """Return a bundle; raise ``BundleRefused`` unless it is whole and ours.

    ``identity``: the file with the secret key, as ``age-keygen`` writes it. Raises
    ``BadInput`` where a sealed one comes without, or where it holds no key.
    """
    data = content(path, sizes.SEALED)
    if sealed := is_sealed(data):
        data = _unsealed(data, path, identity)
    return Opened(data, read(data, path), sealed)


def _unsealed(data: bytes, path: str, identity: str) -> bytes:
    if not identity:
        msg = f"{path} is sealed; name the secret key to it: --identity KEYFILE."
        raise BadInput(msg)
    try:
        with open(identity, "rb") as file:
            keys = file.read(KEYS)
    except OSError as trouble:
        msg = f"The key file {identity} cannot be read: {trouble.strerror}."
        raise BadInput(msg) from trouble
    try:
        return unsealed(data, keys)
    except Unopened as wrong:
        msg = f"{path} cannot be opened with {identity}: {wrong}."
        raise BundleRefused(msg) from wrong
