"""Says beside the tray what a run that nobody started did, when it is time to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from agent.moment import Moment
from agent.notices import DAY, Memory, Notice, mute, said, snooze, to_say
from agent.policy.model import Policy
from agent.told import read_memory, read_told, write_memory
from agent.words import Words

HOUR = 3600.0
EVERY, SOON = 10 * 60 * 1000, 5 * 1000
"""Milliseconds between two looks, and until there is a tray to speak beside; the moment
of a notice need not be exact."""
WEEK = 7 * DAY


class Notices(QObject):
    """Looks now and then; ``told`` carries a title and a text."""

    told = Signal(str, str)

    def __init__(  # noqa: PLR0913 - what is said, to whom, and when it may be
        self,
        places: tuple[str, str],
        rules: Callable[[], Policy],
        words: Words,
        *,
        writers: Collection[int],
        heard: Callable[[], bool],
        moments: Callable[[], Collection[Moment]] = frozenset,
        now: Callable[[], float] = time,
    ) -> None:
        """Take what a run left and what we remember, by path; nothing is read yet.

        ``rules``: those of the moment, for a window is open for weeks. ``writers``:
        accounts that may have left it. ``heard``: whether what is said would be seen
        by anybody.
        """
        super().__init__()
        self._heard = heard
        self._left, self._kept = places
        self._writers = writers
        self._rules, self._words = rules, words
        self._policy = Policy()
        self._moments, self._now = moments, now
        self._unwritten: Memory | None = None
        self.last: tuple[str, ...] = ()
        """The codes that were spoken of last, which can be muted."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._fired)

    @property
    def may_mute(self) -> bool:
        """Tell whether one problem can be muted now."""
        return self._policy.notices.may_mute and bool(self.last)

    def begin(self) -> None:
        """Look when the session has settled, and go on looking."""
        self._timer.start(SOON)

    def look(self) -> None:
        """Say what may be said now, and remember it."""
        told = read_told(self._left, self._writers)
        memory, now = self._remembered(), self._now()
        if not told or not self._heard():
            return
        if told.case == memory.case:
            return
        self._policy = self._rules()
        rules, quiet = self._policy.notices, self._policy.schedule.quiet_hours
        may = to_say(told, memory, now, rules, quiet_hours=quiet)
        spoken = {one: self._titled(one) for one in may}
        if not any(spoken.values()) or self._moments():
            return
        notices = tuple(one for one, title in spoken.items() if title)
        self.last = tuple(one.code for one in notices)
        self._remember(said(memory, told, notices, now))
        self.told.emit(*self._sentences(notices))

    def _fired(self) -> None:
        self.look()
        self._timer.setInterval(EVERY if self._heard() else SOON)

    def snooze(self, seconds: float) -> None:
        """Say nothing for a while."""
        self._remember(snooze(self._remembered(), self._now(), seconds))

    def mute(self) -> None:
        """Say nothing for a week of what was spoken of last."""
        memory = self._remembered()
        for code in self.last:
            memory = mute(memory, code, self._now(), WEEK)
        self._remember(memory)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _remembered(self) -> Memory:
        return self._unwritten or read_memory(self._kept)

    def _remember(self, memory: Memory) -> None:
        """Write it down, or keep it while the disk is full, or all is said again."""
        self._unwritten = None if write_memory(self._kept, memory) else memory

    def _titled(self, one: Notice) -> str:
        """Return what it is about; nothing of what this Blusser has no words for."""
        try:
            return self._words.problem(one.code, "title", {})
        except (KeyError, AttributeError):
            return ""

    def _sentences(self, notices: tuple[Notice, ...]) -> tuple[str, str]:
        """Return title and text; of several at once, all titles."""
        phrase = self._words.phrase
        if len(notices) > 1:
            return phrase("ui-notices"), "\n".join(map(self._line, notices))
        (one,) = notices
        if not one.fix:
            return self._titled(one), phrase("ui-notice-left")
        return phrase("ui-notice-cured"), self._line(one)

    def _line(self, one: Notice) -> str:
        title = self._titled(one)
        if not one.fix:
            return title
        return self._words.phrase("ui-notice-was", title=title)
