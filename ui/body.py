"""The middle of the window: a page drawn from top to bottom, and scrolled."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent.value import replace
from ui import home, letter, page
from ui.cards import Card, Fold, Line, tag
from ui.letter import Reading
from ui.page import Page
from ui.pieces import Field, Kit, clear, reveal, ring
from ui.screens import Screen

WIDEST = 720
"""Pixels after which lines get too long to read."""
EDGE, NARROW_EDGE, NARROW = 48, 20, 560
RING = 2
"""Pixels of the line around the page, as the style draws it."""


class Body(QScrollArea):
    """Draws pages; while a run goes on it redraws only what moves."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._ranged)
        ground = QWidget()
        ground.setObjectName("ground")
        self._sides = QHBoxLayout(ground)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._sides.addStretch(1)
        self._sides.addWidget(middle, 1000)
        self._sides.addStretch(1)
        self.setWidget(ground)
        self._page: Page | None = None
        self._bar: QProgressBar | None = None
        self._cards: list[Card] = []
        self._field: Field | None = None
        self._followed: Callable[[], None] = lambda: None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show a ring to whom it helps."""
        ring(self, event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the ring away."""
        ring(self, event)
        super().focusOutEvent(event)

    def said(self) -> str:
        """Return what stands in the line for one's own words."""
        return self._field.text().strip() if self._field else ""

    def held(self) -> tuple[str, int]:
        """Return the box that has the focus, and how far from the top it is seen.

        No name where none has it; pixels.
        """
        box = self.window().focusWidget()
        if not (isinstance(box, QCheckBox) and self.isAncestorOf(box)):
            return "", 0
        return box.objectName(), self._top(box)

    def hold(self, name: str, top: int) -> bool:
        """Have a box keep the focus and its place; say whether there is one."""
        box = self.findChild(QCheckBox, name) if name else None
        if not box:
            return False
        box.setFocus(Qt.FocusReason.OtherFocusReason)

        def come() -> None:
            with suppress(RuntimeError):  # Qt's: the page was drawn anew meanwhile
                if not self.isAncestorOf(box):  # the same, and Qt still has it
                    return
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._top(box) - top)

        self._followed = come
        QTimer.singleShot(0, come)
        return True

    def _top(self, box: QCheckBox) -> int:
        return box.mapTo(self.viewport(), QPoint()).y()

    def fit(self, width: int, height: int) -> None:
        """Keep margins that suit the window, in pixels."""
        edge = (EDGE if width >= NARROW else NARROW_EDGE) - RING
        above = (32 if height >= NARROW else 16) - RING
        beside = self.verticalScrollBar().sizeHint().width()
        self._sides.setContentsMargins(edge, above, edge - beside, above)

    def draw(self, new: Page, kit: Kit, *, afresh: bool = False) -> None:
        """Draw a page; in place where it only moved on."""
        if afresh or self.differs(new):
            self._rebuild(new, kit)
        else:
            self._move_on(new)
        self._page = new
        self.setAccessibleName(new.headline)

    def differs(self, new: Page) -> bool:
        """Tell whether a page cannot be drawn in place of the one that is shown."""
        return self._page is None or _shape(new) != _shape(self._page)

    def _move_on(self, new: Page) -> None:
        if self._bar:
            self._bar.setValue(new.percent)
        for card, told in zip(self._cards, new.cards, strict=True):
            for line, said in zip(card.lines, told.lines, strict=True):
                line.draw(said)

    def _rebuild(self, new: Page, kit: Kit) -> None:
        same = self._page is not None and self._page.screen is new.screen
        said = self._field.text() if same and self._field else None
        self._followed = lambda: None
        clear(self._column)
        self._bar, self._cards, self._field = None, [], None
        if new.screen is Screen.HOME:
            self._field = home.lay_out(self._column, new, kit, said or "")
        elif new.screen is Screen.PREVIEW:
            self._field = letter.lay_out(self._column, new, kit, said, self._follow)
        else:
            self._story(new, kit)
        reveal(self._column)
        self.verticalScrollBar().setValue(0)
        self._announce(new)

    def _announce(self, new: Page) -> None:
        """Say to those who hear the window what is new on it."""
        said = [new.told, new.headline, new.lead]
        if self._page and self._page.headline == new.headline:
            said = [new.told] if self._page.told != new.told else []
        if any(said):
            text = ". ".join(one.removesuffix(".") for one in said if one)
            told = QAccessibleAnnouncementEvent(self, text)
            QAccessible.updateAccessibility(told)

    def _ranged(self, _: int, most: int) -> None:
        """Take what the page is longer than the window; only then can it scroll."""
        self.verticalScrollBar().setEnabled(most > 0)
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if most > 0 else policy.ClickFocus)
        self._followed()

    def _follow(self, reading: Reading, at: int) -> None:
        """Bring a character of a text into sight, until all has found its place."""

        def come() -> None:
            with suppress(RuntimeError):  # Qt's: the page was drawn anew meanwhile
                if not self.isAncestorOf(reading):  # the same, and Qt still has it
                    return
                place = reading.place(at)
                here = reading.mapTo(self.widget() or self, place.bottomLeft())
                self.ensureVisible(here.x(), here.y(), 0, 2 * place.height())

        self._followed = come
        QTimer.singleShot(0, come)

    def _story(self, new: Page, kit: Kit) -> None:
        column = self._column
        if new.tag:
            left = Qt.AlignmentFlag.AlignLeft
            column.addWidget(tag(new.tag, new.tone, kit), 0, left)
        column.addWidget(kit.text(new.headline, "headline", bold=True))
        if new.lead:
            column.addWidget(kit.text(new.lead, ink=kit.theme.tokens.muted))
        if new.percent >= 0:
            self._bar = _bar(new.percent, kit)
            column.addWidget(self._bar)
        self._cards = [Card(card, kit) for card in new.cards]
        for piece in (*self._cards, *(Fold(fold, kit) for fold in new.folds)):
            column.addWidget(piece)
        if new.status:
            column.addWidget(Line(new.status, kit))
        column.addStretch(1)


def _shape(drawn: Page) -> Page:
    """Return what cannot be redrawn in place."""
    blank = page.Line("")
    cards = tuple(
        replace(card, lines=(blank,) * len(card.lines)) for card in drawn.cards
    )
    return replace(drawn, percent=min(drawn.percent, 0), cards=cards)


def _bar(percent: int, kit: Kit) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 100)
    bar.setValue(percent)
    bar.setTextVisible(False)
    bar.setAccessibleName(kit.labels.progress)
    return bar
