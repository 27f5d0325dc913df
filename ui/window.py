"""The window: a bar, a page, a foot. It draws pages and passes presses on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.body import Body
from ui.foot import Foot
from ui.news import Action
from ui.page import Labels, Page
from ui.pieces import ENTER, Kit, clear
from ui.screens import Screen

SIZE, SMALLEST = (800, 720), (400, 420)
"""Pixels; a small screen gets a smaller window, large letters a larger one."""
CHANGES = (QEvent.Type.ApplicationPaletteChange, QEvent.Type.ApplicationFontChange)


class Window(QMainWindow):
    """Shows one page.

    ``asked`` carries what is pressed; ``said`` what hurts; ``noted`` a press and the
    note for IT that goes with it; ``gone`` that it closed.
    """

    asked = Signal(object)
    said = Signal(str)
    noted = Signal(object, str)
    left_out = Signal(str)
    gone = Signal()

    def __init__(self, labels: Labels, stays: Callable[[], bool]) -> None:
        """Make it; ``stays`` tells whether closing only hides it, as a tray allows."""
        super().__init__()
        self._labels, self._stays = labels, stays
        self._page: Page | None = None
        self._by_keyboard = False
        self.setWindowTitle("Blusser")
        self._bar, self.body, self.foot = QFrame(), Body(), Foot()
        self._bar.setObjectName("bar")
        self._name = QHBoxLayout(self._bar)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.body, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(ground)
        room = self._room()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        keys = QKeySequence.StandardKey
        QShortcut(keys.Close, self, self.close)
        QShortcut(keys.Quit, self, self.gone.emit)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    def draw(self, page: Page) -> None:
        """Draw a page, and put the focus where Enter does what comes next."""
        turned = self._page is None or page.screen is not self._page.screen
        held = ("", 0) if turned else self.body.held()
        anew = turned or self.body.differs(page) or self.foot.differs(page)
        if anew:
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page = page
        self._draw()
        if anew and not self.body.hold(*held):
            self._focus()

    def present(self) -> None:
        """Show the window in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        """Follow the palette and the font of the system."""
        if event.type() in CHANGES:
            self._dress()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter and Escape ask for what the page says they do."""
        page, self._by_keyboard = self._page, True
        if page and event.key() in ENTER and page.enter:
            self._press(page.enter)
        elif page and event.key() == Qt.Key.Key_Escape and page.escape:
            self.asked.emit(page.escape)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the margins suit the size."""
        super().resizeEvent(event)
        self.body.fit(self.width(), self.height())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide where a tray icon brings it back; else this is the end."""
        if self._stays():
            event.ignore()
            self.hide()
        else:
            event.accept()
            self.gone.emit()

    def _dress(self) -> None:
        """Put on the colours and sizes of the system as it is now."""
        now = theme.current()
        self._kit = Kit(now, self._labels, self._press, self._say, self.left_out.emit)
        self.setPalette(theme.palette(now))
        self.setFont(now.font("body"))
        self.setStyleSheet(theme.sheet(now))
        least = QSize(*(now.grown(side) for side in SMALLEST))
        self.setMinimumSize(least.boundedTo(self._room()))
        self._fill_bar()
        if self._page:
            self._draw(afresh=True)
            self._focus()

    def _room(self) -> QSize:
        """Return what the screen has, less its panels."""
        return QGuiApplication.primaryScreen().availableSize()

    def _press(self, action: Action) -> None:
        """Pass a press on; with some goes what was written beside them."""
        if action in (Action.NOTE, Action.SEND):
            self.noted.emit(action, self.body.said())
        elif action is Action.FIX and (said := self.body.said()):
            self.said.emit(said)
        else:
            self.asked.emit(action)

    def _say(self, said: str) -> None:
        if self._page and self._page.screen is Screen.PREVIEW:
            self._press(Action.NOTE)
        elif said.strip():
            self.said.emit(said.strip())
        else:
            self.asked.emit(Action.FIX)

    def _fill_bar(self) -> None:
        row = self._name
        clear(row)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        side = self._kit.theme.size("section")
        row.addWidget(self._kit.picture("blusser", self._kit.theme.tokens.brand, side))
        row.addWidget(self._kit.text("Blusser", "small", bold=True))
        row.addStretch(1)

    def _draw(self, *, afresh: bool = False) -> None:
        assert self._page
        self.body.draw(self._page, self._kit, afresh=afresh)
        self.foot.draw(self._page, self._kit, afresh=afresh)
        self.foot.setVisible(bool(self._page.note) or self._page.screen != Screen.HOME)

    def _focus(self) -> None:
        """Focus the next step; nothing that changes the PC gets it unasked."""
        assert self._page
        reasons = Qt.FocusReason
        keyed, self._by_keyboard = self._by_keyboard, False
        reason = reasons.TabFocusReason if keyed else reasons.OtherFocusReason
        big = self.body.findChild(QPushButton, Action.FIX.value)
        target = self.foot.first or big
        if self._page.enter and target:
            target.setFocus(reason)
        else:
            self.body.setFocus(reason)
