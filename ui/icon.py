"""Every drawing in the window and the tray: one family, 1.8 px strokes, round ends."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.page import Tone

SIZES = (16, 22, 24, 32, 48, 64, 128)
"""Pixels in which panels and window lists ask for an icon."""
RED = "#DB4B2B"
ON_PANELS = {"ink": RED, "trouble": "#E5392B", "ask": "#B87700", "unsure": "#6D72B8"}
"""The tray's own: 3:1 or more on light and on dark panels, and under white signs."""
GRID = 24
STROKE = (
    'fill="none" stroke="{ink}" stroke-width="1.8" stroke-linecap="round"'
    ' stroke-linejoin="round"'
)
DRAWINGS = {
    "blusser": "M9 9.5h6a1 1 0 0 1 1 1V20a1.5 1.5 0 0 1-1.5 1.5h-5A1.5 1.5 0 0 1 8"
    " 20v-9.5a1 1 0 0 1 1-1zM12 9.5V5M9 5h5.5M14.5 5l4-1.5v3zM9.5 5C6.5 5 5 7 5 10v1.5",
    "network": "M3.5 9.5a12 12 0 0 1 17 0M6.5 13a8 8 0 0 1 11 0M9.5 16.3a3.7 3.7 0 0 1"
    " 5 0M12 19.7v.1",
    "disk": "M5 5h14l2 9v4a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18v-4zM3 14h18"
    "M17 17h.1",
    "login": "M12.5 11.5 20.5 3.5M17 7l2.5 2.5M8.5 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0"
    " 0 9z",
    "services": "M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.1M7.5 16.5h.1",
    "performance": "M4.5 17.5a8.5 8.5 0 1 1 15 0M12 15l3.5-5M12 15.2v.1",
    "own": "M8 4.5H5.5A1.5 1.5 0 0 0 4 6v13.5A1.5 1.5 0 0 0 5.5 21h13a1.5 1.5 0 0 0"
    " 1.5-1.5V6a1.5 1.5 0 0 0-1.5-1.5H16M8 3h8v4H8zM8.5 14l2.5 2.5 4.5-5",
    Tone.WELL: "M5 12.5l4.5 4.5L19 7",
    Tone.TROUBLE: "M12 3.5 22 20H2zM12 10v4.5M12 17.2v.1",
    Tone.ASK: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.5M12 16.4v.1",
    Tone.UNSURE: "M4 4h16v16H4zM9.5 9.8a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.2"
    ".9-1.2 1.9M12 16.9v.1",
    Tone.BUSY: "M6.5 12h.1M12 12h.1M17.5 12h.1",
    Tone.QUIET: "M8 12h8",
    "closed": "M9.5 7l5 5-5 5",
    "open": "M7 9.5l5 5 5-5",
}
"""Paths on a grid of 24; what things are told apart by is their outline."""
BADGES = {
    Tone.BUSY: '<circle cx="17.5" cy="17.5" r="4.2" fill="none" stroke="{ink}"'
    ' stroke-width="2.2" stroke-dasharray="5.4 3.4" stroke-linecap="round"/>',
    Tone.TROUBLE: '<path d="M17.5 12.2 23 22.8H12z" fill="{trouble}"'
    ' stroke="{trouble}" stroke-linejoin="round"/><path d="M17.5 15.8v3.2M17.5'
    ' 21.4v.1" stroke="#FFFFFF" stroke-width="1.9" stroke-linecap="round"/>',
    Tone.ASK: '<circle cx="17.5" cy="17.5" r="5.8" fill="{ask}"/><path'
    ' d="M17.5 14.4v3.4M17.5 20.6v.1" stroke="#FFFFFF" stroke-width="1.9"'
    ' stroke-linecap="round"/>',
    Tone.UNSURE: '<rect x="12" y="12" width="11" height="11" rx="2" fill="{unsure}"/>'
    '<path d="M15.9 16a1.7 1.7 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2M17.5 21v.1"'
    ' fill="none" stroke="#FFFFFF" stroke-width="1.6" stroke-linecap="round"/>',
}
HOLES = {Tone.BUSY: 7.2, Tone.TROUBLE: 8.0, Tone.ASK: 7.2, Tone.UNSURE: 8.2}
"""Radius around a badge that is left empty, so that it stands free of the drawing."""


def svg(name: str, ink: str) -> str:
    """Return a drawing as an SVG document."""
    return _document(f'<path d="{DRAWINGS[name]}" {STROKE.format(ink=ink)}/>')


def renderer(name: str, ink: str) -> QSvgRenderer:
    """Return what draws it at any size."""
    return QSvgRenderer(QByteArray(svg(name, ink).encode()))


def drawing(name: str, ink: str, size: int, ratio: float = 1) -> QPixmap:
    """Return a drawing in one colour; ``size`` in pixels, ``ratio`` per such pixel."""
    picture = _blank(size, ratio)
    painter = QPainter(picture)
    _paint(painter, svg(name, ink), size)
    painter.end()
    return picture


def application_icon() -> QIcon:
    """Return the icon of the window."""
    return tray_icon(Tone.PLAIN)


def tray_icon(tone: Tone) -> QIcon:
    """Return the extinguisher with the badge of a state: by shape, then by colour."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_badged(tone, size))
    return icon


def _badged(tone: Tone, size: int) -> QPixmap:
    picture = _blank(size, 1)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(painter, svg("blusser", RED), size)
    if tone in BADGES:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        radius, middle = HOLES[tone] * size / GRID, 17.5 * size / GRID
        painter.drawEllipse(QPointF(middle, middle), radius, radius)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        _paint(painter, _document(BADGES[tone].format(**ON_PANELS)), size)
    painter.end()
    return picture


def _document(content: str) -> str:
    begin = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    return f"{begin}{content}</svg>"


def _blank(size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _paint(painter: QPainter, document: str, size: int) -> None:
    renderer = QSvgRenderer(QByteArray(document.encode()))
    renderer.render(painter, QRectF(0, 0, size, size))
