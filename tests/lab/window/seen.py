"""What can be told from a picture of the screen."""

from __future__ import annotations

from PySide6.QtGui import QImage

Place = tuple[int, int]
BRAND, TROUBLE, ASK = "#c23b1e", "#b42318", "#8a5a00"
SHOOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["shot"])
assert app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""
"""A program that takes a picture of the whole screen, and where to leave it."""


def places(image: QImage, colour: str) -> list[Place]:
    """Where a colour is seen, a few pixels apart."""
    return [
        (x, y)
        for y in range(0, image.height(), 3)
        for x in range(0, image.width(), 3)
        if image.pixelColor(x, y).name() == colour
    ]


def button(image: QImage) -> Place | None:
    """The middle of what has the colour of the next step, where it is high enough."""
    seen = [place for place in places(image, BRAND) if place[1] > 44]
    if len({y for _, y in seen}) < 10:  # no more than a bar
        return None
    return sum(x for x, _ in seen) // len(seen), sum(y for _, y in seen) // len(seen)
