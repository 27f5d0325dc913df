import pytest

from ui.page import Tone
from ui.theme import DARK, LIGHT, SMALLEST, Theme

MODES = {"light": LIGHT, "dark": DARK}


def luminance(colour):
    """Of sRGB (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tone", Tone)
def test_every_word_can_be_read_on_every_ground(mode, tone):
    theme = Theme(MODES[mode], SMALLEST)
    ink = theme.ink(tone)

    for ground in (theme.tokens.background, theme.tokens.surface):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    if tone in (Tone.WELL, Tone.ASK, Tone.TROUBLE, Tone.UNSURE):
        assert contrast(ink, theme.tint(tone)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_next_step_can_be_read_and_seen(mode):
    tokens = MODES[mode]

    assert contrast(tokens.on_brand, tokens.brand) >= 4.5
    assert contrast(tokens.on_brand, tokens.hover) >= 4.5
    assert contrast(tokens.brand, tokens.background) >= 3


def test_sizes_follow_the_system_and_keep_their_proportion():
    usual, large = Theme(LIGHT, 13), Theme(LIGHT, 26)

    for step in ("small", "body", "section", "headline"):
        assert large.size(step) == 2 * usual.size(step)
    assert usual.size("small") == 13
