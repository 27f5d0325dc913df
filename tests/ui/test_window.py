import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
)

from agent.value import replace
from agent.words import LANGUAGES, Words
from tests.ui.test_post import left, preview
from ui import theme
from ui.page import Button, Card, Line, Page, Tone
from ui.cards import Line as DrawnLine
from ui.news import Action
from ui.pieces import Field
from ui.screens import Screen
from ui.state import State
from ui.story import labels_of, page_of
from ui.window import SMALLEST, Window

__all__ = ["left", "preview"]
LONG = "Gebruikersaccountbeheerderswachtwoordwijzigingsaanvraagformulier"


@pytest.fixture
def window(qtbot):
    made = Window(labels_of(Words("nl")), lambda: False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def story(**more):
    return Page(
        Screen.RESULT,
        "De schijf is vol",
        "Er is weinig vrij.",
        tag="Vraagt aandacht",
        tone=Tone.TROUBLE,
        first=Button(Action.FIX, "Opnieuw nakijken"),
        way_out=Button(Action.BACK, "Klaar"),
        enter=Action.FIX,
        escape=Action.BACK,
        **more,
    )


def looking(percent, *asides):
    lines = tuple(Line("Netwerk", Tone.BUSY, "network", aside=a) for a in asides)
    return Page(Screen.LOOKING, "Even…", percent=percent, cards=(Card(lines=lines),))


@pytest.fixture
def system(qapp):
    """Change what the system looks like, and put it back."""
    palette, font = qapp.palette(), qapp.font()
    yield qapp
    qapp.setPalette(palette)
    qapp.setFont(font)


def test_progress_moves_on_without_building_the_page_again(window):
    window.draw(looking(10, "1 van 8", "1 van 4"))
    bar, lines = (
        window.body.findChild(QProgressBar),
        window.body.findChildren(DrawnLine),
    )
    window.draw(looking(60, "5 van 8", "4 van 4"))

    assert bar.value() == 60
    assert window.body.findChildren(DrawnLine) == lines
    assert bar.accessibleName() == "Voortgang"


def test_another_page_replaces_all_of_the_one_before(window, qtbot):
    window.draw(story())
    window.draw(page_of(State(), Words("nl")))
    first = lambda: window.findChildren(QPushButton, Action.BACK.value)
    qtbot.waitUntil(lambda: not first())
    assert len(window.findChildren(QPushButton, Action.FIX.value)) == 1

    assert "De schijf is vol" not in [w.text() for w in window.findChildren(QLabel)]


def test_the_next_step_has_the_focus_and_shows_no_ring_to_the_mouse(window, qtbot):
    window.draw(story())
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is window.foot.first)

    assert not window.foot.first.property("ring")


def test_long_words_break_and_nothing_sticks_out(window, qtbot):
    window.resize(*SMALLEST)
    window.draw(
        story(cards=(Card(LONG, texts=(f"{LONG} {LONG}",), path=f"/{LONG}" * 3),))
    )
    qtbot.wait(50)

    assert window.width() == SMALLEST[0]
    assert window.body.widget().width() <= window.body.viewport().width()
    for label in window.body.findChildren(QLabel):
        assert label.mapTo(window, label.rect().topRight()).x() < window.width()


def test_buttons_that_do_not_fit_stand_under_each_other(window, qtbot):
    window.draw(replace(story(), second=Button(Action.LAST, LONG[:30])))
    buttons = window.foot.findChildren(QPushButton)
    window.resize(900, 600)
    qtbot.wait(50)
    assert len({b.y() for b in buttons}) == 1
    window.resize(*SMALLEST)
    qtbot.wait(50)

    assert len({b.y() for b in buttons}) == 3
    assert all(b.geometry().right() < window.width() for b in buttons)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", ["left", "preview"])
def test_in_the_smallest_window_the_foot_leaves_the_page_its_room(
    window, qtbot, request, shown, language
):
    window.resize(*SMALLEST)
    window.draw(page_of(request.getfixturevalue(shown), Words(language)))
    qtbot.wait(50)
    buttons = window.foot.findChildren(QPushButton)

    assert len(buttons) == 3
    assert window.foot.height() <= SMALLEST[1] * 0.3
    assert window.foot.first.y() == min(one.y() for one in buttons)
    for one in buttons:
        assert one.height() >= 44
        assert one.width() >= one.sizeHint().width()
        assert one.geometry().right() < window.width()


def test_the_keyboard_goes_through_the_foot_as_it_is_read(window, preview, qtbot):
    for size, order in (((800, 720), "not-now open-report send"), (SMALLEST, None)):
        window.resize(*size)
        window.draw(page_of(preview, Words("fr")))
        qtbot.wait(50)
        buttons = window.foot.findChildren(QPushButton)
        read = sorted(buttons, key=lambda one: (one.y(), one.x()))
        told = [read[0]]
        while (after := told[-1].nextInFocusChain()) in buttons and after not in told:
            told.append(after)

        assert told == read
        assert order is None or " ".join(one.objectName() for one in read) == order


def test_what_does_not_fit_scrolls(window, qtbot):
    window.draw(story(cards=tuple(Card(str(n), texts=("x" * 300,)) for n in range(20))))
    qtbot.waitUntil(lambda: window.body.verticalScrollBar().maximum() > 0)
    window.body.verticalScrollBar().setValue(500)
    window.draw(page_of(State(), Words("nl")))

    assert window.body.verticalScrollBar().value() == 0


def test_the_window_follows_the_system_into_the_dark_and_back(window, system, qtbot):
    window.draw(story())
    ground = lambda: window.grab().toImage().pixelColor(5, 200).name().upper()
    assert ground() == theme.LIGHT.background
    system.setPalette(QPalette(QColor("#222222")))
    qtbot.waitUntil(lambda: ground() == theme.DARK.background)
    system.setPalette(QPalette(QColor("#EEEEEE")))
    qtbot.waitUntil(lambda: ground() == theme.LIGHT.background)


def test_a_larger_system_font_makes_everything_larger(window, system, qtbot):
    window.draw(story())
    font = lambda: window.foot.first.fontMetrics().height()
    before = font()
    system.setFont(QFont(system.font().family(), 24))
    qtbot.waitUntil(lambda: font() > 1.5 * before)


def test_a_screen_of_one_size_is_never_blank(window):
    for page in (story(), looking(30, "1 van 2"), page_of(State(), Words("nl"))):
        window.draw(page)
        image = window.grab().toImage()
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert len(colours) > 10


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [13, 18, 24])
def test_in_the_smallest_window_a_hint_is_read_whole(
    window, qtbot, preview, language, size, system
):
    font = QFont(system.font())
    font.setPixelSize(size)
    system.setFont(font)
    window.resize(*SMALLEST)
    for state in (State(), preview):
        window.draw(page_of(state, Words(language)))
        qtbot.wait(50)
        field = window.body.findChild(Field)
        box = QStyleOptionFrame()
        field.initStyleOption(box)
        inside = QStyle.SubElement.SE_LineEditContents
        room = field.style().subElementRect(inside, box, field).width()

        hint = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert hint + 4 <= room, field.placeholderText()
        assert field.mapTo(window, field.rect().topRight()).x() < window.width()
        assert window.body.widget().width() <= window.body.viewport().width()


def reached(window):
    """Where the keyboard comes to with Tab, once around."""
    chain, one = [], window.body
    while (one := one.nextInFocusChain()) not in chain:
        chain.append(one)
    tabbed = Qt.FocusPolicy.TabFocus
    return [w for w in chain if w.isVisible() and w.focusPolicy() & tabbed]


@pytest.mark.parametrize("shown", [State(), "left", "preview", story()])
def test_whatever_the_keyboard_comes_to_has_a_name_to_be_heard(
    window, qtbot, request, shown
):
    state = request.getfixturevalue(shown) if isinstance(shown, str) else shown
    window.resize(*SMALLEST)
    window.draw(state if isinstance(state, Page) else page_of(state, Words("fr")))
    qtbot.wait(50)
    heard = [QAccessible.queryAccessibleInterface(one) for one in reached(window)]

    assert len(heard) >= 2
    assert all(one.text(QAccessible.Text.Name) for one in heard)


def test_a_page_is_a_stop_of_the_keyboard_only_where_it_scrolls(window, qtbot):
    window.draw(story())
    qtbot.waitUntil(lambda: window.body not in reached(window))
    window.draw(story(cards=(Card(LONG, texts=(LONG,) * 40),)))
    qtbot.waitUntil(lambda: window.body in reached(window))


def test_a_page_shows_a_ring_when_the_keyboard_brought_the_focus(window, qtbot):
    window.draw(story(cards=(Card(LONG, texts=(LONG,) * 40),)))
    window.activateWindow()
    qtbot.waitUntil(lambda: window.foot.first.hasFocus())
    ring = lambda: (
        theme.current().tokens.text
        in {window.grab().toImage().pixelColor(x, 300).name().upper() for x in (0, 1)}
    )
    assert not ring()
    window.body.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring()
    window.foot.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring()
