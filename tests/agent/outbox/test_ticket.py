"""What IT reads first: which PC, which cause, what was tried, what the employee adds."""

import pytest

from agent.bundle.evidence import Evidence, Machine
from agent.case import Case, Seen, Taken
from agent.desk.model import SUBJECT
from agent.events import Result
from agent.outbox.queueing import due, outage, parcel_of
from agent.outbox.ticket import About, subject, text
from agent.policy.desk import DeskRules
from agent.words import Words
from agent.words.phrases import LANGUAGES

FULL = Seen(
    "disk.system_disk_has_room",
    "found",
    "system-disk-full",
    "blocking",
    {"free": 12_000_000, "path": "/"},
)
OUT = Seen("network.names_resolve", "found", "x-unknown", "blocking", outage="dns-1")


def evidence(*causes, steps=(), trigger="cli"):
    left = tuple(one.code for one in causes)
    case = Case(
        *("20261127-1", "2026-11-27T08:00:00Z", trigger, "", "0.1.0"),
        causes=causes,
        left=left,
        steps=steps,
        result="problems",
    )
    return Evidence(case, (), Machine(), (), {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_subject_names_the_pc_and_the_first_cause(language):
    told = subject(evidence(FULL), Words(language), About("PC-0042"))

    assert told.startswith("PC-0042: ")
    assert len(told) <= SUBJECT
    assert "{" not in told


def test_a_subject_is_cut_to_what_every_desk_takes_and_counts_the_others():
    told = subject(evidence(FULL, OUT), Words("de"), About("PC-" + "9" * 90))

    assert len(told) == SUBJECT
    assert told.endswith("… (+1)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_says_what_was_tried_what_the_employee_adds_and_which_report(language):
    step = Taken("empty_old_trash", FULL.code, FULL.check, Result.NO_EFFECT, "", 1.0)
    about = About("PC-0042", "els", "It is slow.", "blusser-1.zip", "abc", sealed=True)

    told = text(evidence(FULL, steps=(step,)), Words(language), about)

    for part in ("PC-0042", "els", "It is slow.", "blusser-1.zip", "abc", "20261127-1"):
        assert part in told
    assert "{" not in told


def test_a_code_that_is_new_or_whose_facts_were_withheld_is_named_as_it_is():
    assert "x-unknown" in text(evidence(OUT), Words("en"), About())


def test_that_nobody_was_there_is_said():
    about = text(evidence(FULL, trigger="schedule"), Words("en"), About())

    assert "Nobody was at the keyboard" in about


def test_only_where_all_that_is_left_is_an_outage_it_is_one():
    assert outage(evidence(OUT).case) == "dns-1"
    assert outage(evidence(OUT, FULL).case) == ""
    assert outage(evidence().case) == ""


def test_it_is_filed_for_whom_the_policy_says():
    def caller(setting):
        rules = DeskRules(caller=setting)
        return parcel_of(
            evidence(FULL), Words("en"), About(account="els"), rules, ()
        ).caller

    assert [caller(one) for one in ("", "employee", "desk@corp.be")] == [
        "",
        "els",
        "desk@corp.be",
    ]


def test_what_only_this_pc_has_goes_at_once_and_an_outage_is_watched_first():
    rules = DeskRules(outage_wait_minutes=30, outage_spread_minutes=60)
    mine = parcel_of(evidence(FULL), Words("en"), About(), rules, ())
    many = parcel_of(evidence(OUT), Words("en"), About(), rules, ())

    assert due(mine, rules, 100.0, 1.0) == 100
    assert due(many, rules, 0.0, 0.0) == 1800
    assert due(many, rules, 0.0, 0.25) == 1800 + 1800
