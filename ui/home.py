"""The page it begins with: one button, and a way to say what hurts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.cards import Line
from ui.flow import Flow
from ui.page import Hurts, Page
from ui.pieces import Field, Kit

WIDE = 22
"""Widths of a letter that the line for one's own words may have."""


def lay_out(column: QVBoxLayout, page: Page, kit: Kit, said: str) -> Field | None:
    """Draw the page; return the line for one's own words, with what stood in it."""
    centre = Qt.AlignmentFlag.AlignHCenter
    theme = kit.theme
    column.addStretch(2)
    side = 2 * theme.size("headline")
    column.addWidget(kit.picture("blusser", theme.tokens.brand, side), 0, centre)
    for text in (
        kit.text(page.headline, "headline", bold=True),
        kit.text(page.lead, ink=theme.tokens.muted),
    ):
        text.centre()
        column.addWidget(text)
    column.addSpacing(8)
    if page.first:
        column.addWidget(kit.button(page.first, "big"), 0, centre)
    if page.status:
        column.addSpacing(8)
        column.addWidget(Line(page.status, kit), 0, centre)
    if page.second:
        column.addWidget(kit.button(page.second, "link"), 0, centre)
    field = _ask(column, page.hurts, kit, said) if page.hurts else None
    column.addStretch(3)
    return field


def _ask(column: QVBoxLayout, hurts: Hurts, kit: Kit, said: str) -> Field:
    """Put the choices side by side, and the line under them."""
    column.addSpacing(16)
    title = kit.muted(hurts.title)
    title.centre()
    column.addWidget(title)
    choices = QWidget()
    row = Flow(choices)
    for choice in hurts.choices:
        row.addWidget(kit.choice(choice))
    column.addWidget(choices)
    field = kit.field(hurts.title, hurts.hint)
    field.setText(said)
    field.setMaximumWidth(WIDE * kit.theme.size("body"))
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(field, 1000)
    middle.addStretch(1)
    column.addLayout(middle)
    return field
