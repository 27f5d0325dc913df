"""Stands behind the counter: authorizes, and has each wish fulfilled in its own unit.

It carries nothing out itself: no fix, no check, no program.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from time import monotonic

from agent.host.ports.rights import Lent, Told
from agent.host.trouble import HostError, PartMissing
from agent.policy.broker import BrokerRules
from agent.service.authority import ROOT, Caller, People, refusal
from agent.service.protocol import (
    Apply,
    Offer,
    Reason,
    Refusal,
    Reply,
    Request,
    Unheard,
    reply,
)
from agent.service.rates import Rates
from agent.trouble import BadInput
from agent.typed import Protocol

AT_ONCE, EVERY = 20, 20.0
"""Wishes that one account may have begun, and the seconds until it may have one more.
Each repair holds the machine's records while it looks, so that who asks without an end
would keep everybody else from repairing; each question is a process of root's."""
NOT_TOLD = "the service could not find it out"
NOT_DONE = "the service could not carry it out"


class Peers(People, Protocol):
    """What tells who calls; see ``agent.host.linux.peers``."""

    def caller(self, line: socket.socket) -> Caller:
        """Say who is at the other end."""

    def leave(self, caller: Caller) -> None:
        """Let go of the handle."""


class Workshop(Protocol):
    """Where wishes are carried out, each in its own unit; ``name`` is the unit's.

    Both raise ``HostError`` or ``PermissionError`` where the system does not let us.
    """

    def left(self, name: str) -> bytes | None:
        """Return the answer that a unit left; none where it left none."""

    def run(self, name: str) -> None:
        """Start a unit, and wait until it has ended; one that runs is not doubled."""

    def tidy(self) -> None:
        """Remove old answers."""


class Broker:
    """Between the counter and the workshop."""

    def __init__(  # noqa: PLR0913 - what it decides by, and two for a test
        self,
        offer: Offer,
        peers: Peers,
        workshop: Workshop,
        rules: Callable[[], BrokerRules],
        note: Callable[[str], object] = lambda _: None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take the offer and all that is needed to fulfil it; ``rules`` reads IT's.

        ``note`` hears one line for each caller: who, what, and what became of it.
        """
        self._wishes = Rates(AT_ONCE, 1 / EVERY, clock)
        self.offer, self._peers, self._workshop = offer, peers, workshop
        self._rules, self._note = rules, note

    def caller(self, line: socket.socket) -> Caller:
        """Say who is at the other end."""
        return self._peers.caller(line)

    def leave(self, caller: Caller) -> None:
        """Let go of them."""
        self._peers.leave(caller)

    def refusal(self, caller: Caller) -> Reason | None:
        """Return why they get nothing; what cannot be found out is a no."""
        reason: Reason | None
        try:
            reason = refusal(caller, self._peers, self._rules())
        except BadInput:
            reason = Reason.RULES
        except (HostError, PartMissing, PermissionError):
            reason = Reason.WHO
        if reason:
            self._note(f"uid={caller.uid} refused={reason.value}")
        return reason

    def answer(self, asked: Request, caller: Caller) -> Reply:
        """Have it done, and note it."""
        may = caller.uid == ROOT or self._wishes.allows(caller.uid)
        told = self._answer(asked) if may else Refusal(Reason.BUSY)
        what = (
            f"apply={asked.fix}" if isinstance(asked, Apply) else f"ask={asked.check}"
        )
        end = told.result if isinstance(told, Lent) else getattr(told, "state", "none")
        self._note(f"uid={caller.uid} {what} ended={end}")
        return told

    def counts(self) -> float:
        """Return until when it counts what somebody had begun."""
        return self._wishes.full()

    def _answer(self, asked: Request) -> Reply:
        """Have it done, unless the same wish was fulfilled before."""
        mends = isinstance(asked, Apply)
        name = unit(asked)
        try:
            if (told := self._workshop.left(name)) is None:
                self._workshop.tidy()
                self._workshop.run(name)
                told = self._workshop.left(name)
            made = reply(told) if told is not None else None
        except (HostError, PartMissing, PermissionError, Unheard):
            made = None
        if isinstance(made, Lent if mends else Told):
            return made
        if isinstance(made, Refusal):
            return made
        return Lent("failed", NOT_DONE) if mends else Told("unsure", why=NOT_TOLD)


def unit(asked: Request) -> str:
    """Name the unit that fulfils a wish: a template, and the key as its instance."""
    if isinstance(asked, Apply):
        return f"blusser-fix-{asked.fix}@{asked.key}.service"
    return f"blusser-ask-{asked.check}@{os.urandom(16).hex()}.service"
