"""The parts of a machine that the services checks ask, and the levers of its fixes."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Start = Literal["at-boot", "when-needed", "disabled", "forbidden"]
"""Who starts a service: the system; something that needs it; nobody unless by hand;
nobody at all, because somebody locked it (systemd: masked)."""

State = Literal[
    "running", "starting", "restarting", "stopping", "stopped", "finished", "failed"
]
"""What a service is doing.

``restarting`` waits for its next automatic start. ``finished`` did its work and ended
well, or had nothing to do on this machine. ``stopped`` is down for no known reason.
"""

JobState = Literal["pending", "held", "processing", "stopped"]


class Service(Value):
    """A service of the system, by the name the platform gives it.

    ``restarts`` counts automatic restarts since it was last started on purpose;
    ``steady`` is for how many seconds it has been up, 0 where it is not; ``gave_up``
    says that the system starts it no more, after too many failures; ``result`` is
    the platform's word for how it last ended, empty while it runs.
    """

    name: str
    start: Start = "at-boot"
    state: State = "running"
    restarts: int = 0
    steady: float = 0.0
    gave_up: bool = False
    result: str = ""


class Services(Protocol):
    """The services of the system, not those of one person's session."""

    def named(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """Return those of the named services that this machine has.

        Raises ``HostError`` when the service manager does not answer.
        """

    def unsteady(self) -> tuple[Service, ...]:
        """Return the services that restarted by themselves or that the system gave up.

        The most restarted first, fifty at most, none that rests. Sign-in consoles,
        which restart whenever somebody signs out, are left out. Raises ``HostError``
        when the service manager does not answer.
        """


class ServiceControl(Protocol):
    """Starts services."""

    def start(self, name: str) -> str:
        """Start a service, wait for it, and return the platform's word for the result.

        Never enables or unlocks one. Raises ``PermissionError`` without the right to,
        ``HostError`` when it has not ended starting after 20 seconds.
        """

    def start_anew(self, name: str) -> str:
        """Have the system forget that it gave a service up, and start it as above."""


class Printer(Value):
    """A print queue; ``reasons`` are keywords for its state (RFC 8011, 5.4.12).

    ``paused``: it was stopped by somebody, not by an error; ``erred``: it surely was an
    error; ``closed``: it takes no new jobs. ``explained``: beside it stands a message
    that the print service did not write itself, as of somebody who says why.
    """

    name: str
    stopped: bool = False
    reasons: tuple[str, ...] = ()
    paused: bool = False
    closed: bool = False
    erred: bool = False
    explained: bool = False


class PrintJob(Value):
    """A job that is not done; what it prints, and for whom else, is never asked.

    ``age`` is seconds since it was made, ``at_work`` since it went to the printer,
    0 where it has not; ``done`` counts pages the print service says it passed on.
    ``ours`` says that the account we run as may cancel it: its own, as root any.
    """

    id: int
    printer: str
    state: JobState
    age: float
    at_work: float = 0.0
    done: int = 0
    ours: bool = True


class Printing(Protocol):
    """The print queues of this machine."""

    def printers(self) -> tuple[Printer, ...]:
        """Return the queues; empty where none is set up.

        Raises ``HostError`` when the print service does not answer.
        """

    def jobs(self) -> tuple[PrintJob, ...]:
        """Return the jobs that are not done, the oldest first, fifty at most.

        Raises ``HostError`` when the print service does not answer.
        """

    def default(self) -> str:
        """Return the queue that is used where nobody says which, empty if none is.

        Raises ``HostError`` when the print service does not answer.
        """


class PrintControl(Protocol):
    """Cancels print jobs, and lets queues go on.

    Raises ``PermissionError`` where our rights do not suffice, ``HostError`` when the
    print service does not answer or refuses.
    """

    def cancel(self, job: int) -> None:
        """Cancel a job, ours or as its administrator; one that is gone is fine."""

    def resume(self, printer: str) -> None:
        """Let a queue go on that was stopped; what waits there is printed."""

    def pause(self, printer: str) -> None:
        """Stop a queue, as somebody does who says not why."""

    def accept(self, printer: str) -> None:
        """Let a queue take new jobs."""

    def reject(self, printer: str) -> None:
        """Have a queue take no new jobs, as somebody does who says not why."""


class OwnAgent(Protocol):
    """What Blusser leaves on this machine for itself."""

    def refused(self) -> str:
        """Write to Blusser's own folder, leaving no trace.

        Return the name of the error met (``EROFS``, ``ENOSPC``, …), empty when it
        worked.
        """

    def sizes(self) -> dict[str, int]:
        """Return how many bytes lie there: ``history``, ``damaged`` and ``outbox``.

        ``damaged`` is what was set aside because it could not be read. What cannot
        be looked at counts as nothing.
        """
