"""The window as a person uses it, over an engine in its own threads."""

import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.agent.toy import CHECKS, Tanks
from tests.ui.streams import hanging
from ui.cards import Fold
from ui.news import Action
from ui.screens import Screen


def texts(window):
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def button(window, action):
    found = window.findChildren(QPushButton, action.value)
    return next((one for one in found if one.isVisible()), None)


def press(qtbot, window, action):
    qtbot.mouseClick(button(window, action), Qt.MouseButton.LeftButton)


@pytest.fixture
def until():
    """Lets checks that hang end with the test."""
    event = threading.Event()
    yield event
    event.set()


def on(desk, screen):
    return lambda: desk.state.screen is screen


def test_one_press_finds_the_cause_and_says_it(qtbot, desk, settle):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    one = desk(stuck)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    said = texts(one.window)
    assert "title of well-dry" in said
    assert "advice of well-dry" in said
    assert "Call 4242" in said
    assert "title of tap-dry" not in said


def test_echoes_unfold(qtbot, desk, settle):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    one = desk(stuck)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    folds = [fold.heading for fold in one.window.findChildren(Fold)]
    heading = next(h for h in folds if h.text().startswith("What follows"))
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Return)

    assert "title of tap-dry" in texts(one.window)
    assert heading.accessibleDescription() == "Hide"


def test_the_keyboard_alone_is_enough(qtbot, desk, settle):
    one = desk(Tanks(tap=0))
    assert one.window.focusWidget() is button(one.window, Action.FIX)
    qtbot.keyClick(one.window.focusWidget(), Qt.Key.Key_Return)
    settle(on(one, Screen.ASKING))
    assert one.window.focusWidget() is one.window.body
    qtbot.keyClick(one.window.focusWidget(), Qt.Key.Key_Return)
    assert one.state.screen is Screen.ASKING
    yes = button(one.window, Action.YES)
    for _ in range(10):
        if one.window.focusWidget() is yes:
            break
        qtbot.keyClick(one.window.focusWidget(), Qt.Key.Key_Tab)
    assert yes.property("ring")
    qtbot.keyClick(yes, Qt.Key.Key_Return)
    settle(on(one, Screen.RESULT))
    assert one.state.last.result == "repaired"
    assert one.window.focusWidget() is button(one.window, Action.BACK)
    qtbot.keyClick(one.window.focusWidget(), Qt.Key.Key_Escape)

    assert one.state.screen is Screen.HOME


def test_escape_is_a_no_to_a_question(qtbot, desk, settle):
    tanks = Tanks(tap=0)
    one = desk(tanks)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.ASKING))
    qtbot.keyClick(one.window, Qt.Key.Key_Escape)
    settle(on(one, Screen.RESULT))

    assert tanks.filled == []


def test_a_run_can_be_stopped_and_begun_again(qtbot, desk, settle, until):
    one = desk(checks=(*CHECKS, hanging(until)))
    press(qtbot, one.window, Action.FIX)
    settle(lambda: len(one.state.outcomes) == len(CHECKS))
    press(qtbot, one.window, Action.STOP)
    assert one.state.screen is Screen.HOME
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.WAITING))
    until.set()
    settle(on(one, Screen.RESULT))

    assert one.state.last.result == "healthy"


def test_still_broken_leaves_a_report_and_opens_its_folder(
    qtbot, desk, settle, tmp_path
):
    one = desk()
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    press(qtbot, one.window, Action.STILL_BROKEN)
    settle(lambda: one.state.report)
    assert str(tmp_path / "outbox" / "b.zip") in texts(one.window)
    press(qtbot, one.window, Action.OPEN_REPORT)

    assert one.opened == [str(tmp_path / "outbox")]


def test_the_last_result_is_remembered_and_shown_from_the_tray(
    qtbot, desk, settle, tmp_path
):
    first = desk(Tanks())
    press(qtbot, first.window, Action.FIX)
    settle(on(first, Screen.RESULT))
    second = desk(Tanks())
    settle(lambda: second.state.last)
    assert any(text.startswith("All is well. Last") for text in texts(second.window))
    second.window.hide()
    second.tray.last.trigger()

    assert second.state.screen is Screen.RESULT
    assert second.window.isVisible()


def test_the_tray_starts_a_run_and_not_a_second_one(desk, settle):
    one = desk()
    one.window.hide()
    one.tray.fix.trigger()
    assert one.window.isVisible()
    assert not one.tray.fix.isEnabled()
    one.tray.fix.trigger()
    settle(on(one, Screen.RESULT))

    assert one.state.run == 1
    assert one.tray.fix.isEnabled()


def test_without_a_tray_closing_is_quitting(qtbot, desk):
    one = desk()
    with qtbot.waitSignal(one.ended):
        one.window.close()


def test_with_a_tray_closing_only_hides(qtbot, desk):
    one = desk()
    one.tray.present = lambda: True
    with qtbot.assertNotEmitted(one.ended):
        one.window.close()
    assert not one.window.isVisible()
    one.tray.opened.emit()

    assert one.window.isVisible()


def test_the_end_of_the_session_is_not_held_up_by_a_window_that_hides(qtbot, desk):
    one = desk()
    one.tray.present = lambda: True
    one.let_go()
    with qtbot.waitSignal(one.ended):
        one.window.close()


def test_a_result_is_told_beside_the_tray_when_the_window_is_hidden(
    qtbot, desk, settle
):
    one, said = desk(), []
    one.tray.tell = lambda *words: said.append(words)
    press(qtbot, one.window, Action.FIX)
    one.window.hide()
    settle(on(one, Screen.RESULT))

    assert said[0][0] == "Nothing wrong was found"


def test_quitting_while_a_check_hangs_takes_less_than_two_seconds(
    qtbot, desk, settle, until
):
    one = desk(checks=(*CHECKS, hanging(until)))
    press(qtbot, one.window, Action.FIX)
    settle(lambda: len(one.state.outcomes) == len(CHECKS))
    began = time.monotonic()
    one.close()

    assert time.monotonic() - began < 2
    assert not one.window.isVisible()


def test_quitting_during_a_repair_waits_for_its_judgement(qtbot, desk, settle):
    tanks, begun, may = Tanks(well=0), threading.Event(), threading.Event()
    fill = tanks.fill

    def slowly(place):
        begun.set()
        may.wait(10)
        return fill(place)

    tanks.fill = slowly
    one = desk(tanks)
    press(qtbot, one.window, Action.FIX)
    assert begun.wait(10)
    threading.Timer(0.8, may.set).start()
    one.close()

    assert tanks.levels["well"] == 5
    assert not any(thread.is_alive() for thread in one._bridge._threads)


def test_news_after_the_end_reaches_nobody(qtbot, desk, settle, until):
    one = desk(checks=(*CHECKS, hanging(until)))
    press(qtbot, one.window, Action.FIX)
    settle(lambda: len(one.state.outcomes) == len(CHECKS))
    one.close()
    with qtbot.assertNotEmitted(one._bridge.news):
        until.set()
        settle(lambda: not any(t.is_alive() for t in one._bridge._threads))


def test_a_report_that_is_ready_after_the_end_reaches_nobody(
    qtbot, desk, settle, until
):
    def slow(*_):
        until.wait(10)
        return "/b.zip"

    one = desk(hand_over=slow)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    press(qtbot, one.window, Action.STILL_BROKEN)
    assert one.state.reporting
    one.close()
    with qtbot.assertNotEmitted(one._bridge.news):
        until.set()
        settle(lambda: not any(t.is_alive() for t in one._bridge._threads))


def test_news_is_folded_in_the_thread_of_the_window(qtbot, desk, settle):
    one, threads = desk(), set()
    take = one.window.draw
    one.window.draw = lambda page: (threads.add(threading.current_thread()), take(page))
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    assert threads == {threading.main_thread()}


def test_a_fact_is_never_read_as_markup(qtbot, desk, settle):
    from tests.agent.cli.test_report import Spoken

    class Sly(Spoken):
        def problem(self, code, part, facts):
            return '<a href="file:///etc/passwd">click</a><img src="x">'

    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    one = desk(stuck, words=Sly("en"))
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    formats = {
        label.textFormat() for label in one.window.findChildren(QLabel) if label.text()
    }
    assert formats == {Qt.TextFormat.PlainText}


def test_every_button_and_mark_has_a_name(qtbot, desk, settle):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    one = desk(stuck)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    from ui.pieces import Picture

    assert all(b.text() for b in one.window.findChildren(QPushButton))
    marks = [p.accessibleName() for p in one.window.body.findChildren(Picture)]
    assert "Problem" in marks
    assert one.window.childAt(QPoint(1, 1)) is not None
