"""Finds the policy that applies: a file somebody named, the system's, or none."""

from __future__ import annotations

import os

from agent.policy.model import Policy
from agent.policy.places import Ids, InForce, Places, copy_of, is_there


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
