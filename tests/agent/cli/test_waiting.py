"""Of each parcel: which desk, why it waits, and when it is tried again."""

from datetime import datetime

import pytest

from agent.cli.waiting import desk_of, lines, next_try, rows
from agent.desk.model import Ref
from agent.outbox.parcel import Parcel, Stage, Standing
from agent.policy.desk import DeskKind, DeskRules
from agent.value import replace
from agent.words import Words

RULES = DeskRules(kind=DeskKind.RT, url="https://rt.example:8443/REST/2.0")
DESK = "request-tracker (rt.example)"
NOW = 1_800_000_000.0
PARCEL = Parcel("k", "7", "PC-1: dry", "Dry.", ("dry",), NOW - 60)
WENT_WRONG = {
    "desk-untold": PARCEL,
    "desk-later": replace(PARCEL, why="rt.example answered 503: not now", tries=1),
    "desk-refused": replace(PARCEL, why="desk.place: no such queue", refused=True),
    "desk-keyless": replace(PARCEL, why="the keyring keeps nothing", keyless=True),
    "desk-stands": replace(PARCEL, ref=Ref("9", "9"), stage=Stage.CREATED),
    "desk-watched": replace(PARCEL, outage="f" * 32),
}


def said(parcel, language, standing=Standing(), rules=RULES):
    every = lines([parcel], standing, rules, NOW, Words(language))
    return [line.text for line in every]


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize("key", WENT_WRONG)
def test_an_employee_reads_which_desk_and_why(key, language):
    parcel = WENT_WRONG[key]
    subject, reason, again, *detail = said(parcel, language)

    facts = {"desk": DESK, "number": "9"}
    assert subject == "PC-1: dry"
    assert reason == Words(language).phrase(key, **facts)
    assert (DESK in reason) is (key not in ("desk-watched", "desk-keyless"))
    assert again == Words(language).phrase("desk-soon")
    assert [parcel.why in one for one in detail] == ([True] if parcel.why else [])


def test_its_own_time_and_the_rest_of_the_desk_are_both_waited_for():
    refused = replace(WENT_WRONG["desk-refused"], due=NOW + 600)

    assert next_try(PARCEL, Standing(), NOW) == 0
    assert next_try(refused, Standing(), NOW) == NOW + 600
    assert next_try(refused, Standing(until=NOW + 900), NOW) == NOW + 900
    assert next_try(PARCEL, Standing(until=NOW + 900), NOW) == NOW + 900
    assert next_try(PARCEL, Standing(until=NOW - 1), NOW) == 0
    when = f"{datetime.fromtimestamp(NOW + 600):%Y-%m-%d %H:%M}"
    assert said(refused, "en")[2] == f"Next try: {when}."


def test_where_the_rules_name_no_desk_any_more_that_is_said():
    gone = DeskRules()

    assert desk_of(gone) == ""
    assert said(PARCEL, "en", rules=gone)[1] == "The rules name no desk any more."


@pytest.mark.parametrize(
    ("rules", "desk"),
    [
        (RULES, DESK),
        (DeskRules(kind=DeskKind.FOLDER, url="/srv/it"), "folder (/srv/it)"),
        (DeskRules(kind=DeskKind.SMTP, url="smtp://an:x@mail.example"), "smtp (mail.example)"),
    ],
)  # fmt: skip
def test_a_desk_is_named_by_kind_and_host_without_its_account(rules, desk):
    assert desk_of(rules) == desk


def test_a_program_reads_the_same():
    (row,) = rows([WENT_WRONG["desk-refused"]], Standing(), RULES, NOW)

    assert row == {
        "case": "7",
        "subject": "PC-1: dry",
        "stage": "waiting",
        "ticket": "",
        "desk": DESK,
        "refused": True,
        "why": "desk.place: no such queue",
        "next": 0.0,
    }
