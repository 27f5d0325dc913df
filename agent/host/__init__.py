"""The machine, as the rest of the code may know it."""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections.abc import Callable, Mapping

from agent.host.transcript import Lines, Recorder
from agent.host.trouble import HostError, PartMissing
from agent.typed import Any
from agent.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Host", "HostError", "PartMissing", "here"]

Factory = Callable[[], object]


class Host:
    """A machine is a set of parts; which parts it has is what platform it is."""

    replays = False

    def __init__(
        self,
        parts: Mapping[str, Factory],
        rules: tuple[Value, ...] = (),
        own: Mapping[str, Value] | None = None,
    ) -> None:
        """Take a factory for each port, by its name, and the policy's sections.

        A section of the policy is a part too: a check names it in its signature.
        ``own``: what the policy has for a single check, by its id.
        """
        self._own = own or {}
        rule_parts = {type(rule).__name__: (lambda rule=rule: rule) for rule in rules}
        self._factories: dict[str, Factory] = {**parts, **rule_parts}
        self._made: dict[str, object] = {}
        self._locks = {name: allocate_lock() for name in self._factories}

    def parts(self, wanted: Mapping[str, type], lines: Lines) -> dict[str, Any]:
        """Hand over the wanted parts by parameter name, each behind a recorder.

        Raises ``PartMissing`` with the reason where this machine has no such part.
        """
        return {name: self._recorded(port, lines) for name, port in wanted.items()}

    def _recorded(self, port: type, lines: Lines) -> object:
        try:
            mine = self._own.get(lines.who)
            part = mine if isinstance(mine, port) else self._part(port)
        except Exception as trouble:
            lines.note_missing(port, trouble)
            raise
        if isinstance(part, Value):
            lines.note_rules(part)
            return part
        return Recorder(part, port, lines)

    def _part(self, port: type) -> object:
        name = port.__name__
        if name not in self._factories:
            msg = f"this machine has no {name}"
            raise PartMissing(msg)
        with self._locks[name]:
            if name not in self._made:
                self._made[name] = self._factories[name]()
            return self._made[name]


def here() -> ModuleType:
    """Return the package of the platform we run on: the only switch in the program.

    It offers ``PARTS`` (factories by the name of the port), ``state_folder()``,
    ``hold(path)``, an exclusive lock, ``known_values()`` of this machine, and what
    ``agent.policy.places.Places`` asks for: rules that a management tool lays down
    (a file that root owns, a group policy, managed preferences) come first.
    """
    match sys.platform:
        case "win32":
            from agent.host import windows as platform
        case "darwin":
            from agent.host import macos as platform  # type: ignore[no-redef]
        case _:
            from agent.host import linux as platform  # type: ignore[no-redef]
    return platform
