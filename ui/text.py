"""Text that wraps, between words or, where one is too long, inside it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

LEADING = {"small": 1.2, "body": 1.2, "section": 1.15, "headline": 1.08}
NARROWEST = 40


class Text(QLabel):
    """A label that shows plain text only, whatever signs a fact has in it."""

    def __init__(self, text: str, step: str) -> None:
        """Show a text in one of the sizes; ``paint`` gives it font and colour."""
        super().__init__()
        self.step = step
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._ink = QColor()
        self._middle = Qt.AlignmentFlag.AlignLeft
        self.setText(text)

    def ink(self, colour: str) -> None:
        """Choose the colour."""
        self._ink = QColor(colour)
        self.update()

    def centre(self) -> None:
        """Put the lines in the middle."""
        self._middle = Qt.AlignmentFlag.AlignHCenter
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell the layout that a narrow text is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in pixels at a width."""
        return ceil(self._laid(width)[1].height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size on one line."""
        box = self._laid(10_000)[1]
        return QSize(ceil(box.width()) + 1, ceil(box.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return next to nothing: any width will do."""
        return QSize(min(NARROWEST, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self._ink)
        layout, box = self._laid(self.width())
        layout.draw(painter, QPointF(0, max(0, (self.height() - box.height()) / 2)))
        painter.end()

    def _laid(self, width: int) -> tuple[QTextLayout, QRectF]:
        """Lay the text out; return it with the box it fills."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(self._middle)
        layout.setTextOption(option)
        layout.beginLayout()
        height, widest = 0.0, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            room = line.height() * LEADING[self.step]
            line.setPosition(QPointF(0, height + (room - line.height()) / 2))
            height += room
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return layout, QRectF(0, 0, widest, height)
