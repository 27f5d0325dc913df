"""The pieces pages are made of: marks, lines, folds, cards, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from ui import icon, page
from ui.news import Action
from ui.page import Labels, Tone
from ui.text import Text
from ui.theme import Theme

DENSEST = 3
"""Pixels per pixel for which a drawing on a button is made; it shrinks well."""


LONGEST = 200
"""Characters of what somebody says in their own words."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Picture(QLabel):
    """A drawing, sharp on every screen, in the middle of the height it gets."""

    def __init__(self, name: str, ink: str, size: int) -> None:
        """Choose the drawing, its colour and its size in pixels."""
        super().__init__()
        self.setFixedSize(size, size)
        self._renderer = icon.renderer(name, ink)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        side = self.width()
        top = (self.height() - side) / 2
        self._renderer.render(painter, QRectF(0, top, side, side))
        painter.end()


def ring(piece: QWidget, event: QFocusEvent) -> None:
    """Mark a piece for the style while it has the focus by the keyboard."""
    by_keyboard = event.gotFocus() and event.reason() in BY_KEYBOARD
    piece.setProperty("ring", by_keyboard)
    piece.style().polish(piece)


class Press(QPushButton):
    """A button that shows a ring when the keyboard brought the focus to it."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the ring to whom it helps."""
        ring(self, event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the ring away."""
        ring(self, event)
        super().focusOutEvent(event)


class Field(QLineEdit):
    """A line for one's own words; Enter says them, also where there are none."""

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Say what stands here, and keep Enter from the window around it."""
        if event.key() in ENTER:
            self.entered.emit(self.text())
            event.accept()
        else:
            super().keyPressEvent(event)


class Box(QCheckBox):
    """A box with a tick that is drawn like everything else."""

    def __init__(self, text: str, ink: str) -> None:
        """Show a text; ``ink`` is the colour of the tick."""
        super().__init__(text)
        self._tick = icon.renderer(Tone.WELL, ink)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tick where there is one."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            inside = QStyle.SubElement.SE_CheckBoxIndicator
            place = self.style().subElementRect(inside, option, self)
            painter = QPainter(self)
            self._tick.render(painter, QRectF(place.adjusted(2, 2, -2, -2)))
            painter.end()


class Kit:
    """What every piece needs: colours, words to be heard, whom things go to."""

    def __init__(
        self,
        theme: Theme,
        labels: Labels,
        press: Callable[[Action], None],
        say: Callable[[str], None],
        leave: Callable[[str], None],
    ) -> None:
        """Keep all; ``press`` takes actions, ``say`` what hurts, ``leave`` an item."""
        self.theme, self.labels, self.press = theme, labels, press
        self.say, self.leave = say, leave

    def text(
        self, text: str, step: str = "body", ink: str = "", *, bold: bool = False
    ) -> Text:
        """Make a text in a size and a colour, by default that of text."""
        made = Text(text, step)
        made.setFont(self.theme.font(step, bold=bold))
        made.ink(ink or self.theme.tokens.text)
        return made

    def muted(self, text: str) -> Text:
        """Make a text of lesser weight."""
        return self.text(text, "small", self.theme.tokens.muted)

    def button(self, button: page.Button, kind: str = "") -> QPushButton:
        """Make a button that asks for its action."""
        made = Press(button.text)
        made.setProperty("kind", kind)
        made.setObjectName(button.action.value)
        made.setAutoDefault(True)  # Enter presses the one that has the focus
        made.clicked.connect(lambda: self.press(button.action))
        return made

    def choice(self, choice: page.Choice) -> QPushButton:
        """Make a small button that says what hurts."""
        made = Press(choice.text)
        made.setProperty("kind", "choice")
        made.setObjectName(f"choice-{choice.symptom}")
        made.setAutoDefault(True)
        made.clicked.connect(lambda: self.say(choice.symptom))
        return made

    def box(self, item: page.Item) -> QCheckBox:
        """Make a box that says whether something goes along."""
        made = Box(item.text, self.theme.tokens.surface)
        made.setObjectName(f"item-{item.id}")
        made.setChecked(item.along)
        made.clicked.connect(lambda: self.leave(item.id))
        return made

    def field(self, name: str, hint: str) -> Field:
        """Make a line for one's own words; ``name`` is heard, ``hint`` seen in it."""
        made = Field()
        made.setObjectName("hurts")
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setMaxLength(LONGEST)
        made.entered.connect(self.say)
        return made

    def picture(self, name: str, ink: str, size: int) -> QLabel:
        """Make a drawing."""
        return Picture(name, ink, size)

    def mark(self, tone: Tone, size: int) -> QLabel:
        """Make the mark of a tone, with its name for those who hear it."""
        made = self.picture(tone, self.theme.ink(tone), size)
        made.setAccessibleName(self.labels.tones[tone])
        return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def reveal(layout: QLayout) -> None:
    """Show what was put into a layout now, where Qt would do so a moment later.

    In between nothing would be there to take the focus.
    """
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item and (widget := item.widget()):
            widget.show()
        elif item and (inner := item.layout()):
            reveal(inner)
