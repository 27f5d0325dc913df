"""The session of the account we run as: its own service manager, and its sound."""

from __future__ import annotations

import os

from agent.host.linux.bus import Bus
from agent.host.linux.systemd import ASKING, LinuxServices, booted
from agent.host.linux.units import failed_units
from agent.host.ports.services import Service
from agent.host.ports.units import FailedUnit, Loudness, Output
from agent.host.trouble import PartMissing

DEVICES = "/dev/snd"
"""The kernel has a device ``controlC0`` here for each card (sound/core/control.c)."""


class LinuxOwnUnits:
    """The manager of our own session."""

    def __init__(self, bus: str = "") -> None:
        """Take another bus than the session's own, for a test."""
        self._bus = bus or session_bus()

    def failed(self) -> tuple[FailedUnit, ...]:
        """See the port."""
        with Bus(self._bus, lasts=ASKING) as bus:
            return failed_units(bus)


class LinuxSound:
    """Cards by their devices, the services that use them by our own session."""

    def __init__(self, bus: str = "", devices: str = DEVICES, line: str = "") -> None:
        """Take another bus, folder and socket than the usual ones, for a test."""
        self._bus, self._devices, self._line = bus, devices, line

    def cards(self) -> int:
        """See the port."""
        try:
            names = os.listdir(self._devices)
        except OSError:
            return 0
        return sum(name.startswith("controlC") for name in names)

    def services(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """See the port."""
        return LinuxServices(self._bus or session_bus()).named(names)

    def output(self) -> Output | None:
        """See the port."""
        from agent.host.linux.pulse import output

        return output(sound_line(self._line))


class LinuxSoundControl:
    """The volume of the device that sound goes to, in our own session."""

    def __init__(self, line: str = "") -> None:
        """Take another socket than the usual one, for a test."""
        self._line = line

    def loudness(self) -> Loudness | None:
        """See the port."""
        from agent.host.linux.pulse import loudness

        return loudness(sound_line(self._line))

    def set_loudness(self, wanted: Loudness) -> None:
        """See the port."""
        from agent.host.linux.pulse import set_loudness

        set_loudness(sound_line(self._line), wanted)


def sound_line(place: str = "") -> str:
    """Return the socket of PulseAudio in our session.

    Raises ``PartMissing`` where there is none.
    """
    line = place or os.path.join(session_folder(), "pulse", "native")
    if not os.path.exists(line):
        msg = "no sound service waits for this account"
        raise PartMissing(msg)
    return line


def session_folder() -> str:
    """Return where the sockets of our session lie (XDG base directories)."""
    return os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.geteuid()}"


def session_bus() -> str:
    """Return the path of our session's bus (sd_bus_open_user(3)).

    Raises ``PartMissing`` where there is none.
    """
    booted()
    place = os.path.join(session_folder(), "bus")
    if not os.path.exists(place):
        msg = "this account has no session on this machine"
        raise PartMissing(msg)
    return place
