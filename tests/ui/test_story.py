import pytest

from agent.model import Absent, Found, Healthy, Unsure
from agent.value import replace
from agent.words import LANGUAGES, Words
from tests.agent.cli.test_report import Spoken
from tests.agent.toy import CHECKS, TAP_DRY, Tanks
from tests.ui.streams import folded, stream
from ui.page import Tone
from ui.news import Action, Broke, Did, Remembered, Trouble
from ui.screens import Screen
from ui.state import State, fold
from ui.story import labels_of, page_of, sign_of, tone_of

EN = Spoken("en")


def started(tmp_path, until, tanks=None):
    """A run up to the first news of a kind."""
    state = fold(State(), Did(Action.FIX))
    for news in stream(tmp_path, tanks, yes=True):
        state = fold(state, news)
        if type(news.event).__name__ == until:
            return state
    raise AssertionError(until)


def test_home_offers_one_thing_and_says_that_nothing_is_sent():
    page = page_of(State(), Words("nl"))

    assert page.first.text == "Herstel mijn pc"
    assert page.enter is Action.FIX
    assert page.note == "Er wordt niets verstuurd."
    assert (page.second, page.status) == (None, None)


def test_home_says_how_the_last_run_ended(tmp_path):
    case = stream(tmp_path)[-1].event.case
    page = page_of(fold(State(), Remembered(case)), Words("en"))

    assert page.status.tone is Tone.WELL
    assert page.status.text.startswith("All is well. Last looked at today at ")
    assert page.second.action is Action.LAST


def test_home_says_that_a_damaged_history_was_set_aside():
    page = page_of(fold(State(), Remembered(None, "set aside as x")), Words("en"))

    assert page.status.tone is Tone.ASK
    assert "set aside" in page.status.text


def test_a_run_says_what_it_is_finding_out_and_how_far_it_is(tmp_path):
    page = page_of(started(tmp_path, "RunStarted"), EN)
    (line,) = page.cards[0].lines

    assert line.aside == "0 of 3"
    assert line.detail.startswith("Finding out whether the question of")
    assert page.percent == 0
    assert page.way_out.action is page.escape is Action.STOP


def test_enter_presses_nothing_while_a_run_goes_on_or_asks(tmp_path):
    for until in ("RunStarted", "Asking", "StepStarted"):
        assert page_of(started(tmp_path / until, until, Tanks(tap=0)), EN).enter is None


def test_a_question_says_what_would_be_done_and_why(tmp_path):
    page = page_of(started(tmp_path, "Asking", Tanks(tap=0)), EN)

    assert page.headline == "May Blusser do this?"
    assert page.cards[0].title == "doing fill_tap"
    assert page.cards[0].texts == ("Because: title of tap-dry", "text of tap-dry")
    assert page.escape is Action.NO


def test_a_repair_is_named_while_it_acts(tmp_path):
    page = page_of(started(tmp_path, "StepStarted", Tanks(well=0)), EN)

    assert page.cards[0].lines[0].text == "doing fill_well"
    assert page.way_out is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trouble", Trouble)
def test_a_run_that_could_not_be_is_one_sentence_with_the_way_on(trouble, language):
    broke = Broke(trouble, "" if trouble is Trouble.BUSY else "the folder is gone")
    page = page_of(State(Screen.TROUBLE, broke=broke), Words(language), "Bel 4242")

    assert page.first.action is Action.FIX
    assert page.way_out.action is Action.BACK
    if trouble is not Trouble.BUSY:
        assert page.cards[0].texts == ("Bel 4242",)
        assert page.cards[1].path == "the folder is gone"


@pytest.mark.parametrize(
    ("outcomes", "tone"),
    [
        ([Healthy(), Absent("x")], Tone.WELL),
        ([Healthy(), Unsure("x")], Tone.UNSURE),
        ([Unsure("x"), Found(TAP_DRY(level=0))], Tone.TROUBLE),
        ([Absent("x")], Tone.QUIET),
    ],
)
def test_silence_is_never_green(outcomes, tone):
    assert tone_of(outcomes) is tone


def test_the_tray_says_how_things_are(tmp_path):
    assert sign_of(State(), EN).tone is Tone.PLAIN
    assert sign_of(started(tmp_path / "a", "RunStarted"), EN).tone is Tone.BUSY
    asking = started(tmp_path / "b", "Asking", Tanks(tap=0))
    assert sign_of(asking, EN).tone is Tone.ASK
    dry = Tanks(tap=0)
    dry.stuck = {"tap"}
    assert sign_of(started(tmp_path / "c", "Ended", dry), EN).tone is Tone.TROUBLE
    mute = Tanks()
    mute.mute = {"tap"}
    assert sign_of(started(tmp_path / "d", "Ended", mute), EN).tone is Tone.UNSURE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_has_a_name_for_who_cannot_see_it(language):
    labels = labels_of(Words(language))

    assert set(labels.tones) == {tone for tone in Tone if tone}
    assert len(set(labels.tones.values())) == len(labels.tones)
