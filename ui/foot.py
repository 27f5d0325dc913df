"""The foot of the window: the way out at the left, the next step at the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from ui.body import EDGE, NARROW, NARROW_EDGE
from ui.page import Page
from ui.pieces import Kit, clear, reveal
from ui.screens import Screen

GAP = 12
"""Pixels between two buttons."""


class Foot(QFrame):
    """Buttons side by side; where they do not fit, the next step above the others."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setObjectName("foot")
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self._page: Page | None = None
        self._left: list[QPushButton] = []
        self._right: list[QPushButton] = []
        self._between: QWidget | None = None
        self._loose = 0
        self.first: QPushButton | None = None

    def draw(self, page: Page, kit: Kit, *, afresh: bool = False) -> None:
        """Draw the buttons of a page, unless they stand there already."""
        if not afresh and not self.differs(page):
            return
        self._page = page
        clear(self._grid)
        left, right = _sides(page)
        self._left = [kit.button(button) for button in left]
        kinds = ["first" if button == page.first else "" for button in right]
        self._right = list(map(kit.button, right, kinds))
        self._between = kit.muted(page.note) if page.note and not left else None
        self.first = self._right[-1] if page.first in right else None
        for piece in (*self._left, *self._right, self._between):
            if piece:
                self._grid.addWidget(piece)
        reveal(self._grid)
        self._loose = _width([*self._left, *self._right]) + GAP
        self._fit()

    def differs(self, page: Page) -> bool:
        """Tell whether other buttons would stand here."""
        return self._page is None or _buttons(page) != _buttons(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose how many buttons stand in a row."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edge = EDGE if self.width() >= NARROW else NARROW_EDGE
        self._grid.setContentsMargins(edge, GAP, edge, GAP)
        while self._grid.takeAt(0):
            pass
        every = [*self._left, *self._right]
        room = self.width() - 2 * edge
        fits = self._loose <= room
        for one in every:
            one.setProperty("tight", not fits)
            one.style().polish(one)
        rows = [every] if fits else _rows(every, room)
        self._place(rows)
        for one, after in pairwise(button for row in rows for button in row):
            QWidget.setTabOrder(one, after)

    def _place(self, rows: list[list[QPushButton]]) -> None:
        """Put one row left and right of what is between; more of them all across."""
        spread, middle = len(rows) <= 1, len(self._left)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for at, row in enumerate(rows):
            for column, one in enumerate(row):
                aside = int(spread and column >= middle)
                across = 2 if not spread and len(row) == 1 else 1
                self._grid.addWidget(one, at, column + aside, 1, across)
        if self._between:
            flag = Qt.AlignmentFlag.AlignVCenter
            down, right, across = (0, middle, 1) if spread else (len(rows), 0, 2)
            self._grid.addWidget(self._between, down, right, 1, across, flag)
        for column in (middle,) if spread else (0, 1):
            self._grid.setColumnStretch(column, 1)


def _width(buttons: list[QPushButton]) -> int:
    return sum(one.sizeHint().width() + GAP for one in buttons) - GAP


def _rows(buttons: list[QPushButton], room: int) -> list[list[QPushButton]]:
    """Return the next step, then the others, two in a row where two fit."""
    *rest, first = buttons
    rows = [[first]]
    for one in rest:
        if len(rows) > 1 and len(rows[-1]) < 2 and _width([*rows[-1], one]) <= room:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _sides(page: Page) -> tuple[list, list]:  # type: ignore[type-arg]
    """Return the buttons at the left and at the right."""
    if page.screen is Screen.HOME:
        return [], []
    right = [one for one in (page.second, page.first) if one]
    out = [page.way_out] if page.way_out else []
    aside = [page.aside] if page.aside else []
    return (out + aside, right) if right else (aside, out)


def _buttons(page: Page) -> tuple[object, ...]:
    return (*_sides(page), page.note, page.screen is Screen.HOME)
