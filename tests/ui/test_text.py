import pytest
from PySide6.QtWidgets import QLabel

from ui.text import Text

LONG = "Gebruikersaccountbeheerderswachtwoordwijzigingsaanvraagformulier"


@pytest.fixture
def text(qtbot):
    def make(words):
        made = Text(words, "body")
        qtbot.addWidget(made)
        return made

    return make


def test_a_narrow_text_is_a_high_one(text):
    one = text("Uw schijf is bijna vol en dat is te zien")
    line = text("x").heightForWidth(1000)

    assert one.heightForWidth(2000) == line
    assert one.heightForWidth(100) >= 3 * (line - 1)
    assert one.sizeHint().height() == line


def test_a_word_that_is_too_long_breaks_inside(text):
    one = text(LONG)

    assert (
        one.heightForWidth(one.sizeHint().width() // 4) >= 4 * one.sizeHint().height()
    )
    assert one.minimumSizeHint().width() <= 40


def test_lines_of_the_text_stay_lines(text):
    line = text("x").heightForWidth(1000)

    assert text("one\ntwo").heightForWidth(1000) in (2 * line - 1, 2 * line)


def test_who_hears_the_window_hears_the_text(text):
    assert isinstance(text("Alles in orde"), QLabel)
    assert text("Alles in orde").text() == "Alles in orde"
