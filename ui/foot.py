"""The foot of the window: the way out at the left, the next step at the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from ui.body import EDGE, NARROW, NARROW_EDGE
from ui.page import Page
from ui.pieces import Kit, clear, reveal
from ui.screens import Screen


class Foot(QFrame):
    """Buttons side by side; one under the other where they do not fit."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setObjectName("foot")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(12)
        self._page: Page | None = None
        self._buttons: list[QPushButton] = []
        self.first: QPushButton | None = None

    def draw(self, page: Page, kit: Kit, *, afresh: bool = False) -> None:
        """Draw the buttons of a page, unless they stand there already."""
        if not afresh and not self.differs(page):
            return
        self._page = page
        clear(self._row)
        self._buttons, self.first = [], None
        left, right = _sides(page)
        for button in left:
            self._add(kit.button(button))
        if page.note and not left:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._row.addWidget(kit.muted(page.note), 1, middle)
        else:
            self._row.addStretch(1)
        for button in right:
            made = kit.button(button, "first" if button == page.first else "")
            self._add(made)
            if button == page.first:
                self.first = made
        reveal(self._row)
        self._fit()

    def differs(self, page: Page) -> bool:
        """Tell whether other buttons would stand here."""
        return self._page is None or _buttons(page) != _buttons(self._page)

    def _add(self, button: QPushButton) -> None:
        self._buttons.append(button)
        self._row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose between a row and a column."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edge = EDGE if self.width() >= NARROW else NARROW_EDGE
        self._row.setContentsMargins(edge, 14, edge, 14)
        wide = sum(one.sizeHint().width() + 12 for one in self._buttons)
        fits = wide <= self.width() - 2 * edge
        directions = QBoxLayout.Direction
        self._row.setDirection(
            directions.LeftToRight if fits else directions.BottomToTop
        )
        order = self._buttons if fits else self._buttons[::-1]
        for one, after in pairwise(order):
            QWidget.setTabOrder(one, after)


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
