"""The part of a machine that starts things and keeps them going, seen as a whole."""

from __future__ import annotations

from agent.host.ports.services import Service, Start
from agent.typed import Literal, Protocol
from agent.value import Value

Down = Literal["failed", "forbidden", "missing"]
TimerWord = Literal["waiting", "ended", "stopped", "failed", "off", "missing"]
"""What a timer does.

``waiting`` will start its task again; ``ended`` repeats, but never will any more;
``stopped`` and ``failed`` are down; ``off`` was switched off or locked.
"""


class FailedUnit(Value):
    """Something the system started that failed, and has not run well since.

    ``start``: what waits for work for something locked is locked as well.
    ``once``: it does one piece of work and ends (systemd: Type=oneshot). ``timed``: a
    timer that is up starts it; ``waked``: something else that is up does, when needed.
    ``result``: the platform's word for how it ended.
    """

    name: str
    start: Start = "at-boot"
    once: bool = False
    timed: bool = False
    waked: bool = False
    gave_up: bool = False
    result: str = ""


class Blocker(Value):
    """Something a service cannot start without, and why it is not there."""

    name: str
    state: Down
    result: str = ""


class TimerState(Value):
    """What starts a task at its times."""

    name: str
    state: TimerWord


class Units(Protocol):
    """The system's own manager; where all is well it takes one or two looks."""

    def failed(self) -> tuple[FailedUnit, ...]:
        """Return the services, sockets and watched paths that failed, fifty at most.

        What somebody ran by hand under a name made up for it is left out. Raises
        ``HostError`` when the service manager does not answer.
        """

    def blockers(self, name: str) -> tuple[Blocker, ...]:
        """Return what keeps a service from starting, near or far, deepest first.

        Only what it cannot do without: failed, locked, or not on this machine. Raises
        ``HostError`` when the service manager does not answer.
        """

    def timers(self, names: tuple[str, ...]) -> tuple[TimerState, ...]:
        """Return the timers that are switched on, and those named, fifty at most.

        Raises ``HostError`` when the service manager does not answer.
        """


class OwnUnits(Protocol):
    """The manager of the session of the account we run as."""

    def failed(self) -> tuple[FailedUnit, ...]:
        """Return what failed, as ``Units`` does.

        Raises ``PartMissing`` where this account has no session, ``HostError`` when
        its service manager does not answer.
        """


class OwnServiceControl(Protocol):
    """Starts services of the session of the account we run as."""

    def start(self, name: str) -> str:
        """Start a service, wait for it, and return the platform's word for the result.

        Never enables or unlocks one. Raises ``PartMissing`` where this account has no
        session, ``HostError`` when it has not ended starting after 20 seconds.
        """

    def start_anew(self, name: str) -> str:
        """Have the system forget that it gave a service up, and start it as above."""


class Output(Value):
    """The device that sound goes to.

    ``dummy``: a stand-in that nobody hears, for want of a device; ``muted``: switched
    to silence, or its volume is nothing; ``playing``: something is played on it now.
    """

    dummy: bool = False
    muted: bool = False
    playing: bool = False


class Loudness(Value):
    """How loud a device is: ``volumes`` by channel, 65536 is all of it.

    ``device`` is the number that the sound service gives it, until that ends.
    """

    device: int
    muted: bool
    volumes: tuple[int, ...]


class SoundControl(Protocol):
    """Makes the device louder or silent that sound goes to."""

    def loudness(self) -> Loudness | None:
        """Return how loud it is, nothing where there is no device.

        Raises ``PartMissing`` where no sound service is waiting for anybody,
        ``HostError`` when it does not answer.
        """

    def set_loudness(self, wanted: Loudness) -> None:
        """Make the device that loud; one that is gone meanwhile is fine."""


class Sound(Protocol):
    """What makes sound, for the account we run as."""

    def cards(self) -> int:
        """Return how many sound cards the system knows."""

    def services(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """Return those of the named services that the session has.

        Raises ``PartMissing`` where this account has no session, ``HostError`` when
        its service manager does not answer.
        """

    def output(self) -> Output | None:
        """Return the device that sound goes to, nothing where there is none at all.

        Raises ``PartMissing`` where no sound service is waiting for anybody,
        ``HostError`` when it does not answer.
        """
