"""What is told to those who watch many PCs: numbers and codes, in forms they read."""

import re

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as open_metrics,
)
from prometheus_client.parser import text_string_to_metric_families as prometheus

from agent import VERSION
from agent.exposition import OUTCOMES, RUN_ENDED, entry, exposition, refusal
from agent.host.linux.journal import NAME as FIELD
from agent.value import replace
from tests.agent.test_case import case_of
from tests.agent.test_notices import NOON, dry

LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(
    rf"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{{({LABEL}(?:,{LABEL})*)\}})? (-?[0-9.e+]+)"
)


def parsed(text):
    """Read the text format as Prometheus does (its exposition_formats.md), strictly.

    Each metric has its help, then its type, then its samples, all in one group; the
    file ends with a line feed; no sample is there twice.
    """
    assert text.endswith("\n")
    samples, seen, name = {}, set(), ""
    lines = iter(text.removesuffix("\n").split("\n"))
    for line in lines:
        if line.startswith("# HELP "):
            name = line.split()[2]
            assert name not in seen
            seen.add(name)
            assert next(lines) == f"# TYPE {name} gauge"
            continue
        told = SAMPLE.fullmatch(line)
        assert told, line
        assert told[1] == name
        key = (name, told[2] or "")
        assert key not in samples
        samples[key] = float(told[3])
    return samples


def as_others_read(text):
    """Read it by Prometheus' own client library, and by its strict parser as well.

    That one reads OpenMetrics, which writes gauges alike and ends with ``# EOF``.
    """
    families = list(prometheus(text))
    lax = [(family.name, family.type, family.samples) for family in families]
    strict = [
        (family.name, family.type, family.samples)
        for family in open_metrics(f"{text}# EOF\n")
    ]

    assert lax == strict
    assert {family.type for family in families} == {"gauge"}
    assert all(family.documentation for family in families)
    return {
        (one.name, *sorted(one.labels.items())): one.value
        for family in families
        for one in family.samples
    }


@pytest.fixture
def broken():
    return case_of(dry("well"))[0]


def test_the_file_says_how_a_run_ended_and_what_is_left(broken):
    told = parsed(exposition(broken, [], NOON))

    assert told["blusser_run_timestamp_seconds", ""] == NOON
    assert [told["blusser_outcome", f'outcome="{one}"'] for one in OUTCOMES] == [
        float(one == "problems") for one in OUTCOMES
    ]
    assert told["blusser_problem", 'code="well-dry",severity="blocking"'] == 1
    assert told["blusser_fixes", 'fix="fill_well",result="no-effect"'] == 1
    assert told["blusser_checks", 'state="found"'] == 3
    assert told["blusser_policy_refused", ""] == 0


def test_what_is_cured_is_no_problem_any_more():
    told = parsed(exposition(case_of(dry())[0], ["refused"], NOON))

    assert not any(name == "blusser_problem" for name, _ in told)
    assert told["blusser_policy_refused", ""] == 1


def test_no_name_can_break_the_file(broken):
    (cause,) = broken.causes
    odd = 'a"b\\c\nd'
    told = exposition(
        replace(broken, causes=(replace(cause, code=odd),), left=(odd,)), [], NOON
    )

    assert ("blusser_problem", r'code="a\"b\\c\nd",severity="blocking"') in parsed(told)


def test_others_read_the_same_numbers(broken):
    text = exposition(broken, ["refused"], NOON)
    told = as_others_read(text)

    assert len(told) == len(parsed(text))
    assert told["blusser_info", ("version", VERSION)] == 1
    assert told["blusser_run_timestamp_seconds",] == NOON
    assert told["blusser_run_duration_seconds",] == broken.seconds
    assert told["blusser_problem", ("code", "well-dry"), ("severity", "blocking")] == 1
    assert told["blusser_fixes", ("fix", "fill_well"), ("result", "no-effect")] == 1
    assert told["blusser_policy_refused",] == 1


@given(odd=text(characters(exclude_categories=["Cs"])))
def test_others_read_any_name_back_as_it_was(odd):
    broken = case_of(dry("well"))[0]
    (cause,) = broken.causes
    renamed = replace(broken, causes=(replace(cause, code=odd),), left=(odd,))
    told = as_others_read(exposition(renamed, [], NOON))

    assert told["blusser_problem", ("code", odd), ("severity", "blocking")] == 1


def test_the_journal_gets_a_field_for_each_cause_and_step(broken):
    fields = list(entry(broken, "/etc/blusser/policy.toml"))
    named = dict(fields)

    assert named["MESSAGE_ID"] == RUN_ENDED
    assert (named["BLUSSER_OUTCOME"], named["PRIORITY"]) == ("problems", "4")
    assert named["BLUSSER_CASE"] == broken.id
    assert named["BLUSSER_POLICY"] == "/etc/blusser/policy.toml"
    assert ("BLUSSER_CODE", "well-dry") in fields
    assert named["BLUSSER_CAUSE"].endswith(".well_has_water blocking left")
    assert named["BLUSSER_FIX"] == "fill_well well-dry no-effect"
    assert all(FIELD.fullmatch(name) for name, _ in fields)
    assert len(fields) == 13


def test_a_run_that_found_nothing_is_no_warning():
    from tests.agent.toy import Tanks

    named = dict(entry(case_of(Tanks())[0], "built-in defaults"))

    assert (named["BLUSSER_OUTCOME"], named["PRIORITY"]) == ("healthy", "6")
    assert "BLUSSER_CODE" not in named


def test_rules_that_were_refused_have_an_entry_of_their_own():
    named = dict(refusal("The policy file x is wrong.", "x"))

    assert named["BLUSSER_WARNING"] == "The policy file x is wrong."
    assert named["MESSAGE_ID"] != RUN_ENDED
    assert all(
        re.fullmatch("[0-9a-f]{32}", one) for one in (named["MESSAGE_ID"], RUN_ENDED)
    )


def test_what_is_told_holds_no_fact_of_the_machine(broken):
    (cause,) = broken.causes
    secret = replace(broken, causes=(replace(cause, facts={"level": "s3cret"}),))

    assert "s3cret" not in exposition(secret, [], NOON)
    assert "s3cret" not in repr(list(entry(secret, "")))


def test_every_name_that_is_promised_is_written_down():
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "for-it.md").read_text()
    case = case_of(dry("well"))[0]
    names = {name for name, _ in parsed(exposition(case, [], NOON))}
    names |= {name for name, _ in (*entry(case, ""), *refusal("", ""))}
    names |= {dict(entry(case, ""))["MESSAGE_ID"], dict(refusal("", ""))["MESSAGE_ID"]}

    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
