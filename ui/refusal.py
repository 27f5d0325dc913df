"""Says why nothing can begin, to somebody who sees no terminal."""

from __future__ import annotations

import os

from agent.value import replace
from agent.words import Words
from ui.news import Action, Broke, Trouble
from ui.page import Button, Page
from ui.screens import Screen
from ui.state import State
from ui.story import labels_of, page_of

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Settings of which a session with a screen has one."""


def refusal_page(words: Words, why: str) -> Page:
    """Return the page of a start that was refused; all it offers is to leave."""
    state = State(Screen.TROUBLE, broke=Broke(Trouble.REFUSED, why))
    leave = Button(Action.BACK, words.phrase("ui-quit"))
    page = page_of(state, words)
    return replace(page, first=leave, way_out=None, enter=leave.action)


def show(words: Words, why: str) -> None:
    """Show it until somebody closes it; nothing where there is no screen."""
    if not any(map(os.environ.get, SCREENS)):
        return
    from ui.app import application
    from ui.window import Window

    app = application(words)
    window = Window(labels_of(words), lambda: False)
    window.asked.connect(lambda _: app.exit(0))
    window.gone.connect(lambda: app.exit(0))
    window.draw(refusal_page(words, why))
    window.present()
    app.exec()
    window.hide()
