"""Healthy fakes of the services parts: plain data until a field says otherwise."""

from __future__ import annotations

from agent.host.ports.services import Printer, PrintJob, Service
from agent.host.trouble import HostError

WELL = Service("cups.service", steady=86_400.0, result="success")

IDLE = Printer("Desk")


class FakeServices:
    """One service that runs, unless told of others."""

    def __init__(
        self,
        *services: Service,
        trouble: Exception | None = None,
    ) -> None:
        """Take the services of the machine, or what asking for them raises."""
        self._services = services or (WELL,)
        self._trouble = trouble

    def named(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """Return those of the names that are here."""
        if self._trouble:
            raise self._trouble
        return tuple(service for service in self._services if service.name in names)

    def unsteady(self) -> tuple[Service, ...]:
        """Return those that restarted or were given up."""
        if self._trouble:
            raise self._trouble
        return tuple(s for s in self._services if s.restarts or s.gave_up)


class FakeServiceControl:
    """Remembers what was started, and what anew, and starts nothing."""

    def __init__(self, trouble: Exception | None = None) -> None:
        """Take what starting raises, if it does."""
        self._trouble = trouble
        self.started: list[str] = []
        self.anew: list[str] = []

    def start(self, name: str) -> str:
        """Remember the name."""
        if self._trouble:
            raise self._trouble
        self.started.append(name)
        return "done"

    def start_anew(self, name: str) -> str:
        """Remember the name apart."""
        if self._trouble:
            raise self._trouble
        self.anew.append(name)
        return "done"


class FakePrinting:
    """One idle printer without jobs."""

    def __init__(
        self,
        printers: tuple[Printer, ...] | HostError = (IDLE,),
        jobs: tuple[PrintJob, ...] = (),
        default: str = "",
    ) -> None:
        """Take what the print service would answer."""
        self._printers, self._jobs, self._default = printers, jobs, default

    def printers(self) -> tuple[Printer, ...]:
        """Return the printers, or fail as the print service would."""
        if isinstance(self._printers, HostError):
            raise self._printers
        return self._printers

    def jobs(self) -> tuple[PrintJob, ...]:
        """Return the jobs."""
        return self._jobs

    def default(self) -> str:
        """Return the default."""
        return self._default


class FakePrintControl:
    """Remembers what was cancelled, and how queues were switched."""

    def __init__(self, forbidden: tuple[int, ...] = ()) -> None:
        """Take the jobs that may not be cancelled."""
        self._forbidden = forbidden
        self.cancelled: list[int] = []
        self.switched: list[tuple[str, str]] = []

    def cancel(self, job: int) -> None:
        """Remember the job, or refuse."""
        if job in self._forbidden:
            msg = "the print job belongs to somebody else"
            raise PermissionError(msg)
        self.cancelled.append(job)

    def resume(self, printer: str) -> None:
        """Remember it."""
        self.switched.append(("resume", printer))

    def pause(self, printer: str) -> None:
        """Remember it."""
        self.switched.append(("pause", printer))

    def accept(self, printer: str) -> None:
        """Remember it."""
        self.switched.append(("accept", printer))

    def reject(self, printer: str) -> None:
        """Remember it."""
        self.switched.append(("reject", printer))


class FakeOwnAgent:
    """A folder that takes what is written, with a small history."""

    def __init__(self, refused: str = "", **sizes: int) -> None:
        """Take the error a write meets, and bytes by kind."""
        self._refused = refused
        self._sizes = {"history": 200_000, "damaged": 0, "outbox": 0} | sizes

    def refused(self) -> str:
        """Return the error a write met."""
        return self._refused

    def sizes(self) -> dict[str, int]:
        """Return the bytes."""
        return self._sizes
