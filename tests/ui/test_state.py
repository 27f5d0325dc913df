import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.outbox.courier import Handed, Letter
from agent.planning import Allowed, Plan, Step
from agent.fix import Risk
from agent.value import replace
from agent.words import LANGUAGES
from tests.agent.cli.test_report import Spoken
from tests.agent.toy import FIXES, Tanks, fill_tap, fill_well, tap_has_water
from tests.ui.streams import folded, stream
from ui.page import Page
from ui.news import (
    Action,
    Broke,
    Did,
    Ended,
    Heard,
    Hitch,
    Previewed,
    Remembered,
    Reported,
    Sent,
    Trouble,
)
from ui.post import Doing
from ui.screens import OFFERS, Screen
from ui.state import State, fold, going, offers, to_ask
from ui.story import page_of, sign_of


def letter(note):
    return Letter("Dry", f"Dry. {note}", "/page.html", ("network",))


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Everything that runs over healthy, dry, stubborn and asking machines say."""
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    mute = Tanks()
    mute.mute = {"tap"}
    machines = [
        (Tanks(), None),
        (Tanks(well=0), None),
        (stuck, None),
        (mute, None),
        (Tanks(tap=0), True),
        (Tanks(tap=0), False),
    ]
    news = [
        one
        for tanks, yes in machines
        for one in stream(tmp_path_factory.mktemp("s"), tanks, yes)
    ]
    cases = [one.event.case for one in news if isinstance(one.event, Ended)]
    news += [
        replace(one, event=replace(one.event, desk=True))
        for one in news
        if isinstance(one.event, Ended)
    ]
    for case in cases[1:3]:
        news += [Previewed(case.id, note, letter(note)) for note in ("", "Since.")]
        news += [Previewed(case.id, "", letter(""), chosen=("network",))]
        news += [Previewed(case.id, "", hitch=Hitch(Trouble.BUSY))]
        news += [
            Sent(case.id, Handed(("Sent.",))),
            Sent(case.id, hitch=Hitch(Trouble.BUSY)),
        ]
        news += [Reported(case.id, "/b.zip", desk=True)]
    news += [Did(Action.LEAVE_OUT, "network"), Did(Action.NOTE, "Since.")]
    news += [Did(Action.SEND, "Since.")]
    news += [Remembered(cases[1], desk=True)]
    news += [Heard(1, Broke(trouble, "why")) for trouble in Trouble]
    news += [Remembered(cases[0]), Remembered(None, "damaged")]
    news += [Reported(cases[1].id, "/b.zip"), Reported(cases[1].id), Reported("x")]
    return news + [Did(action) for action in Action]


def run_of(news):
    return [replace(one, run=1) for one in news if isinstance(one, Heard)]


@settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_comes_in_whatever_order_can_be_told_and_never_goes_back(pool, data):
    state = State()
    for _ in range(data.draw(st.integers(1, 25))):
        news = data.draw(st.sampled_from(pool))
        if isinstance(news, Heard):
            news = replace(news, run=data.draw(st.integers(0, state.run + 1)))
        before, state = state, fold(state, news)

        for language in LANGUAGES:
            page = page_of(state, Spoken(language), "Call 4242")
            assert isinstance(page, Page)
            assert page.headline
        if state.post.doing is Doing.SENDING and before.post.doing is not Doing.SENDING:
            assert news == Did(Action.SEND, before.post.note)
            assert before.post.letter
            assert before.post.unwanted == before.post.chosen
        for one in (page.first, page.second, page.way_out, page.aside):
            assert one is None or offers(state, one.action)
        assert all(k is None or offers(state, k) for k in (page.enter, page.escape))
        assert sign_of(state, Spoken("nl")).can_fix == (not going(state))
        assert 0 <= state.percent <= 100
        if before.run == state.run:
            assert state.percent >= before.percent
        if isinstance(news, Heard) and not (going(before) and news.run == before.run):
            assert state.screen is before.screen
            assert state.outcomes == before.outcomes


def test_a_run_is_told_from_the_press_to_the_result(tmp_path):
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    state = fold(State(), Did(Action.FIX))
    screens = [state.screen]
    for news in stream(tmp_path, tanks):
        state = fold(state, news)
        screens.append(state.screen)

    assert list(dict.fromkeys(screens)) == [
        Screen.LOOKING,
        Screen.REPAIRING,
        Screen.RESULT,
    ]
    assert state.percent == 100
    assert state.last.result == "repaired"


@pytest.mark.parametrize(("yes", "result"), [(True, "repaired"), (False, "problems")])
def test_a_repair_that_asks_is_asked_about(tmp_path, yes, result):
    state = fold(State(), Did(Action.FIX))
    screens = []
    for news in stream(tmp_path, Tanks(tap=0), yes):
        state = fold(state, news)
        screens.append(state.screen)

    assert Screen.ASKING in screens
    assert state.last.result == result
    assert bool(state.report) is (not yes)


def test_a_run_that_was_left_changes_nothing_that_is_seen_but_its_case_is_kept(
    tmp_path,
):
    state = fold(fold(State(), Did(Action.FIX)), Did(Action.STOP))
    late = folded(stream(tmp_path), state)

    assert late.screen is Screen.HOME
    assert late.outcomes == {}
    assert late.last.result == "healthy"


def test_late_news_never_replaces_the_result_that_is_read(tmp_path):
    news = stream(tmp_path)
    shown = folded(news, fold(State(), Did(Action.FIX)))
    other = news[-1].event
    newer = Heard(0, replace(other, case=replace(other.case, id="9", result="unsure")))

    assert fold(shown, newer) == shown


def test_what_is_not_offered_does_nothing():
    for screen in Screen:
        state = State(screen, 3)
        for action in set(Action) - set(OFFERS[screen]):
            assert fold(state, Did(action)) == state


def test_a_second_press_starts_no_second_run():
    once = fold(State(), Did(Action.FIX))

    assert fold(once, Did(Action.FIX)) == once


def test_there_is_no_last_result_before_the_first_run(tmp_path):
    assert not offers(State(), Action.LAST)
    case = stream(tmp_path)[-1].event.case
    state = fold(fold(State(), Remembered(case)), Did(Action.LAST))

    assert state.screen is Screen.RESULT


def test_what_the_history_says_does_not_replace_a_fresh_result(tmp_path):
    state = folded(stream(tmp_path), fold(State(), Did(Action.FIX)))
    old = replace(state.last, id="0")

    assert fold(state, Remembered(old)).last == state.last


def test_still_broken_leaves_a_report_once(tmp_path):
    state = folded(stream(tmp_path), fold(State(), Did(Action.FIX)))
    waiting = fold(state, Did(Action.STILL_BROKEN))
    done = fold(waiting, Reported(state.last.id, "/b.zip"))

    assert waiting.reporting
    assert not offers(waiting, Action.STILL_BROKEN)
    assert done.report == "/b.zip"
    assert offers(done, Action.OPEN_REPORT)
    assert not offers(done, Action.STILL_BROKEN)


def test_a_report_that_could_not_be_written_can_be_asked_for_again(tmp_path):
    state = folded(stream(tmp_path), fold(State(), Did(Action.FIX)))
    failed = fold(fold(state, Did(Action.STILL_BROKEN)), Reported(state.last.id))

    assert failed.unwritten
    assert offers(failed, Action.STILL_BROKEN)


def test_a_report_of_another_case_is_not_taken_for_this_one(tmp_path):
    state = folded(stream(tmp_path), fold(State(), Did(Action.FIX)))
    waiting = fold(state, Did(Action.STILL_BROKEN))

    assert fold(waiting, Reported("another", "/b.zip")) == waiting


def test_only_what_a_yes_would_allow_is_asked():
    tap = Step(fill_tap, tap_has_water, "tap-dry", "nobody has said yes")
    well = Step(fill_well, tap_has_water, "well-dry")
    plan, both = Plan((tap, well)), (Risk.SAFE, Risk.ASK)

    assert to_ask(plan, Allowed(both)) == (tap,)
    assert to_ask(plan, Allowed(both, never=("fill_tap", fill_tap.id))) == ()


def test_a_repair_that_may_not_run_does_not_hold_the_bar_back(tmp_path):
    state = fold(State(), Did(Action.FIX))
    for news in stream(tmp_path, Tanks(tap=0), yes=False)[:-1]:
        state = fold(state, news)

    assert state.percent == 100
    assert state.taken == 0
