"""A person hands a report to IT, over a courier of small functions."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QTextEdit

from agent.outbox.courier import Brought, Courier, Handed, Letter
from agent.policy.desk import DeskKind, DeskRules
from agent.policy.model import Policy
from tests.ui.streams import hanging
from tests.ui.test_desk import button, on, press, texts
from tests.ui.test_result import stuck
from tests.ui.test_window import LONG
from ui.bridge import ROUND
from ui.news import Action
from ui.pieces import Field
from ui.post import Doing
from ui.screens import Screen

POLICY = Policy(desk=DeskRules(kind=DeskKind.ZAMMAD, url="https://desk.example"))
ITEMS = ("network", "machine")
BOXES = tuple(f"item-{one}" for one in ITEMS)
HANDED = Handed(("IT has it: ticket 42.",), sent=True)


class Post:
    """What was shown, sent and delivered; ``trouble`` comes of the next sendings."""

    def __init__(self):
        self.shown, self.sent, self.delivered = [], [], 0
        self.trouble, self.waits, self.may = [], False, threading.Event()
        self.handed, self.ended = HANDED, {}
        self.page = "/out/page.html"
        self.may.set()

    def ways(self):
        return Courier(self.show, self.send, self.deliver)

    def show(self, bundle, note, chosen):
        self.shown.append((bundle, note, *chosen))
        hidden = note.replace("secret", "<removed>")
        text = f"Dry.\n\n{hidden}\n\nCase 1\n"
        return Letter("PC-1: dry", text, self.page, ITEMS)

    def send(self, case, bundle, note, chosen):
        self.may.wait(10)
        if self.trouble:
            raise self.trouble.pop()
        self.sent.append((case.id, bundle, note, *chosen))
        return self.handed

    def deliver(self):
        self.delivered += 1
        return Brought(self.waits, self.ended)


@pytest.fixture
def post():
    made = Post()
    yield made
    made.may.set()


@pytest.fixture
def preview(desk, post, qtbot, settle):
    """Open the preview of what a run left, and return the desk."""
    one = desk(stuck(), policy=POLICY, courier=post.ways)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    press(qtbot, one.window, Action.PREVIEW)
    settle(lambda: one.state.post.letter)
    return one


def line(one):
    return one.window.body.findChild(Field)


def box(one, item):
    return one.window.body.findChild(QCheckBox, f"item-{item}")


def read(one):
    return [w.toPlainText() for w in one.window.body.findChildren(QTextEdit)]


def test_nothing_is_sent_without_the_click(preview, post, qtbot):
    window = preview.window
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(window.focusWidget(), key)
    press(qtbot, window, Action.OPEN_PAGE)
    press(qtbot, window, Action.OPEN_REPORT)
    press(qtbot, window, Action.NOT_NOW)

    assert preview.state.screen is Screen.RESULT
    assert preview.opened == ["/out/page.html", preview.state.report.rpartition("/")[0]]
    assert post.sent == []


def test_what_was_shown_is_what_goes(preview, post, qtbot, settle):
    assert read(preview) == ["PC-1: dry", "Dry.\n\n\n\nCase 1"]
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))

    ((bundle, note),) = post.shown
    assert post.sent == [(preview.state.last.id, bundle, note)]
    assert bundle == preview.state.report
    assert "IT has it: ticket 42." in texts(preview.window)
    assert button(preview.window, Action.PREVIEW) is None


def test_who_closed_the_window_meanwhile_is_told_beside_the_tray(
    preview, post, qtbot, settle
):
    said = []
    preview.tray.tell = lambda *words: said.append(words)
    post.may.clear()
    press(qtbot, preview.window, Action.SEND)
    preview.window.hide()
    post.may.set()
    settle(on(preview, Screen.RESULT))

    assert said == [("title of well-dry", "IT has it: ticket 42.")]


def test_enter_in_the_line_shows_the_sentence_and_sends_nothing(
    preview, post, qtbot, settle
):
    qtbot.keyClicks(line(preview), "It is secret")
    qtbot.keyClick(line(preview), Qt.Key.Key_Return)
    settle(lambda: preview.state.post.note)

    assert read(preview)[1] == "Dry.\n\nIt is <removed>\n\nCase 1"
    assert line(preview).text() == "It is secret"
    assert post.sent == []
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))
    assert post.sent[0][1:] == post.shown[-1] == (preview.state.report, "It is secret")


@pytest.mark.parametrize("typed", ["", "note"])
def test_enter_in_the_line_never_sends(preview, post, qtbot, settle, typed):
    for times in range(2, 5):
        line(preview).setText(typed)
        qtbot.keyClick(line(preview), Qt.Key.Key_Return)
        settle(lambda times=times: len(post.shown) == times)
        settle(lambda: preview.state.post.doing is Doing.NOTHING)

    assert post.sent == []
    assert preview.state.screen is Screen.PREVIEW


def test_a_sentence_that_was_not_shown_is_shown_before_it_goes(
    preview, post, qtbot, settle
):
    qtbot.keyClicks(line(preview), "secret")
    press(qtbot, preview.window, Action.SEND)
    settle(lambda: preview.state.post.note == "secret")
    assert post.sent == []
    assert any("when you press Send" in text for text in texts(preview.window))
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))

    assert [note for *_, note in post.sent] == ["secret"]


def test_it_is_sent_once_however_often_it_is_pressed(preview, post, qtbot, settle):
    post.may.clear()
    press(qtbot, preview.window, Action.SEND)
    assert "Being sent to IT…" in texts(preview.window)
    assert button(preview.window, Action.SEND) is None
    for _ in range(3):
        preview.note(Action.SEND, "")
    post.may.set()
    settle(on(preview, Screen.RESULT))
    preview.ask(Action.PREVIEW)
    preview.note(Action.SEND, "")

    assert len(post.sent) == 1
    assert preview.state.screen is Screen.RESULT


def test_trouble_is_said_and_what_was_written_is_sent_the_next_time(
    preview, post, qtbot, settle
):
    post.trouble = [OSError(28, "No space left on device")]
    qtbot.keyClicks(line(preview), "note")
    press(qtbot, preview.window, Action.NOTE)
    settle(lambda: preview.state.post.note)
    press(qtbot, preview.window, Action.SEND)
    settle(lambda: preview.state.post.hitch)
    assert "For IT: No space left on device" in texts(preview.window)
    assert line(preview).text() == "note"
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))

    assert [note for *_, note in post.sent] == ["note"]


def test_escape_is_not_now_also_in_the_line_and_in_the_text(preview, post, qtbot):
    for place in (lambda one: one.window.body, line):
        qtbot.keyClick(place(preview), Qt.Key.Key_Escape)
        assert preview.state.screen is Screen.RESULT
        preview.ask(Action.PREVIEW)
        qtbot.waitUntil(lambda: line(preview) is not None)
    qtbot.keyClick(preview.window.body.findChildren(QTextEdit)[1], Qt.Key.Key_Escape)

    assert preview.state.screen is Screen.RESULT
    assert post.sent == []


def test_the_keyboard_reaches_all_of_the_preview_and_everything_has_a_name(
    preview, qtbot
):
    window, reached = preview.window, []
    for _ in range(14):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    names = {one.objectName() for one in reached}

    wanted = (Action.OPEN_PAGE, Action.NOTE, Action.SEND, Action.NOT_NOW)
    assert names >= {*wanted, Action.OPEN_REPORT, "reading", "note", *BOXES}
    fields = window.body.findChildren(QTextEdit) + [line(preview)]
    assert [w.accessibleName() for w in fields] == ["Subject", "Text", "Add a sentence"]
    heard = [QAccessible.queryAccessibleInterface(box(preview, i)) for i in ITEMS]
    named = [one.text(QAccessible.Text.Name) for one in heard]
    assert named == ["Network", "This computer"]


def test_send_takes_a_return_only_where_it_was_sought_out(preview, post, qtbot, settle):
    send = button(preview.window, Action.SEND)
    assert preview.window.focusWidget() is not send
    send.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(send, Qt.Key.Key_Return)
    settle(on(preview, Screen.RESULT))

    assert len(post.sent) == 1


@pytest.mark.parametrize("width", [400, 800])
def test_long_texts_wrap_and_are_there_in_full(preview, post, qtbot, settle, width):
    preview.window.resize(800, 720)
    qtbot.keyClicks(line(preview), f"{LONG} {LONG} {LONG}"[:190])
    press(qtbot, preview.window, Action.NOTE)
    settle(lambda: preview.state.post.note)
    qtbot.wait(50)
    preview.window.resize(width, 400)
    qtbot.wait(50)
    body = preview.window.body
    reading = body.findChildren(QTextEdit)[1]

    assert body.widget().width() <= body.viewport().width()
    assert reading.document().size().height() <= reading.height()
    assert reading.document().size().width() <= reading.viewport().width()
    (part,) = reading.extraSelections()
    marked = part.cursor
    assert marked.selectedText() == f"{LONG} {LONG} {LONG}"[:190]
    end = reading.mapTo(body.viewport(), reading.cursorRect(marked).bottomLeft())
    assert 0 < end.y() <= body.viewport().height()


def test_what_is_typed_stays_when_the_page_is_drawn_anew(preview, qapp, qtbot):
    qtbot.keyClicks(line(preview), "half a sent")
    preview.window._dress()

    assert line(preview).text() == "half a sent"


def test_a_policy_without_a_desk_changes_nothing(desk, qtbot, settle):
    one = desk(stuck())
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))

    assert button(one.window, Action.PREVIEW) is None
    assert button(one.window, Action.OPEN_REPORT) is not None


def test_a_report_on_request_can_be_sent(desk, post, qtbot, settle):
    one = desk(policy=POLICY, courier=post.ways)
    press(qtbot, one.window, Action.FIX)
    settle(on(one, Screen.RESULT))
    assert button(one.window, Action.PREVIEW) is None
    press(qtbot, one.window, Action.STILL_BROKEN)
    settle(lambda: one.state.report)

    assert button(one.window, Action.PREVIEW) is not None


def tick(one):
    """Let the half minute be over, and what it began too."""
    one._bridge.clock.timeout.emit()
    threads = one._bridge._threads
    for thread in threads:
        thread.join(10)


def test_each_half_minute_brings_what_waits_until_nothing_does(desk, post):
    one = desk(policy=POLICY, courier=post.ways)
    assert one._bridge.clock.isActive()
    assert one._bridge.clock.interval() == ROUND == 30_000
    post.waits = True
    for _ in range(2):
        tick(one)
    post.waits = False
    for _ in range(3):
        tick(one)

    assert post.delivered == 3


def test_a_sending_lets_the_half_minutes_count_again(preview, post, qtbot, settle):
    tick(preview)
    tick(preview)
    assert post.delivered == 1
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))
    settle(lambda: preview._bridge._rounds.due)
    tick(preview)

    assert post.delivered == 2


def test_what_waited_becomes_its_ticket_once_it_was_brought(
    preview, post, qtbot, settle
):
    post.handed = Handed(("It waits here.",))
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))
    assert "It waits here." in texts(preview.window)
    settle(lambda: preview._bridge._rounds.due)
    post.ended = {preview.state.last.id: HANDED}
    tick(preview)
    settle(lambda: preview.state.post.handed == HANDED)

    said = texts(preview.window)
    assert "IT has it: ticket 42." in said
    assert "It waits here." not in said
    assert preview.state.screen is Screen.RESULT


def test_nothing_is_brought_while_a_run_or_a_sending_goes_on(desk, post, qtbot, settle):
    until = threading.Event()
    one = desk(checks=(hanging(until),), policy=POLICY, courier=post.ways)
    press(qtbot, one.window, Action.FIX)
    one._bridge.clock.timeout.emit()
    assert one.state.screen is Screen.LOOKING
    assert one._bridge._handing is None
    until.set()
    settle(on(one, Screen.RESULT))
    press(qtbot, one.window, Action.STILL_BROKEN)
    settle(lambda: one.state.report)
    press(qtbot, one.window, Action.PREVIEW)
    settle(lambda: one.state.post.letter)
    post.may.clear()
    press(qtbot, one.window, Action.SEND)
    one._bridge.clock.timeout.emit()
    assert one.state.post.doing is Doing.SENDING
    post.may.set()
    settle(lambda: one.state.post.handed)

    assert post.delivered == 0


def test_the_end_of_the_window_ends_the_rounds(desk, post):
    one = desk(policy=POLICY, courier=post.ways)
    one.close()

    assert not one._bridge.clock.isActive()


def test_what_is_cleared_in_the_preview_does_not_go(preview, post, qtbot, settle):
    box(preview, "machine").setFocus()
    qtbot.keyClick(box(preview, "machine"), Qt.Key.Key_Space)
    settle(lambda: preview.state.post.chosen == ("machine",))
    assert not box(preview, "machine").isChecked()
    assert box(preview, "network").isChecked()
    press(qtbot, preview.window, Action.SEND)
    settle(on(preview, Screen.RESULT))

    assert post.shown[-1][2:] == post.sent[0][3:] == ("machine",)


def test_a_box_that_is_ticked_again_goes_along(preview, post, settle):
    for gone in (("machine",), ITEMS, ("network",), ()):
        turned = set(preview.state.post.chosen) ^ set(gone)
        box(preview, turned.pop()).click()
        settle(lambda gone=gone: preview.state.post.chosen == gone)

    assert post.shown[-1][2:] == ()
    assert post.sent == []


def test_the_box_that_was_pressed_keeps_the_focus_and_its_place(preview, qtbot, settle):
    preview.window.resize(400, 420)
    qtbot.wait(50)
    body = preview.window.body
    body.ensureWidgetVisible(box(preview, "machine"))
    box(preview, "machine").setFocus()
    _, top = body.held()
    for gone in (("machine",), ()):
        qtbot.keyClick(preview.window.focusWidget(), Qt.Key.Key_Space)
        settle(lambda gone=gone: preview.state.post.chosen == gone)
        qtbot.wait(50)

        assert preview.window.focusWidget() is box(preview, "machine")
        assert body.held() == ("item-machine", top)


def test_what_stays_here_is_said_on_the_page_and_to_who_hears_it(preview, settle):
    box(preview, "machine").click()
    settle(lambda: preview.state.post.chosen)

    assert "Stays here: This computer." in texts(preview.window)
    assert preview.window._page.told == "Stays here: This computer."


def test_a_sentence_half_written_outlives_a_box(preview, qtbot, settle):
    qtbot.keyClicks(line(preview), "half a sent")
    box(preview, "network").click()
    settle(lambda: preview.state.post.chosen)

    assert line(preview).text() == "half a sent"


def test_boxes_pressed_at_once_are_made_in_their_order(preview, post, settle):
    made = []

    def slow(bundle, note, chosen):
        if len(chosen) == 1:
            threading.Event().wait(0.2)
        made.append(chosen)
        return Post.show(post, bundle, note, chosen)

    post.show = slow
    box(preview, "network").click()
    box(preview, "machine").click()
    settle(lambda: preview.state.post.chosen == ITEMS)

    assert made == [("network",), ITEMS]


def test_sending_is_never_quicker_than_leaving_out(preview, post, settle):
    until = threading.Event()

    def slow(bundle, note, chosen):
        until.wait(10)
        return Post.show(post, bundle, note, chosen)

    post.show = slow
    box(preview, "network").click()
    for _ in range(3):
        preview.note(Action.SEND, "")
    assert preview.state.post.doing is Doing.SHOWING
    until.set()
    settle(lambda: preview.state.post.chosen)

    assert post.sent == []


def test_who_says_not_now_leaves_no_page_lying(preview, post, tmp_path, qtbot, settle):
    page = tmp_path / "page.html"
    page.write_text("")
    post.page = str(page)
    press(qtbot, preview.window, Action.NOT_NOW)
    press(qtbot, preview.window, Action.PREVIEW)
    settle(lambda: preview.state.post.letter and len(post.shown) == 2)
    assert page.exists()
    press(qtbot, preview.window, Action.NOT_NOW)

    assert not page.exists()
