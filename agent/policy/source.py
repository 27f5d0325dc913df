"""Finds the policy that applies: a file somebody named, the system's, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from agent.policy.model import Policy
from agent.trouble import BadInput

Ids = Callable[[], Collection[str]]
BUILT_IN = "built-in defaults"
LARGEST = 256 * 1024
"""Bytes; a policy is a page or two, and is read at every start."""


def load(
    wanted: str, system: Sequence[str], fixes: Ids, checks: Ids = frozenset
) -> tuple[Policy, str]:
    """Return the policy in force and where it came from.

    ``wanted`` is the file somebody named, ``system`` the places it may lie; without
    any of them the built-in defaults apply. ``fixes`` and ``checks`` name the ids that
    exist.
    Raises ``BadInput`` naming file, line, key and reason.
    """
    for path in (wanted,) if wanted else system:
        try:
            with open(path, "rb") as file:
                raw = file.read(LARGEST + 1)
        except FileNotFoundError as missing:
            if not wanted:
                continue
            msg = f"The policy file {path} does not exist; name another or none."
            raise BadInput(msg) from missing
        except OSError as trouble:
            msg = f"The policy file {path} cannot be read: {trouble.strerror}."
            raise BadInput(msg) from trouble
        from agent.policy.parse import parse

        return parse(raw, path, fixes, checks), path
    return Policy(), BUILT_IN
