"""IT's own checks stand among the others: in the graph, the plan, the words."""

import pytest

from agent.diagnosis import diagnose
from agent.fix import Risk, fix
from agent.host import Host, PartMissing
from agent.host.fake.own import FakeReach
from agent.host.transcript import Lines, ReplayHost
from agent.inquiry import ask
from agent.model import Absent, Found, Healthy, Severity
from agent.own.making import own_checks
from agent.planning import Allowed, make_plan
from agent.policy.model import OwnCheck
from agent.policy.own import OwnWords
from agent.words import LANGUAGES, Words
from checks.catalogue import ALL
from tests.agent.toy import CHECKS, TAP_DRY, WaterControl, fill_well, tap_has_water

WORDS = {
    "fr": OwnWords("titre", "texte {port}", "avis", "la question"),
    "nl": OwnWords("titel", "tekst {port}", "raad", "de vraag"),
}
TAP = "tests.agent.toy.tap_has_water"


def row(name, kind="tcp", **keys):
    keys = {"host": "a.test", "port": 9} | keys
    return OwnCheck(id=name, kind=kind, words=WORDS, **keys)


def host(rows, **parts):
    made = {name: (lambda part=part: part) for name, part in parts.items()}
    return Host(made, (), {one.check: one for one in rows})


def test_a_row_is_a_check_like_any_other():
    (one,) = own_checks([row("pay_roll", explained_by=(TAP,))], CHECKS)

    assert (one.id, one.family) == ("own.pay_roll", "own")
    assert one.explained_by == (tap_has_water,)
    assert one.timeout <= 4.5
    assert list(one.parts) == ["own", "reach"]


def test_rows_explain_each_other_and_nothing_that_is_unknown_does():
    rows = [row("a", explained_by=()), row("b", explained_by=("own.a", "disk.gone"))]
    first, second = own_checks(rows, CHECKS)

    assert (first.explained_by, second.explained_by) == ((), (first,))


def test_without_a_word_what_such_a_thing_needs_explains_it():
    known = {check.id: check for check in ALL}
    (one,) = own_checks([row("a")], ALL)
    (two,) = own_checks([row("a", "disk", path="/", min_free_percent=1.0)], ALL)

    assert one.explained_by == (known["network.names_resolve"],)
    assert two.explained_by == ()


def test_each_gets_its_own_row_and_the_transcript_keeps_it():
    rows = [row("a", explained_by=()), row("b", host="b.test", explained_by=())]
    here = host(rows, Reach=FakeReach({"b.test": "closed"}))
    done = [ask(here, c, Lines(c.id, 0)) for c in own_checks(rows, ())]

    assert isinstance(done[0].outcome, Healthy)
    assert done[1].outcome.finding.facts["host"] == "b.test"
    assert done[1].asking.rules["OwnCheck"]["id"] == "b"


def test_the_row_is_kept_even_where_its_part_is_missing_and_replays_as_that():
    own = row("a", explained_by=())
    (one,) = own_checks([own], ())
    then = ask(host([own]), one, Lines(one.id, 0))
    again = ask(ReplayHost([then.asking], {}), one, Lines(one.id, 0))

    assert isinstance(then.outcome, Absent)
    assert then.asking.rules["OwnCheck"]["id"] == "a"
    assert again.outcome == then.outcome


def test_a_row_that_nobody_has_is_a_missing_part():
    own = row("a")
    (one,) = own_checks([own], ())

    with pytest.raises(PartMissing):
        host([], Reach=FakeReach()).parts(one.parts, Lines(one.id, 0))


def test_an_own_check_is_an_echo_of_what_is_above_and_explains_what_is_below():
    rows = [row("a", explained_by=(TAP,)), row("b", explained_by=("own.a",))]
    a, b = own_checks(rows, CHECKS)
    found = {c: Found(ask_of(c)) for c in (a, b)}
    whole = {tap_has_water: Found(TAP_DRY(level=0)), **found}

    assert diagnose(whole).causes == (tap_has_water,)
    assert diagnose(found).causes == (a,)
    assert diagnose(found).echoes == {b: (a,)}


def test_that_an_own_check_is_well_contradicts_nothing():
    (one,) = own_checks([row("a", explained_by=(TAP,))], CHECKS)
    seen = {tap_has_water: Found(TAP_DRY(level=0)), one: Healthy()}

    assert diagnose(seen).causes == (tap_has_water,)


def ask_of(one):
    down = FakeReach({"a.test": "closed"})
    name = one.id.partition(".")[2]
    return one(row(name), reach=down)


@fix(repairs=(), risk=Risk.ASK)
def kick(water: WaterControl):
    water.fill("tap")


def test_the_repair_that_it_names_is_planned_and_asks_as_ever():
    (one,) = own_checks([row("a", fix=kick.id)], ())
    outcomes = {one: Found(ask_of_named(one))}
    plan = lambda may: make_plan(diagnose(outcomes), outcomes, (fill_well, kick), may)

    assert [(s.fix, s.code) for s in plan(Allowed()).steps] == [(kick, "own-a")]
    assert plan(Allowed()).steps[0].objection
    assert not plan(Allowed((Risk.SAFE, Risk.ASK))).steps[0].objection
    assert plan(Allowed((Risk.SAFE, Risk.ASK), never=(kick.id,))).steps[0].objection


def ask_of_named(one):
    return one(row("a", fix=kick.id), reach=FakeReach({"a.test": "closed"}))


@pytest.mark.parametrize(
    ("language", "given", "title"),
    [
        ("nl", WORDS, "titel"),
        ("en", WORDS, "titre"),
        ("en", WORDS | {"en": OwnWords("title", "t", "a")}, "title"),
        ("nl", {"de": WORDS["fr"], "en": OwnWords("title", "t", "a")}, "title"),
    ],
)
def test_words_are_in_the_own_language_then_in_english_then_the_first(
    language, given, title
):
    words = Words(language)
    words.learn([OwnCheck(id="a", kind="tcp", words=given, host="x", port=9)])

    assert words.problem("own-a", "title", {"port": 9}) == title


def test_facts_are_filled_into_its_sentences():
    words = Words("nl")
    words.learn([row("a")])

    assert words.problem("own-a", "text", {"port": 9}) == "tekst 9"
    assert words.question("own.a") == "de vraag"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_question_of_its_own_there_is_one(language):
    words = Words(language)
    bare = {"en": OwnWords("a", "b", "c")}
    words.learn([OwnCheck(id="pay", kind="mount", words=bare, path="/x")])

    assert "(pay)" in words.question("own.pay")
    assert "(gone)" in words.question("own.gone")
    assert words.family("own") != "own"


def test_severity_is_what_it_says():
    own = row("a", severity=Severity.BLOCKING, explained_by=())
    (one,) = own_checks([own], ())

    assert one(own, FakeReach({"a.test": "closed"})).problem.severity == "blocking"
