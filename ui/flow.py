"""A row of pieces that goes on in the next row where it is full; rows are centred."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP = 8
"""Pixels between pieces, and between rows."""


class Flow(QLayout):
    """Lays pieces out like words of a text."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take one piece more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return one, or nothing beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Let one go, or nothing beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in pixels at a width."""
        rows = self._rows(width)
        return sum(_height(row) for row in rows) + GAP * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size in one row."""
        widths = [item.sizeHint().width() for item in self._items]
        return QSize(sum(widths) + GAP * max(0, len(widths) - 1), _height(self._items))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the largest piece."""
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, _height(self._items))

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every piece in its place."""
        super().setGeometry(area)
        top = area.top()
        for row in self._rows(self._even(area.width())):
            wide = sum(item.sizeHint().width() for item in row) + GAP * (len(row) - 1)
            left = area.left() + max(0, (area.width() - wide) // 2)
            for item in row:
                size = item.sizeHint().boundedTo(QSize(area.width(), 10_000))
                item.setGeometry(QRect(QPoint(left, top), size))
                left += size.width() + GAP
            top += _height(row) + GAP

    def _even(self, width: int) -> int:
        """Return the least width that needs no row more, so that rows are alike."""
        rows = len(self._rows(width))
        least = max((item.sizeHint().width() for item in self._items), default=0)
        while width - GAP > least and len(self._rows(width - GAP)) == rows:
            width -= GAP
        return width

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """Return the pieces by row, at least one in each."""
        rows: list[list[QLayoutItem]] = []
        taken = width + 1
        for item in self._items:
            wide = item.sizeHint().width()
            if taken + GAP + wide > width:
                rows.append([])
                taken = -GAP
            rows[-1].append(item)
            taken += GAP + wide
        return rows


def _height(row: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
