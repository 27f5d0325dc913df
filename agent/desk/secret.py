"""The password or token of a desk: a file only its owner may read, and its use."""

from __future__ import annotations

import os
import stat

from agent.desk.model import RefusedError
from agent.policy.desk import DeskRules
from agent.typed import Final

LONGEST: Final = 4096
"""Bytes of a token; what is larger is none."""
PLAIN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class OthersError(RefusedError):
    """The file is another account's, whose run reads it."""


def secret_of(path: str) -> str:
    """Return the first line of a file that nobody but its owner may read.

    Empty for no path. Raises ``RefusedError`` that says what to do, without a word of
    the secret; ``OthersError`` where it is not this account's to read.
    """
    if not path:
        return ""
    try:
        handle = os.open(path, PLAIN)
    except OSError as trouble:
        msg = f"desk.secret: {path} cannot be read here ({trouble.strerror})"
        others = isinstance(trouble, PermissionError)
        raise (OthersError if others else RefusedError)(msg) from trouble
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        os.close(handle)
        msg = f"desk.secret: {path} is no plain file"
        raise RefusedError(msg)
    with os.fdopen(handle, "rb") as file:
        if about.st_mode & 0o077:
            msg = f"desk.secret: others may read {path}; do «chmod 600» on it"
            raise RefusedError(msg)
        data = file.read(LONGEST + 1)
    line = data[:LONGEST].partition(b"\n")[0].decode("utf-8", "replace").strip()
    if not line:
        msg = f"desk.secret: {path} is empty"
        raise RefusedError(msg)
    return line


def sign_in(
    rules: DeskRules, secret: str, scheme: str = "Bearer"
) -> tuple[tuple[str, str] | None, dict[str, str]]:
    """Return account and password, or without a ``user`` the header of a token.

    ``scheme``: what stands before the token (RFC 9110, 11.4). Nothing without a secret.
    """
    if rules.user:
        return (rules.user, secret), {}
    return None, {"Authorization": f"{scheme} {secret}"} if secret else {}
