"""Finds the policy that applies: a file somebody named, the system's, or none."""

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


def load(wanted: str, places: Places, fixes: Ids, checks: Ids = frozenset) -> InForce:
    """Return the policy in force and where it came from.

    ``wanted`` is the file somebody named; else the system's apply, key by key, the
    strongest first; without any the built-in defaults. ``fixes`` and ``checks`` name
    the ids that exist. Raises ``BadInput`` naming file, line, key and reason, where
    none that was good is kept.
    """
    if wanted:
        from agent.policy.installed import named

        return named(wanted, places, fixes, checks)
    files, kept = places.policy_files(), places.policy_kept()
    copies = (os.path.join(kept, copy_of(path)) for path in files)
    if not any(map(is_there, (*files, *copies))):
        return InForce(Policy())
    from agent.policy.installed import installed

    return installed(files, places, fixes, checks)


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
