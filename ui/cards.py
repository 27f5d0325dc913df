"""Lines, folds, cards and tags: what a page is made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import icon, page
from ui.news import Action
from ui.page import Tone
from ui.pieces import DENSEST, Kit, Picture, clear, reveal
from ui.text import Text


class Line(QWidget):
    """One row; it can be drawn again in place while a run goes on."""

    def __init__(self, line: page.Line, kit: Kit) -> None:
        """Draw it for the first time."""
        super().__init__()
        self._kit = kit
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._line: page.Line | None = None
        self.draw(line)

    def draw(self, line: page.Line) -> None:
        """Draw it unless it is drawn already."""
        if line == self._line:
            return
        self._line = line
        clear(self._row)
        kit, theme = self._kit, self._kit.theme
        size = theme.size("section")
        text = kit.text(line.text, bold=line.strong)
        if line.icon in icon.DRAWINGS:
            self._beside(kit.picture(line.icon, theme.tokens.text, size), text)
        elif line.tone:
            self._beside(kit.mark(line.tone, size), text)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(text)
        if line.detail:
            texts.addWidget(kit.muted(line.detail))
        self._row.addLayout(texts, 1)
        if line.aside:
            self._beside(kit.muted(line.aside), text)
        if line.icon and line.tone is not Tone.BUSY:
            self._beside(kit.mark(line.tone, size), text)
        reveal(self._row)

    def _beside(self, piece: QWidget, text: Text) -> None:
        """Put a piece at the height of the first line of the text."""
        height = text.sizeHint().height()
        piece.setMinimumHeight(height)
        if isinstance(piece, Picture):
            piece.setFixedHeight(height)
        self._row.addWidget(piece, 0, Qt.AlignmentFlag.AlignTop)


class Fold(QWidget):
    """A heading that shows and hides the lines under it."""

    def __init__(self, fold: page.Fold, kit: Kit) -> None:
        """Draw it closed."""
        super().__init__()
        self._kit = kit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.heading = kit.button(page.Button(Action.BACK, fold.title), "fold")
        self.heading.clicked.disconnect()
        self.heading.setObjectName("fold")
        self.heading.setCheckable(True)
        self.heading.toggled.connect(self._turn)
        side = kit.theme.size("body")
        self.heading.setIconSize(QSize(side, side))
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside = QWidget()
        rows = QVBoxLayout(self.inside)
        rows.setContentsMargins(8, 0, 0, 4)
        rows.setSpacing(8)
        for line in fold.lines:
            rows.addWidget(Line(line, kit))
        column.addWidget(self.inside)
        self._turn(opened=False)

    def _turn(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.inside.setVisible(opened)
        labels, ink = self._kit.labels, self._kit.theme.tokens.muted
        name = "open" if opened else "closed"
        self.heading.setIcon(QIcon(icon.drawing(name, ink, 24, DENSEST)))
        self.heading.setAccessibleDescription(labels.hide if opened else labels.show)


class Card(QFrame):
    """A surface with a heading and what belongs to it."""

    def __init__(self, card: page.Card, kit: Kit) -> None:
        """Draw it."""
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        if card.title:
            column.addLayout(_heading(card, kit))
        for text in card.texts:
            column.addWidget(kit.text(text))
        self.lines = [Line(line, kit) for line in card.lines]
        rows = QVBoxLayout()
        rows.setSpacing(12)
        for line in self.lines:
            rows.addWidget(line)
        column.addLayout(rows)
        if card.path:
            column.addWidget(kit.muted(card.path))
        for fold in card.folds:
            column.addWidget(Fold(fold, kit))
        if card.button:
            column.addSpacing(4)
            column.addWidget(kit.button(card.button), 0, Qt.AlignmentFlag.AlignLeft)


def _heading(card: page.Card, kit: Kit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    title = kit.text(card.title, "body", bold=True)
    if card.tone:
        mark = kit.mark(card.tone, kit.theme.size("section"))
        mark.setFixedHeight(title.sizeHint().height())
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(title, 1)
    return row


def tag(text: str, tone: Tone, kit: Kit) -> QFrame:
    """Return the small label above a headline: a mark and one or two words."""
    made = QFrame()
    ink, tint = kit.theme.ink(tone), kit.theme.tint(tone)
    made.setStyleSheet(f"QFrame {{ background: {tint}; border-radius: 6px; }}")
    row = QHBoxLayout(made)
    row.setContentsMargins(8, 4, 10, 4)
    row.setSpacing(6)
    if tone:
        row.addWidget(kit.mark(tone, kit.theme.size("body")))
    row.addWidget(kit.text(text, "small", ink, bold=True))
    return made
