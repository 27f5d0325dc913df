"""Carries news from the threads of the engine to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from agent.case import Case
from agent.kit import Kit
from agent.outbox.courier import Chosen
from ui.handing import Rounds, Ways, previewed, sent
from ui.run import HandOver, Run, remembered, reported

ROUND = 30_000
"""Milliseconds after which what waits for IT is tried again."""
GRACE = 0.5
"""Seconds that a run which only looks gets to let go when the program ends."""


class Bridge(QObject):
    """Starts what takes time in threads; ``news`` arrives in the window's own."""

    news = Signal(object)

    def __init__(
        self,
        kit: Kit,
        hand_over: HandOver,
        courier: Ways = lambda: None,
    ) -> None:
        """Keep what runs are made of, and the ways to IT's desk."""
        super().__init__()
        self._courier, self._rounds = courier, Rounds(courier)
        self._handing: Thread | None = None
        self._showing: Thread | None = None
        self.clock = QTimer(self)
        self.clock.setInterval(ROUND)
        self.clock.timeout.connect(self.deliver)
        self.clock.start()
        self._kit, self._hand_over = kit, hand_over
        self._run: Run | None = None
        self._runs: list[tuple[Run, Thread]] = []
        self._threads: list[Thread] = []
        self._closed = False

    def remember(self) -> None:
        """Read the newest case of the history."""
        self._start(lambda: self._tell(remembered(self._kit)))

    def begin(self, number: int, symptom: str = "") -> None:
        """Start the run with this number, for what hurts."""
        run = self._run = Run(number, self._kit, self._hand_over, self._tell, symptom)
        self._runs = [(r, thread) for r, thread in self._runs if thread.is_alive()]
        self._runs.append((run, self._start(run.carry_out)))

    def answer(self, *, yes: bool) -> None:
        """Pass the answer of the person on to the run."""
        if self._run:
            self._run.answer(yes=yes)

    def leave(self) -> None:
        """Leave the run; what it begins to repair it ends."""
        if self._run:
            self._run.leave()

    def report(self, case: Case) -> None:
        """Write the bundle of a case."""
        evidence = self._run.evidence if self._run else None
        self._start(
            lambda: self._tell(reported(self._kit, case, evidence, self._hand_over))
        )

    def show(self, case: Case, bundle: str, note: str, chosen: Chosen) -> None:
        """Read what IT would get of a case, after what was asked for before."""

        def read(before: Thread | None = self._showing) -> None:
            if before:
                before.join()
            self._tell(previewed(self._courier, case, bundle, note, chosen))

        self._showing = self._start(read)

    def send(self, case: Case, bundle: str, note: str, chosen: Chosen) -> None:
        """Hand a case to IT, once nothing is made ready to look at any more."""

        def hand(before: Thread | None = self._showing) -> None:
            if before:
                before.join()
            self._tell(sent(self._courier, case, bundle, note, chosen))
            self._rounds.due = True

        self._handing = self._start(hand)

    def deliver(self) -> None:
        """Bring what waits for IT, unless a run or another delivery goes on."""
        threads = [thread for _, thread in self._runs]
        threads += [self._handing] if self._handing else []
        if self._rounds.due and not any(one.is_alive() for one in threads):
            self._handing = self._start(self._bring)

    def _bring(self) -> None:
        for news in self._rounds.carry_out():
            self._tell(news)

    def close(self) -> None:
        """Leave everything, and return at once unless a repair is at work.

        A repair is waited for: it is checked, and undone where it did not help. The
        engine bounds that time. A check that hangs is not waited for.
        """
        self._closed = True
        self.clock.stop()
        self.leave()
        until = monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(0, until - monotonic()))
        for run, thread in self._runs:
            if run.repairing:
                thread.join()

    def _start(self, act: Callable[[], None]) -> Thread:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = Thread(target=act, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _tell(self, news: object) -> None:
        if not self._closed:
            self.news.emit(news)
