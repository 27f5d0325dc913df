"""What is shown is what is sent, and nothing is sent that was not."""

import pytest

from agent.outbox.courier import Handed, Letter
from agent.value import replace
from tests.ui.streams import folded, stream
from tests.ui.test_result import state_of, stuck
from ui.news import Action, Did, Ended, Heard, Hitch, Previewed, Reported, Sent, Trouble
from ui.post import Doing, fresh
from ui.screens import Screen
from ui.state import State, fold, offers

NOTE = "Since Monday."
ITEMS = ("network", "machine")
DONE = Handed(("IT has it: ticket 42.",), sent=True)


def letter(note=""):
    text = f"Dry.\n{note}\nCase 1\n"
    return Letter("PC-1: dry", text, "/preview.html", ITEMS)


@pytest.fixture
def left(tmp_path):
    """The result of a run with a cause left, where the policy names a desk."""
    return replace(state_of(tmp_path, stuck()), desk=True)


def press(state, action, said=""):
    assert offers(state, action)
    return fold(state, Did(action, said))


def shown(state, note="", chosen=()):
    return fold(state, Previewed(state.last.id, note, letter(note), chosen=chosen))


@pytest.fixture
def preview(left):
    return shown(press(left, Action.PREVIEW))


def test_without_a_desk_nothing_can_be_sent(left):
    assert not offers(replace(left, desk=False), Action.PREVIEW)


def test_without_a_report_nothing_can_be_sent(left):
    assert not offers(replace(left, report=""), Action.PREVIEW)


def test_a_cure_offers_nothing_to_send(tmp_path):
    tanks = stuck()
    tanks.stuck, tanks.feeds = set(), {"well": {"pump": 5, "tap": 5}}
    state = state_of(tmp_path, tanks)

    assert state.last.result == "repaired"
    assert not offers(replace(state, desk=True), Action.PREVIEW)


def test_a_report_on_request_can_be_sent_where_a_desk_takes_it(tmp_path):
    asked = fold(state_of(tmp_path), Did(Action.STILL_BROKEN))
    by_desk, alone = (
        fold(asked, Reported(asked.last.id, "/b.zip", desk)) for desk in (True, False)
    )

    assert offers(by_desk, Action.PREVIEW)
    assert not offers(alone, Action.PREVIEW)


def test_nothing_can_be_sent_before_it_was_shown(left):
    waiting = press(left, Action.PREVIEW)

    assert (waiting.screen, waiting.post.doing) == (Screen.PREVIEW, Doing.SHOWING)
    assert not offers(waiting, Action.SEND)
    assert fold(waiting, Did(Action.SEND)) == waiting


def test_what_was_shown_is_sent_at_one_press(preview):
    sending = press(preview, Action.SEND)

    assert sending.post.doing is Doing.SENDING
    assert not offers(sending, Action.SEND)
    assert not offers(sending, Action.NOTE)


def test_a_note_that_was_not_shown_is_shown_and_not_sent(preview):
    asked = press(preview, Action.SEND, NOTE)
    assert (asked.post.doing, asked.post.wanted) == (Doing.SHOWING, NOTE)
    assert not offers(asked, Action.SEND)
    redrawn = shown(asked, NOTE)
    assert redrawn.post.note == NOTE

    assert press(redrawn, Action.SEND, NOTE).post.doing is Doing.SENDING


def test_a_note_that_was_taken_out_again_is_shown_without_it(preview):
    noted = shown(press(preview, Action.NOTE, NOTE), NOTE)

    assert press(noted, Action.SEND, "").post.doing is Doing.SHOWING


def test_a_letter_with_another_note_is_not_taken_for_this_one(preview):
    asked = press(preview, Action.NOTE, NOTE)

    assert shown(asked, "Older.") == asked
    assert fold(asked, Previewed("another", NOTE, letter(NOTE))) == asked


def test_the_result_says_what_became_of_it_and_it_is_not_sent_twice(preview):
    done = fold(press(preview, Action.SEND), Sent(preview.last.id, DONE))

    assert done.screen is Screen.RESULT
    assert done.post.handed == DONE
    for action in (Action.PREVIEW, Action.SEND, Action.NOTE):
        assert not offers(done, action)


def test_what_was_sent_is_said_also_to_who_went_back(preview):
    away = press(press(preview, Action.SEND), Action.NOT_NOW)
    assert away.screen is Screen.RESULT
    assert not offers(away, Action.PREVIEW)

    assert fold(away, Sent(preview.last.id, DONE)).post.handed == DONE


QUEUED = Handed(("It waits here.",))


@pytest.mark.parametrize("ended", [DONE, Handed(("The outage is over.",))])
def test_what_had_to_wait_is_told_again_once_it_ended(preview, ended):
    waits = fold(press(preview, Action.SEND), Sent(preview.last.id, QUEUED))

    assert waits.post.handed == QUEUED
    told = fold(waits, Sent(preview.last.id, ended))
    assert (told.post.handed, told.screen) == (ended, Screen.RESULT)


def test_what_ended_is_not_told_of_another_case_nor_twice(preview):
    waits = fold(press(preview, Action.SEND), Sent(preview.last.id, QUEUED))
    done = fold(waits, Sent(preview.last.id, DONE))

    assert fold(waits, Sent("another", DONE)) == waits
    assert fold(done, Sent(preview.last.id, QUEUED)) == done


@pytest.mark.parametrize("trouble", Trouble)
def test_trouble_loses_nothing_and_can_be_tried_again(preview, trouble):
    noted = shown(press(preview, Action.NOTE, NOTE), NOTE)
    sending = press(noted, Action.SEND, NOTE)
    failed = fold(sending, Sent(preview.last.id, hitch=Hitch(trouble)))

    assert failed.screen is Screen.PREVIEW
    assert failed.post.letter == letter(NOTE)
    assert press(failed, Action.SEND, NOTE).post.hitch is None


def test_what_could_not_be_shown_can_be_asked_for_again(left):
    waiting = press(left, Action.PREVIEW)
    hitch = Hitch(Trouble.REFUSED, "why")
    failed = fold(waiting, Previewed(left.last.id, "", hitch=hitch))

    assert failed.post.hitch == hitch
    assert not offers(failed, Action.SEND)
    assert press(failed, Action.PREVIEW).post.doing is Doing.SHOWING


def test_a_note_outlives_a_look_back_at_the_result(preview):
    noted = shown(press(preview, Action.NOTE, NOTE), NOTE)
    again = press(press(noted, Action.NOT_NOW), Action.PREVIEW)

    assert again.post.wanted == NOTE
    assert not offers(again, Action.SEND)


def test_the_next_run_begins_with_nothing_sent(preview, tmp_path):
    done = fold(press(preview, Action.SEND), Sent(preview.last.id, DONE))
    state = fold(done, Did(Action.FIX))
    again = folded(
        [replace(one, run=state.run) for one in stream(tmp_path, stuck())], state
    )

    assert again.last != done.last
    assert again.post.handed is None


def test_a_run_that_was_left_does_not_change_what_is_previewed(preview):
    late = Ended(replace(preview.last, id="9"), "/other.zip")

    assert fold(preview, Heard(0, late)) == preview


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("", "all of it", ""),
        ("a\nz\n", "a\nz\n", ""),
        ("a\n\nz", "a\n\nsaid\n\nz", "said"),
        ("a\n\nsaid\n\nz", "a\n\nz", ""),
        ("a\n\nso\n\nz", "a\n\nsi\n\nz", "i"),
    ],
)
def test_what_is_new_in_a_text_is_found(before, after, new):
    start, end = fresh(before, after)

    assert after[start:end] == new


def test_what_is_left_out_is_shown_before_it_goes(preview):
    waiting = press(preview, Action.LEAVE_OUT, "machine")
    assert waiting.post.doing is Doing.SHOWING
    assert not offers(waiting, Action.SEND)
    without = shown(waiting, chosen=("machine",))

    assert without.post.chosen == ("machine",)
    assert press(without, Action.SEND).post.doing is Doing.SENDING


def test_a_letter_with_other_items_is_not_the_one_that_was_asked_for(preview):
    waiting = press(preview, Action.LEAVE_OUT, "machine")
    both = press(waiting, Action.LEAVE_OUT, "network")

    assert shown(both, chosen=("machine",)) == both
    assert shown(both, chosen=ITEMS).post.chosen == ITEMS


def test_a_second_press_takes_it_along_again(preview):
    once = press(preview, Action.LEAVE_OUT, "machine")

    assert press(once, Action.LEAVE_OUT, "machine").post.unwanted == ()


def test_what_could_not_be_left_out_is_not_sent_with_it(preview):
    waiting = press(preview, Action.LEAVE_OUT, "machine")
    hitch = Hitch(Trouble.FAILED)
    failed = fold(waiting, Previewed(waiting.last.id, "", None, hitch, ("machine",)))
    again = press(failed, Action.SEND)

    assert failed.post.chosen == ()
    assert again.post.doing is Doing.SHOWING
    assert again.post.unwanted == ("machine",)


def test_what_was_left_out_stays_so_after_not_now(preview):
    without = shown(press(preview, Action.LEAVE_OUT, "machine"), chosen=("machine",))
    again = press(press(without, Action.NOT_NOW), Action.PREVIEW)

    assert again.post.unwanted == ("machine",)


def test_nothing_is_left_out_while_it_is_sent_nor_what_is_no_item(preview):
    assert not offers(press(preview, Action.SEND), Action.LEAVE_OUT)
    assert press(preview, Action.LEAVE_OUT, "cause").post.unwanted == ()


def test_a_change_of_items_marks_nothing_as_written(preview):
    without = shown(press(preview, Action.LEAVE_OUT, "machine"), chosen=("machine",))

    assert without.post.before == ""
