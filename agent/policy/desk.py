"""What IT can set about how a report reaches it."""

from __future__ import annotations

from enum import StrEnum

from agent.value import Value


class DeskKind(StrEnum):
    """``outbox``: a report is left on the PC. ``none``: only where somebody asks."""

    OUTBOX = "outbox"
    NONE = "none"


class DeskRules(Value):
    """The desk that gets what Blusser could not repair; never a secret of it."""

    kind: DeskKind = DeskKind.OUTBOX


class Consent(StrEnum):
    """Who says yes to a repair that asks: the one at the keyboard, or the policy.

    ``policy``: nobody is asked; of those that ask only the ones in ``without_asking``
    of ``[fixes]`` may run.
    """

    EMPLOYEE = "employee"
    POLICY = "policy"
