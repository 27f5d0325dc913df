"""The rights of the system, as the service on this machine lends them."""

from __future__ import annotations

from agent.host.ports.freed import Freed
from agent.typed import Literal, Protocol
from agent.value import Value

Verdict = Literal["cured", "no-effect", "undone", "failed", "refused"]
Answer = Literal["healthy", "found", "unsure", "absent"]
Fact = str | int | float | bool | tuple[str, ...]


class Lent(Value):
    """What became of a repair that the service carried out, and why, where not cured.

    ``why`` is one sentence of a fixed list; ``freed`` is the room it made.
    """

    result: Verdict
    why: str = ""
    freed: Freed | None = None


class Told(Value):
    """What a check found with the rights of the system.

    ``code`` and ``facts`` are those of a finding, ``why`` is one sentence of a fixed
    list.
    """

    state: Answer
    code: str = ""
    facts: dict[str, Fact] = {}  # noqa: RUF012 - a default that nobody can change
    why: str = ""


class SystemRights(Protocol):
    """The service that has more rights than this account, and lends them by name.

    All raise ``PermissionError`` where it does not lend them to this account, and
    ``HostError`` where it does not answer as agreed.
    """

    def greet(self) -> None:
        """Hear whether it lends to this account at all, and ask for nothing."""

    def ask(self, check: str) -> Told:
        """Have a check asked."""

    def apply(self, fix: str) -> Lent:
        """Have a repair made, where its own check finds that it is needed."""
