"""Where rules may lie on a platform, and what is in force of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

from agent.policy.model import Policy
from agent.typed import Protocol
from agent.value import Value

Ids = Callable[[], Collection[str]]
BUILT_IN = "built-in defaults"
LARGEST = 256 * 1024
"""Bytes; a policy is a page or two, and is read at every start."""


class Places(Protocol):
    """Where a platform keeps rules; see ``agent.host.here``."""

    def policy_files(self) -> tuple[str, ...]:
        """Return where IT's policy may lie, the strongest first."""

    def policy_keys(self) -> str:
        """Return the folder of the keys that a policy must be signed with."""

    def policy_kept(self) -> str:
        """Return the folder in which root keeps the last policy that was good."""

    def read_rules(self, path: str, most: int, *, installed: bool) -> bytes:
        """Return what a file begins with, or raise ``Soft`` or ``OSError``.

        ``installed``: it is one that applies to all, which nobody but an administrator
        may be able to change. To root no other may be named either.
        """

    def soft_spot(self, path: str) -> str:
        """Return why others than an administrator can change a place; else empty."""


class InForce(Value):
    """The rules that apply now.

    ``source``: where they come from. ``warnings``: why a newer one does not apply.
    ``signatures``: what is known of who signed them. ``lapsed``: the signature of the
    last good one has expired, so that nothing may be done with the rights of root.
    """

    policy: Policy
    source: str = BUILT_IN
    warnings: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    lapsed: bool = False


def copy_of(path: str) -> str:
    """Return the name of the copy of a file of rules that was good."""
    return f"{os.path.basename(path)}.good"


def is_there(path: str) -> bool:
    """Tell whether a file is there; one that cannot be looked at is."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
