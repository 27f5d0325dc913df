"""The parts of a machine that send by radio."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Usual = Literal["wired", "wireless", ""]


class Radio(Value):
    """A sender of Wi-Fi, and whether it may send.

    ``soft``: switched off by a setting or airplane mode; ``hard``: by a switch or key
    on the case, which no program can turn (Documentation/driver-api/rfkill.rst).
    """

    name: str
    soft: bool
    hard: bool


class Radios(Protocol):
    """The Wi-Fi senders, and what this machine is used to."""

    def wireless(self) -> tuple[Radio, ...]:
        """Return the senders; none where there is no Wi-Fi, or nobody can tell."""

    def usual(self) -> Usual:
        """Return what this machine was last connected by; empty where nobody knows."""


class RadioControl(Protocol):
    """The setting that switches Wi-Fi off, and no other radio or real switch."""

    def switch(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Switch Wi-Fi on or off.

        Raises ``PermissionError`` where this account may not, ``PartMissing`` where
        nobody here has such a setting.
        """
