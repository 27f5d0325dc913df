"""How long the tickets of this session last, and having them last longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeVar

from agent.host.ports.tickets import TicketLife
from agent.host.trouble import PartMissing

if TYPE_CHECKING:
    from agent.host.linux.caches import Caches

T = TypeVar("T")


class LinuxTickets:
    """The caches, opened anew for each question."""

    def life(self) -> TicketLife:
        """See the port."""
        life = _asked(lambda caches: caches.default_life())
        if not life or life.left <= 0:
            msg = "there is no ticket that is good"
            raise PartMissing(msg)
        return life

    def renew(self) -> None:
        """See the port."""
        _asked(lambda caches: caches.renew())

    def current(self) -> str:
        """See the port."""
        return _asked(lambda caches: caches.current())

    def good(self, realm: str) -> str:
        """See the port."""
        import pwd

        every, current = _asked(lambda caches: caches.all()), self.current()
        mine = {owner for name, owner, _ in every if name == current}
        with suppress(KeyError):
            mine.add(f"{pwd.getpwuid(os.geteuid()).pw_name}@{realm}")
        for name, owner, life in every:
            of_realm = owner.rpartition("@")[2] == realm
            if owner in mine and of_realm and life and life.left > 0:
                return name
        return ""

    def use(self, cache: str) -> None:
        """See the port."""
        _asked(lambda caches: caches.use(cache))


def _asked(act: Callable[[Caches], T]) -> T:
    from agent.host.linux.caches import Caches

    with closing(Caches()) as caches:
        return act(caches)
