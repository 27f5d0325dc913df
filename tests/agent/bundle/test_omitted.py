"""What was left out is not there, what happened is, and the bundle says so."""

import zipfile

import pytest

from agent.bundle.evidence import gather
from agent.bundle.omitted import LEFT_OUT, MACHINE, items
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.bundle.replay import replay
from agent.bundle.unpack import read_bundle
from agent.host.transcript import WITHHELD
from agent.words import LANGUAGES, Words
from tests.agent.bundle.test_report import Reader, kept
from tests.agent.bundle.toys import CHECKS, FIXES, LISTS, RealHouse, recorded

ABOUT = {"os": "Debian 12", "kernel": "6.1.77", "machine": "x86_64", "uptime": 60.0}


@pytest.fixture(scope="module")
def run():
    return recorded(RealHouse({"roof": 0, "wall": 0, "door": 0}))


def left_out(run, path, *chosen, words="en"):
    evidence = gather(*run, ABOUT, Redactor({}), LISTS, chosen)
    path.write_bytes(packed(evidence, Words(words)))
    return read_bundle(str(path))


def test_the_items_are_the_families_that_were_asked_and_the_machine():
    assert items(kept("disk-cured").case) == ("disk", MACHINE)


def test_of_a_family_that_is_left_out_no_byte_of_an_answer_is_there(run, tmp_path):
    case, _ = run
    (family, _) = items(case)
    whole, less = tmp_path / "whole.zip", tmp_path / "less.zip"
    left_out(run, whole)
    read = left_out(run, less, family)

    def everything(path):
        with zipfile.ZipFile(path) as archive:
            return b"".join(archive.read(one) for one in archive.namelist())

    assert b'/roof"' in everything(whole)
    assert b'/roof"' not in everything(less)
    assert all(one.how == WITHHELD and not one.lines for one in read.askings)
    assert not any(one.rules for one in read.askings)


def test_cause_and_outcome_stay_whatever_is_left_out(run, tmp_path):
    case, _ = run
    read = left_out(run, tmp_path / "b.zip", *items(case)).case

    assert read.result == case.result
    assert read.left == case.left
    assert [one.code for one in read.causes] == [one.code for one in case.causes]
    assert [one.result for one in read.steps] == [one.result for one in case.steps]
    assert not any(one.facts for one in (*read.causes, *read.before, *read.after))


def test_the_machine_can_be_left_out_alone(run, tmp_path):
    whole = left_out(run, tmp_path / "whole.zip")
    read = left_out(run, tmp_path / "less.zip", MACHINE)

    assert (whole.machine.kernel, read.machine.kernel) == ("6.1.77", "")
    assert read.askings[0].lines
    assert read.case.causes[0].facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_which_item_and_why_and_not_what_it_held(run, tmp_path, language):
    left_out(run, path := tmp_path / "b.zip", MACHINE, words=language)
    with zipfile.ZipFile(path) as archive:
        said = Reader(archive.read("report.html")).text
    words = Words(language)

    item, why = words.item(MACHINE), words.phrase("report-left-out")
    assert words.phrase("report-withheld-item", item=item, why=why) in said
    assert "6.1.77" not in said


def test_the_manifest_names_the_item_once(run, tmp_path):
    read = left_out(run, tmp_path / "b.zip", MACHINE)
    notes = [(one.what, one.count) for one in read.withheld if one.reason == LEFT_OUT]

    assert notes == [(MACHINE, 1)]


def test_replay_says_that_items_are_missing(run, tmp_path):
    (family, _) = items(run[0])
    read = left_out(run, tmp_path / "b.zip", family)
    notes = replay(read, CHECKS, FIXES, lambda _: None)

    assert notes[0].startswith(f"Whoever sent this bundle left out {family};")


def test_replay_without_the_machine_is_the_same_diagnosis(run, tmp_path):
    from agent.case import CaseFile

    file = CaseFile("replay", "")
    replay(left_out(run, tmp_path / "b.zip", MACHINE), CHECKS, FIXES, file.hear)

    assert file.case().left == run[0].left
