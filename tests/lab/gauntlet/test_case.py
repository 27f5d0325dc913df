"""Case files say what is broken, and a mistake in one is told in a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.lab.gauntlet.case import BadCase, Case, every, read
from tests.lab.gauntlet.report import Report
from tests.lab.gauntlet.run import judge
from tests.lab.gauntlet.traces import strays
from tests.lab.gauntlet.table import against, totals


WAS = {"/etc": "755 0 0", "/etc/hosts": "f 644", "/var/log/syslog": "f 1"}


@pytest.mark.parametrize(
    "now",
    [
        WAS | {"/etc/hosts": "f 666"},
        WAS | {"/etc/new": "f 644"},
        {"/etc": WAS["/etc"], "/var/log/syslog": "f 1"},
    ],
    ids=["changed", "made", "removed"],
)
def test_a_file_that_a_repair_changed_beside_its_own_is_seen(now):
    assert len(strays(WAS, now, ())) == 1
    assert strays(WAS, now, ("/etc/*",)) == []


def test_what_a_pc_writes_by_itself_is_no_trace():
    assert strays(WAS, WAS | {"/var/log/syslog": "f 2"}, ()) == []


def told(causes, echoes=()):
    causes = [{"code": code, "check": f"network.{code}"} for code in causes]
    echoes = [{"code": "x", "check": check} for check in echoes]
    return Report(0, {"causes": causes, "echoes": echoes, "unsure": []})


def score(case, *said, echoes=(), peers=None):
    return judge(case, told(said, echoes), 1.0, None, peers or {})


ONE = Case("One fault", "one", "network", causes=("a",))
TWO = Case("Two faults", "two", "network", causes=("a", "b"))
NONE = Case("All well", "none", "network")


def test_a_case_passes_when_its_cause_alone_is_named():
    assert score(ONE, "a").passed
    assert not score(ONE).passed
    assert not score(ONE, "b").passed
    assert not score(ONE, "a", "b").passed


def test_a_cause_that_is_not_named_first_is_a_miss():
    assert not score(ONE, "b", "a").named


def test_both_causes_of_a_pair_must_be_named_in_whatever_order():
    assert score(TWO, "b", "a").passed
    assert not score(TWO, "a").passed


def test_a_healthy_machine_must_have_no_cause():
    assert score(NONE).passed
    assert not score(NONE, "a").passed


def test_an_echo_that_is_not_allowed_is_astray():
    strict = Case("Strict", "s", "network", causes=("a",), echoes=("network.names",))

    assert score(strict, "a", echoes=["network.names"]).passed
    assert not score(strict, "a", echoes=["disk.room"]).passed
    assert score(ONE, "a", echoes=["disk.room"]).passed


def test_what_could_not_be_run_counts_as_a_miss():
    from tests.lab.gauntlet.run import Score

    lost = Score("one", "single", "network", ("a",), trouble="no cable")

    assert totals([lost])["single"] == {
        "cases": 1,
        "named": 0,
        "precise": 0,
        "passed": 0,
    }


def test_a_peer_names_a_cause_by_one_alarm_that_is_about_it():
    dns = Case("No names", "dns", "network", causes=("names-fail",))
    loud = {"monit": {"alarms": ["page", "work"], "seconds": 1.0}}
    right = {"monitoring-plugins": {"alarms": ["dns"], "seconds": 1.0}}

    assert against([score(dns, "names-fail", peers=loud)])["monit"]["named"] == 0
    assert against([score(dns, "names-fail", peers=right)])["monitoring-plugins"][
        "named"
    ]
    assert against([score(dns, "names-fail", peers=loud)])["Blusser"]["named"] == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("summary = 3", "summary"),
        ("summry = 'x'", "summry: is not known here"),
        ("summary = 'x'\non = 'moon'", "key on: must be one of pc, gateway"),
        ("summary = 'x'\ncauses = ['a']", "neither a script nor faults"),
        ("summary = ", "Invalid value"),
    ],
)
def test_a_mistake_in_a_case_file_is_told_in_a_sentence(tmp_path, text, complaint):
    file = tmp_path / "wrong.toml"
    file.write_text(text)

    with pytest.raises(BadCase, match=complaint):
        read(str(file))


def test_every_case_is_a_few_lines_and_no_two_have_the_same_name():
    names = [case.name for case in every()]

    assert len(names) == len(set(names))


def test_the_cases_can_be_listed_without_breaking_anything():
    words = [sys.executable, "-m", "tests.lab", "--list", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)

    rows = json.loads(done.stdout)
    assert {"name", "kind", "family"} <= set(rows[0])
    assert len(rows) == len(every())


def test_the_readmes_example_is_a_case_and_its_table_names_every_key(tmp_path):
    with open(os.path.join(os.path.dirname(__file__), "..", "README.md")) as file:
        text = file.read()
    example = tmp_path / "example.toml"
    example.write_text(text.partition("```toml\n")[2].partition("```")[0])
    keys = {
        key
        for line in text.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`(\w+)`", line.split("|")[1])
    }

    assert read(str(example)).kind == "single"
    assert len(example.read_text().splitlines()) < 10
    assert set(Case.__match_args__) - {"name", "family"} <= keys


def test_a_name_that_no_case_has_is_told():
    words = [sys.executable, "-m", "tests.lab", "no-such-case", "--list"]
    done = subprocess.run(words, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no case or family 'no-such-case'; see --list.\n"
