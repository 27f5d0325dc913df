"""What runs are made of, whoever starts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from agent.carrying import Carry
from agent.case import Case
from agent.check import AnyCheck
from agent.fix import AnyFix
from agent.host.transcript import Asking
from agent.machine import Machine
from agent.policy.model import Policy
from agent.value import Value

Catalogue = tuple[tuple[AnyCheck, ...], tuple[AnyFix, ...]]
Hold = Callable[[str, float], AbstractContextManager[bool]]


class Kit(Value):
    """What runs are made of: the catalogue, the machine, the rules, the place.

    ``state`` is the folder of history and outbox; ``hold`` takes it for this process
    alone, ``machine`` builds a fresh host. ``whole``: the catalogue, where
    ``checks`` and ``fixes`` are a part of it. ``carry``: who carries a step out, else
    this process. ``warnings``: what IT must be told whatever a run finds. ``anew``:
    the same by the rules of that moment, for who lives for days; raises ``BadInput``.
    ``lent``: what others do for us with the rights of the system, by the id of the
    repair; ``None`` where these are ours.
    ``report`` leaves a report of a run that goes on, or raises ``OSError``.
    """

    checks: tuple[AnyCheck, ...]
    fixes: Callable[[], tuple[AnyFix, ...]]
    policy: Policy
    policy_source: str
    state: str
    machine: Callable[[], Machine]
    hold: Hold
    whole: Callable[[], Catalogue] | None = None
    carry: Carry | None = None
    warnings: tuple[str, ...] = ()
    anew: Callable[[], Kit] | None = None
    lent: tuple[str, ...] | None = None
    report: Callable[[Kit, Case, Sequence[Asking]], object] | None = None

    @property
    def outbox(self) -> str:
        """The folder in which reports wait for somebody to fetch or send them."""
        return outbox_of(self.policy, self.state)


def outbox_of(policy: Policy, state: str) -> str:
    """Return the folder in which reports wait, by these rules."""
    return policy.outbox or os.path.join(state, "outbox")
