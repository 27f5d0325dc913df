"""Who started Blusser from a menu sees why it cannot begin."""

import pytest

from agent.words import LANGUAGES, Words
from ui.news import Action
from ui.refusal import refusal_page, show

WHY = "The policy file /etc/blusser/policy.toml, line 3, key support: no."


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_why_and_offers_nothing_but_to_leave(language):
    page = refusal_page(Words(language), WHY)

    assert page.cards[-1].path == WHY
    assert page.first.action is Action.BACK
    assert (page.second, page.way_out, page.aside) == (None, None, None)
    assert page.enter is page.escape is Action.BACK


def test_without_a_screen_nothing_is_shown(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    show(Words("nl"), WHY)
