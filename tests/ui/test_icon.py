import pytest

from agent.words import FAMILIES
from tests.ui.test_theme import contrast
from ui import icon
from ui.page import Tone

BADGED = (Tone.PLAIN, Tone.BUSY, Tone.TROUBLE, Tone.ASK, Tone.UNSURE)


def outline(picture, size):
    """Which pixels are drawn, whatever their colour."""
    image = picture.toImage()
    return frozenset(
        (x, y)
        for x in range(size)
        for y in range(size)
        if image.pixelColor(x, y).alpha() > 127
    )


@pytest.mark.parametrize("size", [16, 22, 48])
def test_the_tray_tells_states_apart_by_shape(qapp, size):
    shapes = [outline(icon.tray_icon(t).pixmap(size, size), size) for t in BADGED]

    for at, one in enumerate(shapes):
        assert one
        for other in shapes[:at]:
            assert len(one ^ other) > size * size / 40


def test_marks_are_told_apart_by_shape(qapp):
    names = [tone for tone in Tone if tone]
    shapes = {outline(icon.drawing(name, "#000000", 24), 24) for name in names}

    assert len(shapes) == len(names)


@pytest.mark.parametrize("name", icon.DRAWINGS)
def test_every_drawing_is_drawn_and_stays_inside_its_grid(qapp, name):
    assert icon.renderer(name, "#000000").isValid()
    drawn = outline(icon.drawing(name, "#000000", 48), 48)

    assert drawn
    assert icon.drawing(name, "#000000", 20, 2).width() == 40


def test_every_family_has_its_drawing():
    assert set(FAMILIES) <= set(icon.DRAWINGS)


def test_the_tray_icon_is_seen_on_light_and_dark_panels():
    for colour in icon.ON_PANELS.values():
        assert contrast(colour, "#FFFFFF") >= 3
        assert contrast(colour, "#2B2926") >= 3
