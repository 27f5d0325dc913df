"""Somebody says what hurts: by a choice or in words, with the mouse or without."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from agent.symptoms import SYMPTOMS
from agent.words import LANGUAGES, Words
from tests.agent.toy import Tanks
from tests.ui.test_desk import button, on, press
from ui.flow import GAP, Flow
from ui.news import Action, Did
from ui.screens import Screen
from ui.state import State, fold
from ui.story import OFFERED, page_of
from ui.window import SMALLEST


def choice(window, symptom):
    return window.findChild(QPushButton, f"choice-{symptom}")


def field(window):
    return window.findChild(QLineEdit, "hurts")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_offers_a_few_symptoms_and_a_line(language):
    hurts = page_of(State(), Words(language)).hurts

    assert [one.symptom for one in hurts.choices] == list(OFFERED)
    assert set(OFFERED) < set(SYMPTOMS)
    assert len({one.text for one in hurts.choices}) == len(OFFERED)
    assert hurts.hint


def looking(said, symptom):
    return fold(State(), Did(Action.FIX, said, symptom))


def test_a_run_says_what_was_understood_and_that_all_is_looked_at():
    words = Words("en")

    assert "You said: «no wify»" in page_of(looking("no wify", "wifi"), words).lead
    assert "so it looks at everything" in page_of(looking("pizza", ""), words).lead
    assert "Wi-Fi first" in page_of(looking("wifi", "wifi"), words).lead
    assert page_of(looking("", ""), words).lead == words.phrase("ui-looking-lead")


class Named:
    def __init__(self, name):
        self.id, self.family = name, name.partition(".")[0]


def test_what_is_nearest_to_what_hurts_stands_first_and_nothing_is_missing():
    checks = tuple(map(Named, ("network.a", "disk.b", "services.c", "own.d")))
    words = Words("en")
    words.question = lambda check: check
    page = lambda symptom: page_of(
        State(Screen.LOOKING, checks=checks, symptom=symptom), words
    )
    icons = lambda symptom: [line.icon for line in page(symptom).cards[0].lines]

    assert icons("") == ["network", "disk", "services", "own"]
    assert icons("disk") == ["disk", "services", "network", "own"]


def test_looking_again_still_knows_what_hurts_and_a_new_run_does_not(
    desk, settle, qtbot
):
    one = desk()
    one.say("mijn printer print niet")
    settle(on(one, Screen.RESULT))
    one.ask(Action.FIX)
    assert one.state.symptom == "print"
    settle(on(one, Screen.RESULT))
    assert one.state.last.symptom == "print"
    one.ask(Action.BACK)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    assert one.state.last.symptom == ""


def test_a_choice_begins_a_run_that_knows_it(desk, settle, qtbot):
    one = desk()
    qtbot.mouseClick(choice(one.window, "vpn"), Qt.MouseButton.LeftButton)
    settle(on(one, Screen.RESULT))

    assert one.state.last.symptom == "vpn"


def test_words_and_enter_begin_a_run_that_understood_them(desk, settle, qtbot):
    one = desk()
    qtbot.keyClicks(field(one.window), "teh printr does nothing")
    qtbot.keyClick(field(one.window), Qt.Key.Key_Return)
    assert one.state.run == 1
    settle(on(one, Screen.RESULT))

    assert one.state.last.symptom == "print"
    one.ask(Action.BACK)
    assert field(one.window).text() == ""


def test_words_count_too_when_the_big_button_is_pressed(desk, settle, qtbot):
    one = desk()
    qtbot.keyClicks(field(one.window), "geen geluid")
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    assert one.state.last.symptom == "sound"


def test_words_that_nobody_understands_look_at_everything(desk, settle, qtbot):
    one = desk(Tanks(tap=0))
    qtbot.keyClicks(field(one.window), "pizza")
    qtbot.keyClick(field(one.window), Qt.Key.Key_Return)
    settle(on(one, Screen.ASKING))

    assert (one.state.said, one.state.symptom) == ("pizza", "")


def test_an_empty_line_and_enter_is_the_big_button(desk, settle, qtbot):
    one = desk()
    qtbot.keyClick(field(one.window), Qt.Key.Key_Return)
    settle(on(one, Screen.RESULT))

    assert one.state.run == 1
    assert one.state.said == ""


def test_the_keyboard_reaches_every_choice_and_the_line(desk, qtbot):
    one = desk()
    assert one.window.focusWidget() is button(one.window, Action.FIX)
    reached = []
    for _ in range(2 + len(OFFERED)):
        qtbot.keyClick(one.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(one.window.focusWidget().objectName())

    assert [f"choice-{one}" for one in OFFERED] + ["hurts"] == reached[
        : len(OFFERED) + 1
    ]
    assert field(one.window).accessibleName()


def test_what_was_written_stays_when_the_page_is_drawn_anew(desk, qapp, qtbot):
    one = desk()
    before = qapp.palette()
    qtbot.keyClicks(field(one.window), "de printer")
    old = field(one.window)
    qapp.setPalette(QPalette(QColor("#222222")))
    try:
        qtbot.waitUntil(lambda: field(one.window) is not old)
        assert field(one.window).text() == "de printer"
    finally:
        qapp.setPalette(before)


def test_nothing_can_be_said_while_a_run_goes_on(desk, settle):
    one = desk(Tanks(tap=0))
    one.say("vpn")
    settle(on(one, Screen.ASKING))
    one.say("printer")

    assert (one.state.run, one.state.symptom) == (1, "vpn")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_of_a_narrow_window(desk, qtbot, language):
    one = desk(words=Words(language))
    one.window.resize(*SMALLEST)
    qtbot.wait(50)
    edge = one.window.body.viewport().width()

    for piece in one.window.body.findChildren(QWidget):
        if piece.isVisible() and isinstance(piece, QPushButton | QLineEdit | QLabel):
            right = piece.mapTo(one.window.body.viewport(), piece.rect().topRight())
            assert right.x() < edge, piece.objectName()


def pieces(qtbot, *widths):
    ground = QWidget()
    qtbot.addWidget(ground)
    row = Flow(ground)
    for width in widths:
        piece = QWidget()
        piece.setFixedSize(width, 20)
        row.addWidget(piece)
    return ground, row


def test_pieces_go_on_in_the_next_row_evenly_and_in_the_middle(qtbot):
    ground, row = pieces(qtbot, *[100] * 4)
    row.setGeometry(QRect(0, 0, 330, 200))
    places = [
        (row.itemAt(n).geometry().x(), row.itemAt(n).geometry().y()) for n in range(4)
    ]

    assert row.heightForWidth(330) == 2 * 20 + GAP
    assert row.heightForWidth(4 * 100 + 3 * GAP) == 20
    assert [y for _, y in places] == [0, 0, 20 + GAP, 20 + GAP]
    assert places[0][0] == (330 - 200 - GAP) // 2


def test_a_piece_wider_than_the_row_has_a_row_of_its_own(qtbot):
    ground, row = pieces(qtbot, 50, 400, 50)
    row.setGeometry(QRect(0, 0, 120, 200))

    assert row.heightForWidth(120) == 3 * 20 + 2 * GAP
    assert row.itemAt(1).geometry().x() == 0


def test_an_empty_row_takes_no_room(qtbot):
    ground, row = pieces(qtbot)

    assert (row.heightForWidth(100), row.count(), row.itemAt(0)) == (0, 0, None)
    assert row.takeAt(0) is None
