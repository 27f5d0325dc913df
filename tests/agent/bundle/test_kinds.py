"""Each kind of secret: seen where it is, not seen where it is not, and cheap."""

import re
import time

import pytest

from agent.bundle.evidence import gather
from agent.bundle.kinds import NAMES, SECRETS
from agent.bundle.kinds.judges import (
    is_card,
    is_french,
    is_iban,
    is_identity_card,
    is_national,
)
from agent.bundle.redact import Redactor
from agent.case import Case, Seen, Taken
from agent.events import Result
from agent.host.transcript import WITHHELD, Asking, Line
from agent.value import replace
from tests.agent.bundle.toys import LISTS

KINDS = (*SECRETS, *NAMES)
HITS = [(rule, hit) for rule in KINDS for hit in rule.hits]
MISSES = [(rule, miss) for rule in KINDS for miss in rule.misses]
every_kind = pytest.mark.parametrize("rule", KINDS, ids=lambda rule: rule.name)


def named(one):
    """Name a rule by its name: the ids of tests are the same in every process."""
    return getattr(one, "name", one)


every_hit = pytest.mark.parametrize(("rule", "hit"), HITS, ids=named)
every_miss = pytest.mark.parametrize(("rule", "miss"), MISSES, ids=named)


def plain(hit):
    return hit.replace("«", "").replace("»", "")


def secrets(hit):
    return re.findall("«([^»]+)»?", hit)


def alone(rule):
    return Redactor({}, secrets=(rule,), names=())


def test_there_are_more_than_a_hundred_kinds_each_with_a_name_of_its_own():
    names = [rule.name for rule in KINDS]

    assert len(names) == len(set(names)) > 100


@every_kind
def test_each_kind_says_by_samples_what_it_is_for_and_what_not(rule):
    assert rule.misses
    assert rule.hits
    for hit in rule.hits:
        assert min(map(len, secrets(hit))) > 5, "too short to be looked for"


@every_hit
def test_each_kind_alone_takes_its_secret_and_is_counted(rule, hit):
    redactor = alone(rule)
    cleaned = redactor.text(plain(hit))

    assert [one for one in secrets(hit) if one in cleaned] == []
    assert redactor.removed[rule.name] >= 1


@every_hit
def test_among_all_the_others_it_goes_as_well_and_is_not_taken_twice(rule, hit):
    redactor = Redactor({})
    cleaned = redactor.text(plain(hit))

    assert [one for one in secrets(hit) if one in cleaned] == []
    assert redactor.text(cleaned) == cleaned


@every_miss
def test_what_only_looks_like_it_is_left(rule, miss):
    assert alone(rule).text(miss) == miss


def broken(_):
    raise RuntimeError("boom")


@every_kind
def test_a_kind_that_fails_drops_what_it_failed_on_and_nothing_else(rule):
    """V3: every rule in turn is broken; the item is withheld whole, and noted."""
    bad = replace(rule, accepts=broken)
    others = {
        "secrets": tuple(bad if one == rule else one for one in SECRETS),
        "names": tuple(bad if one == rule else one for one in NAMES),
    }
    text = plain(rule.hits[0])
    if rule.name not in cleaned_by(text):
        others = {"secrets": (bad,), "names": ()}
    seen = Seen("net.a", "found", facts={"x": text}, why=text)
    good, step = Seen("net.b", "healthy"), Taken("f", "", "", Result.FAILED, text, 1.0)
    case = Case("1", "", "test", "", "0", before=(seen, good), steps=(step,))
    state = {"level": 1, "path": text, "notes": {}}
    asking = Asking("net.a", 0, [Line("House", "look", ["roof"], state)])
    evidence = gather(case, [asking], {"os": text}, Redactor({}, **others), LISTS)
    dropped, kept = evidence.case.before

    assert dropped.facts == {}
    assert f"failed: {rule.name}" in dropped.why
    assert f"failed: {rule.name}" in evidence.case.steps[0].why
    assert kept == good
    assert (evidence.askings[0].how, evidence.askings[0].lines) == (WITHHELD, [])
    assert evidence.machine.os == ""
    assert {note.reason for note in evidence.withheld} == {"rule-failed"}
    assert [one for one in secrets(rule.hits[0]) if one in repr(evidence)] == []


def cleaned_by(text):
    redactor = Redactor({})
    redactor.text(text)
    return redactor.removed


def hostile(rule):
    """Texts made of what the kind looks for, over and over, never quite ending."""
    for hit in rule.hits:
        head, _, tail = hit.partition("«")
        for part in (plain(hit), head, plain(hit)[:-1] + "!", plain(tail)):
            yield part or "x"
        yield from (f"{plain(hit)} ", f"{head}{head}")
    yield from (hint for hint in rule.hints[:3])


SHORT, LONG = 25_000, 100_000


def made(rule):
    for part in dict.fromkeys(hostile(rule)):
        yield lambda size, part=part: (part * size)[:size]
    for hit in rule.hits[:2]:
        head, _, tail = hit.partition("«")
        for filler in ("a", "0", " ", "aB3/", "a.", "a-", ":", "\n", "=", '"'):
            yield lambda size, h=head, f=filler: h + (f * size)[:size] + "!"


@every_kind
def test_four_times_as_much_made_to_be_slow_takes_no_more_than_seven_times_as_long(
    rule,
):
    """V4: linear is four times, quadratic sixteen; only the processor's time counts."""
    for text in made(rule):
        if cost(rule, text(LONG)) < 0.02:
            continue
        least = min(cost(rule, text(SHORT)) for _ in range(2))
        assert min(cost(rule, text(LONG)) for _ in range(2)) < 7 * least


def cost(rule, text):
    began = time.thread_time()
    rule.replace(lambda found: found[0], text)
    return time.thread_time() - began


@pytest.mark.parametrize(
    ("judge", "right", "wrong"),
    [
        (is_iban, "BE68539007547034", "BE68539007547035"),
        (is_national, "85.07.30-033.28", "85.07.30-033.27"),
        (is_national, "00.01.25-567.77", "00.01.25-567.78"),
        (is_national, "85.27.30-033.71", "85.33.30-033.16"),
        (is_card, "4111111111111111", "4111111111111112"),
        (is_identity_card, "591-1234567-53", "591-1234567-54"),
        (is_french, "255081416802538", "255081416802539"),
    ],
)
def test_check_digits_tell(judge, right, wrong):
    assert judge(right)
    assert not judge(wrong)
