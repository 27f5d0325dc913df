import pytest

from agent.case import Echo, Seen, Taken
from agent.events import NOT_NEEDED, Result
from agent.host.ports.freed import Freed
from agent.model import Problem
from agent.value import replace
from agent.words import LANGUAGES, Words
from checks import catalogue
from tests.agent.cli.test_report import Spoken
from tests.agent.toy import Tanks
from tests.ui.streams import folded, stream
from ui.page import Tone
from ui.result import result_page
from ui.news import Action, Did
from ui.state import State, fold

EN = Spoken("en")


def state_of(folder, tanks=None, **how):
    return folded(stream(folder, tanks, **how), fold(State(), Did(Action.FIX)))


def stuck(place="well"):
    tanks = Tanks(**{place: 0})
    tanks.stuck = {place}
    return tanks


def texts(page):
    """Everything that is read, folded or not, in order."""
    yield from (page.headline, page.lead)
    for card in page.cards:
        yield from (card.title, *card.texts, card.path)
        for line in (*card.lines, *(one for f in card.folds for one in f.lines)):
            yield from (line.text, line.detail)


def test_the_cause_is_the_headline_and_its_advice_the_first_card(tmp_path):
    page = result_page(state_of(tmp_path, stuck()), EN, "Call 4242")

    assert (page.headline, page.lead) == ("title of well-dry", "text of well-dry")
    assert page.cards[0].title == "What you can do"
    assert page.cards[0].texts == ("advice of well-dry",)
    assert page.tone is Tone.TROUBLE


def test_an_outage_is_said_not_to_be_this_computers_fault(tmp_path):
    state = state_of(tmp_path, stuck())
    cause = replace(state.last.causes[0], outage="well-dry-0")
    page = result_page(
        replace(state, last=replace(state.last, causes=(cause,))), EN, ""
    )

    assert "not a fault of your computer" in page.cards[0].texts[0]


def test_echoes_are_folded_under_their_cause(tmp_path):
    page = result_page(state_of(tmp_path, stuck()), EN, "")
    (fold,) = page.cards[0].folds

    assert fold.title == "What follows from this (2)"
    assert {line.text for line in fold.lines} == {
        "title of pump-dry",
        "title of tap-dry",
    }


def test_an_echo_found_later_is_told_with_its_own_facts(tmp_path):
    case = state_of(tmp_path, stuck()).last
    before = tuple(
        Seen(seen.check, "healthy") if seen.code == "tap-dry" else seen
        for seen in case.before
    )

    class Exact(Spoken):
        def problem(self, code, part, facts):
            return f"{part} {code} {facts['level']}"

    page = result_page(State(last=replace(case, before=before)), Exact("en"), "")
    assert "title tap-dry 0" in list(texts(page))


def test_what_is_left_says_how_to_reach_it_and_where_the_report_lies(tmp_path):
    page = result_page(state_of(tmp_path, stuck()), EN, "Call 4242")
    card = page.cards[-1]

    assert card.texts[0] == "Call 4242"
    assert card.path == "/out/b.zip"
    assert card.button.action is Action.OPEN_REPORT


def test_it_can_be_reached_also_where_the_policy_does_not_say_how(tmp_path):
    page = result_page(state_of(tmp_path, stuck()), Words("nl"), "")

    assert page.cards[-1].texts[0] == "Bel of mail uw IT-dienst."


def test_a_report_that_could_not_be_written_is_said(tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    page = result_page(state_of(tmp_path, stuck(), hand_over=full), EN, "")

    assert page.cards[-1].lines[0].text == "The report for IT could not be written."
    assert page.aside.action is Action.STILL_BROKEN


def test_a_repaired_cause_is_named_with_the_proof(tmp_path):
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    page = result_page(state_of(tmp_path, tanks), EN, "")

    assert page.headline == "The problem is fixed"
    assert page.tone is Tone.WELL
    assert page.cards[0].title == "This was the cause"
    assert page.cards[0].lines[0].text == "title of well-dry"
    assert page.cards[1].title == "What Blusser did"
    assert "checked afterwards" in page.cards[1].lines[0].detail


@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_of_a_repair_can_be_told(tmp_path, result, language):
    step = Taken("fill_well", "well-dry", "x.y", result, "only IT may do this", 1.5)
    case = replace(state_of(tmp_path, stuck()).last, steps=(step,))
    page = result_page(State(last=case), Spoken(language), "")

    (line,) = next(c for c in page.cards if c.lines).lines
    assert line.detail
    assert "{" not in line.detail


def test_how_much_room_a_repair_made_is_said(tmp_path):
    room = Freed(1_234_567_890, 300_000_000, 1_530_000_000)
    step = Taken("fill_well", "well-dry", "x.y", Result.CURED, "", 1.5, room)
    case = replace(state_of(tmp_path, stuck()).last, steps=(step,))
    page = result_page(State(last=case), EN, "")

    (line,) = next(c for c in page.cards if c.lines).lines
    assert line.detail == (
        "Freed 1.2 GB: 300 MB was free, now it is 1.5 GB."
        " Took 1.5 s; checked afterwards"
    )


def test_several_causes_each_have_their_card_with_a_shape(tmp_path):
    case = state_of(tmp_path, stuck()).last
    other = Seen("disk.x", "found", "tap-dry", "annoying", {"level": 0})
    case = replace(
        case, causes=(*case.causes, other), left=(*case.left, "tap-dry"), echoes=()
    )
    page = result_page(State(last=case), EN, "")

    assert page.headline == "2 things need attention"
    assert [card.tone for card in page.cards[:2]] == [Tone.TROUBLE, Tone.ASK]


def test_what_the_symptom_points_at_comes_first(tmp_path):
    case = state_of(tmp_path, stuck()).last
    causes = tuple(
        Seen(f"{family}.x", "found", f"{family}-ill", "blocking", {})
        for family in ("network", "disk")
    )
    case = replace(
        case, symptom="disk", causes=causes, left=("network-ill", "disk-ill")
    )
    page = result_page(State(last=case), EN, "")

    assert [card.title for card in page.cards[:2]] == [
        "title of disk-ill",
        "title of network-ill",
    ]


def test_a_healthy_pc_shows_what_was_asked_and_can_still_be_called_broken(tmp_path):
    page = result_page(state_of(tmp_path), EN, "")

    assert page.headline == "Nothing wrong was found"
    assert page.cards[0].lines[0].aside == "3 questions"
    assert page.aside.action is Action.STILL_BROKEN
    assert page.enter is page.escape is Action.BACK


def test_what_could_not_be_found_out_is_not_green(tmp_path):
    mute = Tanks()
    mute.mute = {"tap"}
    page = result_page(state_of(tmp_path, mute), EN, "")

    assert page.tone is Tone.UNSURE
    assert [line.tone for line in page.cards[0].lines] == [Tone.UNSURE]
    assert page.cards[0].lines[0].text.startswith("Could not find out whether")


def test_what_is_doubted_works_and_is_not_shown_as_trouble(tmp_path):
    page = result_page(state_of(tmp_path, Tanks(well=0, pump=5, tap=5)), EN, "")

    assert page.tone is Tone.WELL
    assert page.cards[0].lines[0].tone is Tone.WELL


def test_a_result_that_could_not_be_kept_is_said(tmp_path):
    state = replace(state_of(tmp_path), unkept=True)

    assert result_page(state, EN, "").status.tone is Tone.ASK


def test_a_case_of_another_version_is_shown_by_its_codes(tmp_path):
    case = state_of(tmp_path, stuck()).last
    seen = Seen("network.new", "found", "brand-new", "blocking", {})
    unsure = Seen("network.newer", "unsure", why="x")
    step = Taken("new_fix", "brand-new", "network.new", Result.NO_EFFECT, "", 1)
    case = replace(
        case,
        causes=(seen,),
        left=("brand-new",),
        after=(seen, unsure),
        echoes=(Echo("newest", "network.newest", ("brand-new",)),),
        steps=(step,),
    )
    page = result_page(State(last=case), Words("nl"), "")

    assert page.headline == "brand-new"
    assert {"newest", "new_fix"} <= set(texts(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_of_the_real_catalogue_can_be_told(language):
    """With every check healthy: names of families, counts, nothing missing."""
    from tests.agent.test_case import case_of

    case, _ = case_of(Tanks())
    after = tuple(Seen(check.id, "healthy") for check in catalogue.ALL)
    page = result_page(State(last=replace(case, after=after)), Words(language), "")

    assert len(page.cards[0].lines) == len({c.family for c in catalogue.ALL})


@pytest.mark.parametrize(
    ("why", "detail"),
    [
        ("only IT may do this", "Niet gedaan: alleen IT mag dit doen"),
        ("no adapter is lent its address", "Niet mogelijk op deze pc"),
    ],
)
def test_a_reason_without_words_is_left_to_the_report(tmp_path, why, detail):
    step = Taken("fill_well", "well-dry", "x.y", Result.REFUSED, why, 0)
    case = replace(state_of(tmp_path, stuck()).last, steps=(step,))
    page = result_page(State(last=case), Spoken("nl"), "")

    assert next(c for c in page.cards if c.lines).lines[0].detail == detail


def test_what_became_of_an_earlier_run_is_told(tmp_path):
    state = state_of(tmp_path, stuck())
    told = Taken("fill_well", "well-dry", "well", Result.UNDONE, "", 1.0)
    last = replace(state.last, recovered=(told,))
    page = result_page(replace(state, last=last), EN, "")

    assert "doing fill_well: what this had changed is back as it was." in texts(page)
    assert "Blusser was cut short earlier" in texts(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_report_lies_nobody_is_asked_to_press_for_one(tmp_path, language):
    words = Words(language)
    state = replace(state_of(tmp_path), report="")
    before, after = (
        result_page(one, words, "") for one in (state, replace(state, report="/b.zip"))
    )

    assert before.aside and not after.aside
    assert before.lead.startswith(after.lead)
    assert before.lead != after.lead


def test_what_an_earlier_step_made_needless_was_not_done_and_is_not_listed(tmp_path):
    case = state_of(tmp_path, Tanks(well=0)).last
    step = replace(case.steps[0], result=Result.SKIPPED, why=NOT_NEEDED)
    more = replace(case, steps=(*case.steps, step))
    pages = [result_page(State(last=one), EN, "") for one in (case, more)]

    assert pages[0] == pages[1]
