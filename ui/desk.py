"""Ties the window, the tray and the bridge to one state; decides nothing itself."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from agent.outbox.courier import forget
from agent.symptoms import understood
from agent.words import Words
from ui.bridge import Bridge
from ui.news import Action, Did, News
from ui.page import Page
from ui.post import Doing
from ui.screens import Screen
from ui.state import State, fold, offers
from ui.story import labels_of, page_of, sign_of
from ui.tray import Tray
from ui.window import Window

TELLING = {Screen.RESULT, Screen.ASKING, Screen.TROUBLE}
"""Screens that somebody who closed the window should hear about."""


class Desk(QObject):
    """Holds the state; ``ended`` when the person is done with Blusser."""

    ended = Signal()

    def __init__(
        self,
        bridge: Bridge,
        words: Words,
        support: str,
        open_folder: Callable[[str], object],
    ) -> None:
        """Put everything together; ``present`` the window to begin."""
        super().__init__()
        self._words, self._support, self._open = words, support, open_folder
        self._bridge = bridge
        self.state = State()
        self.tray = Tray(words)
        self._leaving = False
        self.window = Window(labels_of(words), self._stays)
        bridge.news.connect(self.take)
        self.tray.asked.connect(self._from_tray)
        self.tray.opened.connect(self.window.present)
        self.tray.quitted.connect(self.ended)
        self.window.asked.connect(self.ask)
        self.window.said.connect(self.say)
        self.window.noted.connect(self.note)
        self.window.left_out.connect(self.leave_out)
        self.window.gone.connect(self.ended)
        self._draw()

    def begin(self, *, background: bool = False) -> None:
        """Show icon and window, or the icon alone, and remember the last run."""
        self.tray.icon.show()
        if not background:
            self.window.present()
        self._bridge.remember()

    def take(self, news: News) -> None:
        """Fold one piece of news and draw what came of it."""
        before, self.state = self.state, fold(self.state, news)
        page = self._draw()
        turned = before.screen is not self.state.screen
        if turned and self.state.screen in TELLING and not self.window.isVisible():
            self.tray.tell(page.headline, page.told or page.lead)

    def ask(self, action: Action) -> None:
        """Do what the person asks for, where that is offered now."""
        self._do(Did(action))

    def say(self, said: str) -> None:
        """Begin where somebody says what hurts, by choice or in their own words."""
        self._do(Did(Action.FIX, said, understood(said)))

    def note(self, action: Action, note: str) -> None:
        """Do what is asked for beside a note for IT."""
        self._do(Did(action, note))

    def leave_out(self, item: str) -> None:
        """Leave an item out of the report, or take it along after all."""
        self._do(Did(Action.LEAVE_OUT, item))

    def _do(self, did: Did) -> None:
        action = did.action
        if not offers(self.state, action):
            return
        letter = self.state.post.letter
        self.take(did)
        match action:
            case Action.FIX:
                self._bridge.begin(self.state.run, self.state.symptom)
            case Action.STOP:
                self._bridge.leave()
            case Action.YES | Action.NO:
                self._bridge.answer(yes=action is Action.YES)
            case Action.STILL_BROKEN:
                assert self.state.last
                self._bridge.report(self.state.last)
            case Action.OPEN_REPORT:
                self._open(os.path.dirname(self.state.report))
            case Action.OPEN_PAGE:
                assert self.state.post.letter
                self._open(self.state.post.letter.page)
            case Action.NOT_NOW:
                forget(letter.page if letter else "")
            case Action.PREVIEW | Action.NOTE | Action.LEAVE_OUT | Action.SEND:
                self._hand()

    def _hand(self) -> None:
        """Show what IT would get, or send what was shown."""
        case, post = self.state.last, self.state.post
        assert case
        if post.doing is Doing.SENDING:
            self._bridge.send(case, self.state.report, post.note, post.chosen)
        else:
            self._bridge.show(case, self.state.report, post.wanted, post.unwanted)

    def let_go(self) -> None:
        """Let the session end: from now on closing is no hiding."""
        self._leaving = True

    def close(self) -> None:
        """Take everything from the screen, then wait for what must not be cut."""
        self.window.hide()
        self.tray.icon.hide()
        self._bridge.close()

    def _stays(self) -> bool:
        """Tell whether closing only hides: where the tray brings the window back."""
        return not self._leaving and self.tray.present()

    def _from_tray(self, action: Action) -> None:
        self.window.present()
        self.ask(action)

    def _draw(self) -> Page:
        page = page_of(self.state, self._words, self._support)
        self.window.draw(page)
        self.tray.draw(sign_of(self.state, self._words))
        return page


def open_folder(path: str) -> None:
    """Show a folder in the file manager of the person, a page in the browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
