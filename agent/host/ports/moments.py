"""What goes on at this computer just now, that a repair may have to wait for."""

from __future__ import annotations

from agent.typed import Protocol


class Moments(Protocol):
    """One question for each moment of ``agent.moment``.

    Each is answered with who or what shows it: programs, services, batteries, drives by
    name; nothing where it is not so. ``PartMissing`` where this machine has no such
    thing, ``HostError`` where it could not be asked.
    """

    def in_call(self) -> tuple[str, ...]:
        """Return who listens to a microphone or looks through a camera."""

    def presenting(self) -> tuple[str, ...]:
        """Return who keeps the screen from going dark."""

    def remote_session(self) -> tuple[str, ...]:
        """Return the services through which somebody works here from elsewhere."""

    def low_battery(self) -> tuple[str, ...]:
        """Return the batteries that feed this machine and are below 20 percent."""

    def metered(self) -> tuple[str, ...]:
        """Return who says that the connection is paid by what goes over it."""

    def drive_failing(self) -> tuple[str, ...]:
        """Return the drives that warn of their own end."""

    def updating(self) -> tuple[str, ...]:
        """Return who installs software."""
