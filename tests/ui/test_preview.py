import pytest

from agent.outbox.courier import Handed
from agent.value import replace
from agent.words import LANGUAGES, Words
from tests.agent.cli.test_report import Spoken
from tests.ui.test_post import NOTE, DONE, left, letter, press, preview, shown
from tests.ui.test_result import state_of, texts
from ui.news import Action, Did, Hitch, Reported, Sent, Trouble
from ui.page import Tone
from ui.state import fold
from ui.story import page_of

__all__ = ["left", "preview"]
EN = Spoken("en")


def actions(page):
    every = (page.first, page.second, page.way_out, page.aside)
    return [one.action for one in every if one]


def test_the_result_offers_to_send_first_and_the_rest_beside_it(left):
    page = page_of(left, EN)

    assert actions(page) == [Action.PREVIEW, Action.FIX, Action.BACK]
    assert page.first.text == "Send to IT…"
    assert page.enter is Action.PREVIEW


def test_without_a_desk_the_result_is_as_it_was(left):
    page = page_of(replace(left, desk=False), EN)

    assert actions(page) == [Action.FIX, Action.BACK]
    assert page.cards[-1].texts[1].endswith("Nothing was sent.")


def test_a_healthy_result_called_broken_offers_it_too(tmp_path):
    asked = fold(state_of(tmp_path), Did(Action.STILL_BROKEN))
    page = page_of(fold(asked, Reported(asked.last.id, "/b.zip", desk=True)), EN)

    assert actions(page) == [Action.PREVIEW, Action.FIX, Action.BACK]


def test_the_preview_shows_subject_and_text_and_enter_presses_nothing(preview):
    page = page_of(preview, EN)

    assert page.sheet.subject[1] == "PC-1: dry"
    assert page.sheet.text[1] == letter().text.strip()
    assert actions(page) == [Action.SEND, Action.OPEN_REPORT, Action.NOT_NOW]
    assert page.enter is None
    assert page.escape is Action.NOT_NOW


def test_what_a_note_changed_is_marked_and_said(preview):
    page = page_of(shown(press(preview, Action.SEND, NOTE), NOTE), EN)
    start, end = page.sheet.fresh

    assert page.sheet.text[1][start:end] == NOTE
    assert page.noting.note == NOTE
    assert page.status.text.endswith("It goes when you press Send.")


def test_while_it_is_sent_nothing_else_can_be_pressed(preview):
    page = page_of(press(preview, Action.SEND), EN)

    assert page.headline == "Being sent to IT…"
    assert actions(page) == [Action.NOT_NOW]
    assert page.noting is None


@pytest.mark.parametrize(
    ("handed", "tone"),
    [
        (DONE, Tone.WELL),
        (Handed(("It waits here.", "A file stays here.")), Tone.QUIET),
    ],
)
def test_the_result_says_how_sending_went(preview, handed, tone):
    done = fold(press(preview, Action.SEND), Sent(preview.last.id, handed))
    page = page_of(done, EN)

    assert tuple(line.text for line in page.cards[0].lines) == handed.said
    assert page.cards[0].lines[0].tone is tone
    assert page.told == handed.said[0]
    assert Action.PREVIEW not in actions(page)
    assert not any("Nothing was sent" in text for text in texts(page))


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("language", LANGUAGES)
def test_trouble_is_one_sentence_on_either_page(preview, trouble, language):
    hitch = Hitch(trouble, "why")
    failed = fold(press(preview, Action.SEND), Sent(preview.last.id, hitch=hitch))
    page = page_of(failed, Spoken(language))
    back = page_of(press(failed, Action.NOT_NOW), Spoken(language))

    assert page.status.tone is Tone.ASK
    assert page.lead == ""
    assert page.first.action is Action.SEND
    assert back.cards[0].lines[0] == page.status
    assert back.first.action is Action.PREVIEW


def test_nobody_is_promised_that_nothing_leaves_where_a_desk_is_named(left):
    home = press(left, Action.BACK)

    assert page_of(home, Words("en")).note.startswith("Nothing goes to IT")
    alone = replace(home, desk=False)
    assert page_of(alone, Words("en")).note == "Nothing is sent."


def test_each_item_has_a_box_and_what_stays_is_said(preview):
    page = page_of(preview, EN)
    each = [(one.id, one.along) for one in page.items.each]
    assert each == [("network", True), ("machine", True)]
    assert page.items.gone == ""
    waiting = press(preview, Action.LEAVE_OUT, "machine")
    page = page_of(waiting, EN)
    assert [one.along for one in page.items.each] == [True, False]
    assert page.items.gone == "One moment…"
    page = page_of(shown(waiting, chosen=("machine",)), EN)

    assert page.items.gone == page.told == "Stays here: This computer."
    assert page_of(press(preview, Action.SEND), EN).items is None
