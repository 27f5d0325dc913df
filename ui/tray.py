"""The icon in the tray: its shape says how things are, its menu what can be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from agent.words import Words
from ui import icon
from ui.news import Action
from ui.page import Sign


class Tray(QObject):
    """Draws signs; ``asked`` carries actions, ``opened`` a click."""

    asked = Signal(object)
    opened = Signal()
    quitted = Signal()
    snoozed = Signal(float)
    muted = Signal()

    def __init__(self, words: Words) -> None:
        """Make the icon and its menu; nothing is shown yet."""
        super().__init__()
        self.menu = QMenu()
        self._open = self.menu.addAction(words.phrase("ui-open"))
        self._open.triggered.connect(self.opened)
        self.fix = self.menu.addAction(words.phrase("ui-fix"))
        self.fix.triggered.connect(lambda: self.asked.emit(Action.FIX))
        self.last = self.menu.addAction(words.phrase("ui-last"))
        self.last.triggered.connect(lambda: self.asked.emit(Action.LAST))
        self.silence = self.menu.addMenu(words.phrase("ui-silence"))
        for name, seconds in (("hour", 3_600.0), ("day", 86_400.0)):
            one = self.silence.addAction(words.phrase(f"ui-snooze-{name}"))
            one.triggered.connect(lambda _=False, s=seconds: self.snoozed.emit(s))
        self.mute = self.silence.addAction(words.phrase("ui-mute"))
        self.mute.triggered.connect(self.muted)
        self.mute.setEnabled(False)
        self.menu.addSeparator()
        self.quit = self.menu.addAction(words.phrase("ui-quit"))
        self.quit.triggered.connect(self.quitted)
        self.icon = QSystemTrayIcon()
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._clicked)
        self.icon.messageClicked.connect(self.opened)
        self._sign: Sign | None = None

    def draw(self, sign: Sign) -> None:
        """Show how things are."""
        if sign == self._sign:
            return
        if self._sign is None or sign.tone is not self._sign.tone:
            self.icon.setIcon(icon.tray_icon(sign.tone))
        self.icon.setToolTip(sign.text)
        self.fix.setEnabled(sign.can_fix)
        self.last.setEnabled(sign.can_show)
        self._sign = sign

    def present(self) -> bool:
        """Tell whether there is a tray and the icon is in it."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def tell(self, title: str, text: str) -> None:
        """Show a message beside the tray, for somebody who closed the window."""
        self.icon.showMessage(title, text, icon.application_icon())

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()
