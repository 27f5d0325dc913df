"""The page that shows what IT gets: a text to read, and a line to add to it."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout

from ui.cards import Line
from ui.page import Items, Noting, Page, Sheet
from ui.pieces import Field, Kit
from ui.text import LEADING

RIM = 1
"""Pixels of the line around a text that has the focus."""


class Reading(QTextEdit):
    """Plain text that wraps anywhere and can be selected, as high as it needs."""

    def __init__(self, name: str, text: str, kit: Kit, *, bold: bool = False) -> None:
        """Show a text; ``name`` is heard."""
        super().__init__()
        self.setObjectName("reading")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self.setFont(kit.theme.font("body", bold=bold))
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setPlainText(text)
        self._lead()

    def mark(self, start: int, end: int, ground: str) -> None:
        """Give the characters of a range another ground."""
        part = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        part.cursor = cursor
        part.format.setBackground(QColor(ground))
        self.setExtraSelections([part])

    def place(self, at: int) -> QRect:
        """Return where a character stands."""
        cursor = self.textCursor()
        cursor.setPosition(at)
        return self.cursorRect(cursor)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()

    def _lead(self) -> None:
        """Give the lines the room that every text here has."""
        room, kind = QTextBlockFormat(), QTextBlockFormat.LineHeightTypes
        room.setLineHeight(100 * LEADING["body"], kind.ProportionalHeight.value)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(room)

    def _grow(self, size: QSizeF) -> None:
        self.setFixedHeight(ceil(size.height()) + 2 * RIM)


def lay_out(
    column: QVBoxLayout,
    page: Page,
    kit: Kit,
    said: str | None,
    follow: Callable[[Reading, int], None],
) -> Field | None:
    """Draw what goes to IT; return the line for a note, with what stood in it.

    ``said``: what stood there, where it was there. ``follow`` brings a character of
    a text into sight.
    """
    column.addWidget(kit.text(page.headline, "headline", bold=True))
    if page.lead:
        column.addWidget(kit.text(page.lead, ink=kit.theme.tokens.muted))
    if page.status:
        column.addWidget(Line(page.status, kit))
    if page.sheet:
        column.addWidget(_sheet(page.sheet, kit, follow))
    if page.items:
        column.addWidget(_items(page.items, kit))
    field = _noting(column, page.noting, kit, said) if page.noting else None
    column.addStretch(1)
    return field


def _card() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(8)
    return frame, column


def _sheet(sheet: Sheet, kit: Kit, follow: Callable[[Reading, int], None]) -> QFrame:
    frame, column = _card()
    for (name, text), bold in ((sheet.subject, True), (sheet.text, False)):
        reading = Reading(name, text, kit, bold=bold)
        reading.cursorPositionChanged.connect(
            lambda it=reading: follow(it, it.textCursor().position())
        )
        column.addWidget(reading)
    start, end = sheet.fresh
    if end > start:
        reading.mark(start, end, kit.theme.tokens.ask_tint)
        follow(reading, end)
    column.addWidget(kit.button(sheet.link, "link"), 0, Qt.AlignmentFlag.AlignLeft)
    return frame


def _items(items: Items, kit: Kit) -> QFrame:
    frame, column = _card()
    column.addWidget(kit.text(items.title, bold=True))
    column.addWidget(kit.muted(items.hint))
    for one in items.each:
        column.addWidget(kit.box(one), 0, Qt.AlignmentFlag.AlignLeft)
    if items.gone:
        column.addWidget(kit.text(items.gone))
    return frame


def _noting(into: QVBoxLayout, noting: Noting, kit: Kit, said: str | None) -> Field:
    frame, column = _card()
    column.addWidget(kit.text(noting.title, bold=True))
    field = kit.field(noting.title, noting.hint)
    field.setObjectName("note")
    field.setText(noting.note if said is None else said)
    column.addWidget(field)
    column.addWidget(kit.button(noting.add), 0, Qt.AlignmentFlag.AlignLeft)
    into.addWidget(frame)
    return field
