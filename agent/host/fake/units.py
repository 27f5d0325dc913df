"""Healthy fakes of what starts things: plain data until a field says otherwise."""

from __future__ import annotations

from agent.host.ports.services import Service
from agent.host.ports.units import Blocker, FailedUnit, Loudness, Output, TimerState

DAILY = TimerState("daily.timer", "waiting")
HEARD = Output(playing=True)
MUTED = Loudness(7, muted=True, volumes=(32_768, 32_768))
SERVER = Service("pipewire.service", steady=3600.0, result="success")


class FakeUnits:
    """A machine where nothing failed and one timer waits."""

    def __init__(
        self,
        *failed: FailedUnit,
        timers: tuple[TimerState, ...] = (DAILY,),
        trouble: Exception | None = None,
        **blockers: tuple[Blocker, ...],
    ) -> None:
        """Take what failed, the timers, and what keeps a service (a_b.service) down."""
        self._failed, self._timers, self._trouble = failed, timers, trouble
        self._blockers = blockers

    def failed(self) -> tuple[FailedUnit, ...]:
        """Return what failed."""
        if self._trouble:
            raise self._trouble
        return self._failed

    def blockers(self, name: str) -> tuple[Blocker, ...]:
        """Return what keeps a service down."""
        return self._blockers.get(name.removesuffix(".service"), ())

    def timers(self, names: tuple[str, ...]) -> tuple[TimerState, ...]:
        """Return the timers; one that is named and not here is missing."""
        if self._trouble:
            raise self._trouble
        here = {one.name for one in self._timers}
        lost = (TimerState(name, "missing") for name in names if name not in here)
        return (*self._timers, *lost)


class FakeSound:
    """One card, and a sound service that runs."""

    def __init__(
        self,
        *services: Service,
        cards: int = 1,
        output: Output | None = HEARD,
        trouble: Exception | None = None,
    ) -> None:
        """Take the sound services, cards and device, or what asking for them raises."""
        self._output = output
        self._services, self._cards = services or (SERVER,), cards
        self._trouble = trouble

    def cards(self) -> int:
        """Return the number of cards."""
        return self._cards

    def services(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """Return those of the names that are here."""
        if self._trouble:
            raise self._trouble
        return tuple(service for service in self._services if service.name in names)

    def output(self) -> Output | None:
        """Return the device."""
        if self._trouble:
            raise self._trouble
        return self._output


class FakeOwnServiceControl:
    """Remembers what was started in the session, and what anew."""

    def __init__(self) -> None:
        """Begin with nothing started."""
        self.started: list[str] = []
        self.anew: list[str] = []

    def start(self, name: str) -> str:
        """Remember the name."""
        self.started.append(name)
        return "done"

    def start_anew(self, name: str) -> str:
        """Remember the name apart."""
        self.anew.append(name)
        return "done"


class FakeSoundControl:
    """A loudspeaker that is muted, and half as loud as can be."""

    def __init__(self, loudness: Loudness | None = MUTED) -> None:
        """Take how loud it is, nothing where there is none."""
        self.now = loudness

    def loudness(self) -> Loudness | None:
        """Return it."""
        return self.now

    def set_loudness(self, wanted: Loudness) -> None:
        """Keep it."""
        self.now = wanted
