"""Writes lines to a terminal, or plainly to a pipe; shows progress while it runs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from agent.cli.render import MARKS, Line
from agent.events import CheckDone, Event, RunStarted, StepStarted, Waiting
from agent.model import Found
from agent.typed import Any, TextIO
from agent.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console

STYLES = {
    "well": "green",
    "trouble": "red",
    "ask": "yellow",
    "unsure": "blue",
    "quiet": "dim",
    "advice": "default",
    "bold": "bold",
    "": "default",
}
WIDTH = 88
YES = {"y", "yes", "j", "ja", "o", "oui"}
"""What counts as a yes, in every language that asks."""


def write(lines: Iterable[Line]) -> None:
    """Write to standard output: in colour for a person, plainly for a pipe."""
    out = sys.stdout
    if out.isatty():
        _coloured(lines, _console(out))
    else:
        _plain(lines, out)


def ask(question: str) -> bool:
    """Ask the person at the terminal; only a clear yes is one."""
    from shutil import get_terminal_size

    width = min(WIDTH, get_terminal_size().columns - 8)
    answer = ""
    try:
        sys.stdout.write("\n".join(_broken(question, width)) + " ")
        sys.stdout.flush()
        answer = sys.stdin.readline()
    finally:
        if not answer:  # nobody pressed Enter: the input ended, or Ctrl-C
            sys.stdout.write("\n")
    return answer.strip().lower() in YES


def interactive() -> bool:
    """Tell whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Progress:
    """Shows in one line how far a run is; to a person only."""

    def __init__(self, words: Words, console: Console | None) -> None:
        """Begin to show on a console, or nowhere."""
        self.found: dict[str, dict[str, Any]] = {}
        self._words, self._console = words, console
        self._total: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._doing = words.phrase("cli-starting")
        self._status = console and console.status(self._doing, spinner_style="red")

    def hear(self, event: Event) -> None:
        """Take one event of a run."""
        match event:
            case Waiting():
                self._doing = self._words.phrase("cli-waiting")
            case RunStarted(checks):
                self._doing = self._words.phrase("cli-starting")
                self._total.update(check.family for check in checks)
            case CheckDone(check, outcome):
                self._done[check.family] += 1
                if isinstance(outcome, Found):
                    self.found[outcome.finding.problem.code] = outcome.finding.facts
            case StepStarted(step):
                self._doing = self._words.fix(step.fix.id, "doing")
        if self._status and self._console:
            self._status.update(_short(self._line(), self._console.width - 3))

    def _line(self) -> str:
        if self._done.total() >= self._total.total():
            return self._doing
        return " · ".join(
            f"{self._words.family(name)} {self._done[name]}/{total}"
            for name, total in self._total.items()
        )

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Show as long as the run lasts."""
        if self._status:
            self._status.start()
        try:
            yield self
        finally:
            if self._status:
                self._status.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the line to a question."""
        if self._status:
            self._status.stop()
        yield
        if self._status:
            self._status.start()


def _short(line: str, room: int) -> str:
    """Return what fits on one line beside the mark that turns."""
    return line if len(line) <= room else f"{line[: room - 1]}…"


def progress(words: Words, *, quiet: bool) -> AbstractContextManager[Progress]:
    """Return what shows a run; nothing is shown in a pipe or when quiet."""
    shows = sys.stdout.isatty() and not quiet
    return Progress(words, _console(sys.stdout) if shows else None).shown()


def _console(out: TextIO) -> Console:
    from rich.console import Console

    return Console(file=out, highlight=False, soft_wrap=False)


def _coloured(lines: Iterable[Line], console: Console) -> None:
    """Break between words only: a path that is cut can be copied no more."""
    from rich.text import Text

    for line in lines:
        mark = MARKS.get(line.mark, " ")
        begin = Text.assemble(" " * line.indent, (mark, STYLES[line.mark]), " ")
        for part in _broken(line.text, min(WIDTH, console.width - line.indent - 3)):
            row = Text.assemble(begin, (part, STYLES[line.style]))
            row.rstrip()
            console.print(row, soft_wrap=True)
            begin = Text(" " * (line.indent + 2))


def _broken(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many characters, or of one longer word."""
    from textwrap import wrap

    width = max(1, width)
    rows = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return rows or [""]


def _plain(lines: Iterable[Line], out: TextIO) -> None:
    for line in lines:
        start = f"{' ' * line.indent}{MARKS.get(line.mark, ' ')} "
        out.write(f"{start}{line.text}".rstrip() + "\n")
