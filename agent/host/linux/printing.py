"""Print queues and jobs of CUPS, asked over its own socket.

Where CUPS sleeps behind its socket, asking wakes it, as any print dialog does.
"""

from __future__ import annotations

import os
import pwd
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from agent.host.linux import ipp
from agent.host.linux.ipp import Answer, Group, Ipp, Keyword, Uri
from agent.host.linux.plain_file import read_plain
from agent.host.ports.services import JobState, Printer, PrintJob
from agent.host.trouble import HostError

SOCKET = "/run/cups/cups.sock"
STATES: dict[int, JobState] = {3: "pending", 4: "held", 5: "processing", 6: "stopped"}
"""RFC 8011, 5.3.7: from 7 on a job is over."""
PRINTER_STOPPED = 5
"""RFC 8011, 5.4.11."""
ASKED_OF_JOBS = (
    "job-id",
    "job-state",
    "job-printer-uri",
    "time-at-creation",
    "time-at-processing",
    "job-printer-up-time",
    "job-impressions-completed",
    "job-media-sheets-completed",
)
"""Neither what is printed nor for whom."""
ASKED_OF_STOPPED = (
    "job-printer-uri",
    "job-state-reasons",
    "job-printer-state-message",
    "time-at-processing",
)
"""Of the jobs of a stopped queue, to find out who stopped it; none of it is told."""
COUNTED = ("impressions", "media-sheets")
ASKED_OF_PRINTERS = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
)
PAUSED = "Paused"
"""What cupsd itself writes as the message where somebody pauses a queue and says not
why (scheduler/ipp.c, stop_printer); the reason ``paused`` stands there after an error
too. Never translated."""
CLOSED = "Rejecting Jobs"
"""The same where somebody has a queue take no jobs (reject_jobs)."""
EVERY_QUEUE = Uri("ipp://localhost/printers/")
MOST = 50


class LinuxPrinting:
    """The queues of this machine, as the account we run as may see them."""

    def __init__(self, place: str = SOCKET) -> None:
        """Take another socket than the usual one, for a test."""
        self._ipp = Ipp(place, own_name())

    def printers(self) -> tuple[Printer, ...]:
        """See the port."""
        wanted = tuple(Keyword(name) for name in ASKED_OF_PRINTERS)
        answer = self._asked(ipp.GET_PRINTERS, {"requested-attributes": wanted})
        groups = answer.groups[:MOST]
        stopped = any(
            _number(one, "printer-state") == PRINTER_STOPPED for one in groups
        )
        jobs = self._jobs(ASKED_OF_STOPPED, mine=False) if stopped else ()
        erring = {found for job in jobs if (found := _stopped_it(job))}
        return tuple(_printer(group, erring) for group in groups)

    def jobs(self) -> tuple[PrintJob, ...]:
        """See the port; whose jobs they are is asked as «which are mine»."""
        own = self._jobs(ASKED_OF_JOBS, mine=True)
        ours = {_number(group, "job-id") for group in own}
        root = os.geteuid() == 0
        found = [_job(group) for group in self._jobs(ASKED_OF_JOBS, mine=False)]
        jobs = [
            PrintJob(*fields, ours=root or fields[0] in ours)
            for fields in found
            if fields
        ]
        return tuple(sorted(jobs, key=lambda job: (-job.age, job.id))[:MOST])

    def default(self) -> str:
        """See the port; what the person chose goes before what the machine has."""
        if own := own_default(os.path.expanduser("~/.cups/lpoptions")):
            return own
        asked = {"requested-attributes": Keyword("printer-name")}
        groups = self._asked(ipp.GET_DEFAULT, asked).groups
        return str(groups[0].get("printer-name", [""])[0]) if groups else ""

    def _jobs(self, wanted: tuple[str, ...], *, mine: bool) -> tuple[Group, ...]:
        asked = {
            "printer-uri": EVERY_QUEUE,
            "which-jobs": Keyword("not-completed"),
            "my-jobs": mine,
            "requested-attributes": tuple(Keyword(name) for name in wanted),
        }
        return self._asked(ipp.GET_JOBS, asked).groups

    def _asked(self, operation: int, attributes: dict[str, Any]) -> Answer:
        """Ask; what is not found is nothing, any other refusal is trouble."""
        answer = self._ipp.ask(operation, "/", attributes, proof=False)
        if answer.status == ipp.NOT_FOUND:
            return Answer(answer.status)
        if answer.status >= ipp.FIRST_ERROR:
            msg = f"the print service refused to answer ({answer.status:#06x})"
            raise HostError(msg)
        return answer


class LinuxPrintControl:
    """Cancels jobs and lets queues go on, as the account we run as."""

    def __init__(self, place: str = SOCKET) -> None:
        """Take another socket than the usual one, for a test."""
        self._ipp = Ipp(place, own_name())

    def cancel(self, job: int) -> None:
        """See the port."""
        asked = {"job-uri": Uri(f"ipp://localhost/jobs/{job}")}
        answer = self._ipp.ask(ipp.CANCEL_JOB, "/jobs/", asked, proof=True)
        if answer.status in ipp.FORBIDDEN:
            msg = "the print job belongs to somebody else"
            raise PermissionError(msg)
        gone = (ipp.NOT_FOUND, ipp.NOT_POSSIBLE)
        if answer.status >= ipp.FIRST_ERROR and answer.status not in gone:
            msg = f"the print service did not cancel the job ({answer.status:#06x})"
            raise HostError(msg)

    def resume(self, printer: str) -> None:
        """See the port."""
        self._switch(ipp.RESUME, printer)

    def pause(self, printer: str) -> None:
        """See the port."""
        self._switch(ipp.PAUSE, printer)

    def accept(self, printer: str) -> None:
        """See the port."""
        self._switch(ipp.ACCEPT, printer)

    def reject(self, printer: str) -> None:
        """See the port."""
        self._switch(ipp.REJECT, printer)

    def _switch(self, operation: int, printer: str) -> None:
        place = Uri(f"ipp://localhost/printers/{quote(printer, safe='')}")
        asked = {"printer-uri": place}
        answer = self._ipp.ask(operation, "/admin/", asked, proof=True)
        if answer.status in ipp.FORBIDDEN:
            msg = "only an administrator may switch a print queue"
            raise PermissionError(msg)
        if answer.status >= ipp.FIRST_ERROR:
            msg = f"the print service did not switch the queue ({answer.status:#06x})"
            raise HostError(msg)


def own_name() -> str:
    """Return the name of the account we run as; its number where it has none."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def own_default(place: str) -> str:
    """Return the queue a person chose as the default (lpoptions(1)), or nothing."""
    try:
        text = read_plain(place, 65_536).decode("utf-8", "replace")
    except OSError:
        return ""
    for line in text.split("\n"):
        word, _, rest = line.partition(" ")
        if word == "Default" and rest.split():
            return rest.split()[0].partition("/")[0]
    return ""


def _stopped_it(job: Group) -> tuple[str, str] | None:
    """Return queue and message where a job failed so that its queue was stopped.

    A job at work when somebody pauses its queue keeps ``job-printing`` as its reason,
    and one that never went to the printer stopped nothing (scheduler/job.c).
    """
    if "printer-stopped" not in job.get("job-state-reasons", []):
        return None
    if not _number(job, "time-at-processing"):
        return None
    return _queue(job), str(job.get("job-printer-state-message", [""])[0])


def _printer(group: Group, erring: set[tuple[str, str]]) -> Printer:
    """Read a queue; ``erring``: queues stopped by an error, and what was said then.

    Where something else is said now, somebody has stopped it once more since.
    """
    reasons = (str(one) for one in group.get("printer-state-reasons", []))
    name = str(group.get("printer-name", ["?"])[0])
    stopped = _number(group, "printer-state") == PRINTER_STOPPED
    message = str(group.get("printer-state-message", [""])[0])
    return Printer(
        name,
        stopped,
        tuple(one for one in reasons if one != "none"),
        paused=stopped and message == PAUSED,
        closed=group.get("printer-is-accepting-jobs") == [False],
        erred=stopped and message != PAUSED and (name, message) in erring,
        explained=message not in ("", PAUSED, CLOSED),
    )


def _queue(job: Group) -> str:
    address = urlsplit(str(job.get("job-printer-uri", [""])[0])).path
    return unquote(address.rpartition("/")[2])


def _job(group: Group) -> tuple[int, str, JobState, float, float, int] | None:
    """Read a job, by the print service's own clock; nothing where it is over."""
    state = STATES.get(_number(group, "job-state"))
    if state is None:
        return None
    now, made = (
        _number(group, "job-printer-up-time"),
        _number(group, "time-at-creation"),
    )
    began = _number(group, "time-at-processing") if state == "processing" else 0
    pages = (_number(group, f"job-{what}-completed") for what in COUNTED)
    return (
        _number(group, "job-id"),
        _queue(group),
        state,
        float(max(0, now - made)),
        float(max(0, now - began)) if began else 0.0,
        max(pages),
    )


def _number(group: Group, name: str) -> int:
    """Return a number, 0 where the print service gives none."""
    value = group.get(name, [0])[0]
    return value if isinstance(value, int) else 0
