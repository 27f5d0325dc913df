"""Print queues and jobs of CUPS, asked over its own socket.

Where CUPS sleeps behind its socket, asking wakes it, as any print dialog does.
"""

from __future__ import annotations

import os
import pwd
from typing import Any
from urllib.parse import unquote, urlsplit

from agent.host.linux import ipp
from agent.host.linux.ipp import Answer, Group, Ipp, Keyword, Uri
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
        return tuple(_printer(group) for group in answer.groups[:MOST])

    def jobs(self) -> tuple[PrintJob, ...]:
        """See the port; whose jobs they are is asked as «which are mine»."""
        ours = {_number(group, "job-id") for group in self._jobs(mine=True)}
        root = os.geteuid() == 0
        found = [_job(group) for group in self._jobs(mine=False)]
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

    def _jobs(self, *, mine: bool) -> tuple[Group, ...]:
        asked = {
            "printer-uri": EVERY_QUEUE,
            "which-jobs": Keyword("not-completed"),
            "my-jobs": mine,
            "requested-attributes": tuple(Keyword(name) for name in ASKED_OF_JOBS),
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
    """Cancels jobs, as the account we run as."""

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


def own_name() -> str:
    """Return the name of the account we run as; its number where it has none."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def own_default(place: str) -> str:
    """Return the queue a person chose as the default (lpoptions(1)), or nothing."""
    try:
        with open(place, encoding="utf-8", errors="replace") as file:
            for line in file:
                word, _, rest = line.partition(" ")
                if word == "Default" and rest.split():
                    return rest.split()[0].partition("/")[0]
    except OSError:
        pass
    return ""


def _printer(group: Group) -> Printer:
    reasons = (str(one) for one in group.get("printer-state-reasons", []))
    name = str(group.get("printer-name", ["?"])[0])
    stopped = _number(group, "printer-state") == PRINTER_STOPPED
    return Printer(
        name,
        stopped,
        tuple(one for one in reasons if one != "none"),
        paused=stopped and group.get("printer-state-message") == [PAUSED],
        closed=group.get("printer-is-accepting-jobs") == [False],
    )


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
    address = urlsplit(str(group.get("job-printer-uri", [""])[0])).path
    return (
        _number(group, "job-id"),
        unquote(address.rpartition("/")[2]),
        state,
        float(max(0, now - made)),
        float(max(0, now - began)) if began else 0.0,
        max(pages),
    )


def _number(group: Group, name: str) -> int:
    """Return a number, 0 where the print service gives none."""
    value = group.get(name, [0])[0]
    return value if isinstance(value, int) else 0
