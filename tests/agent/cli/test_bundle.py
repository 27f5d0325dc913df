"""``blusser bundle``: where it lies, what is in it, and what happens when it cannot."""

import json
import os
import stat
import time

import pytest

import agent.cli
from agent.bundle import gate
from agent.bundle.unpack import read_bundle
from agent.outbox.courier import PREVIEW
from agent.policy.retention import RetentionRules
from tests.agent.toy import Tanks


@pytest.fixture
def run(toys, capsys):
    def go(*argv, tanks=None):
        code = agent.cli.run(argv, toys(tanks))
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def outbox(tmp_path):
    return tmp_path / "state" / "outbox"


def test_it_says_where_it_lies_how_large_it_is_and_what_it_does_not_hold(run, tmp_path):
    run("check", tanks=Tanks(well=0))
    code, out, _ = run("bundle")
    (name,) = os.listdir(outbox(tmp_path))

    assert code == 0
    assert str(outbox(tmp_path) / name) in out.replace("\n", "")
    assert "kB" in out
    assert "Water.level" in out
    assert "No name and no secret had to be replaced" in out
    assert "Nothing was sent" in out


def test_json_is_one_object(run, tmp_path):
    code, out, err = run("bundle", "--json")
    said = json.loads(out)

    assert (code, err) == (0, "")
    assert said["bytes"] == os.path.getsize(said["bundle"])
    assert read_bundle(said["bundle"]).case.id == said["case"]


def test_folder_and_file_are_for_their_owner_alone(run, tmp_path):
    path = json.loads(run("bundle", "--json")[1])["bundle"]

    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(outbox(tmp_path)).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(tmp_path / "state").st_mode) == 0o700


def test_the_newest_twenty_stay_and_the_one_just_written(run, tmp_path):
    run("check")
    outbox(tmp_path).mkdir(mode=0o700)
    for number in range(30):
        old = outbox(tmp_path) / f"blusser-29990101-0000{number:02}-0.zip"
        old.write_text("")
        made = time.time() - 1000 + number
        os.utime(old, (made, made))
    (outbox(tmp_path) / "blusser-notes.txt").write_text("mine")
    path = json.loads(run("bundle", "--json")[1])["bundle"]
    left = {n for n in os.listdir(outbox(tmp_path)) if n.endswith(".zip")}

    assert len(left) == RetentionRules().outbox_reports == 20
    assert os.path.basename(path) in left
    assert {f"blusser-29990101-0000{n}-0.zip" for n in range(11, 30)} < left
    assert (outbox(tmp_path) / "blusser-notes.txt").exists()


def test_reports_are_kept_as_long_and_as_many_as_it_wants(run, tmp_path):
    rules = "[retention]\noutbox_days = 2\noutbox_reports = 4\n"
    (tmp_path / "policy.toml").write_text(rules)
    run("check")
    outbox(tmp_path).mkdir(mode=0o700)
    for days in (0.5, 0.6, 0.7, 0.8, 3):
        old = outbox(tmp_path) / f"blusser-20260101-{days}.zip"
        old.write_text("")
        os.utime(old, (time.time() - days * 86_400,) * 2)
    run("bundle")

    left = {n for n in os.listdir(outbox(tmp_path)) if "20260101" in n}
    assert left == {f"blusser-20260101-{days}.zip" for days in (0.5, 0.6, 0.7)}


def test_a_report_that_is_alone_too_old_goes_too(run, tmp_path):
    (tmp_path / "policy.toml").write_text("[retention]\noutbox_days = 2\n")
    run("check")
    outbox(tmp_path).mkdir(mode=0o700)
    old = outbox(tmp_path) / "blusser-20260101-1.zip"
    old.write_text("")
    os.utime(old, (time.time() - 3 * 86_400,) * 2)
    run("bundle")

    assert not old.exists()


def test_what_a_stopped_process_left_half_written_goes_after_an_hour(run, tmp_path):
    run("check")
    outbox(tmp_path).mkdir(mode=0o700)
    old, new = (outbox(tmp_path) / f".blusser-2.zip.{n}.part" for n in (1, 2))
    old.write_text(""), new.write_text("")
    os.utime(old, (time.time() - 4000,) * 2)
    run("bundle")

    assert (old.exists(), new.exists()) == (False, True)


def test_a_page_to_look_at_that_was_left_lying_goes_after_an_hour_too(run, tmp_path):
    run("check")
    outbox(tmp_path).mkdir(mode=0o700)
    page, half = outbox(tmp_path) / PREVIEW, outbox(tmp_path) / f".{PREVIEW}.1.part"
    for old in (page, half):
        old.write_text("")
        os.utime(old, (time.time() - 4000,) * 2)
    run("bundle")
    assert not (page.exists() or half.exists())
    page.write_text("")
    run("bundle")

    assert page.exists()


def test_it_goes_where_it_is_told(run, tmp_path):
    run("check")
    place = tmp_path / "b.zip"

    assert run("bundle", "--output", str(place))[0] == 0
    assert read_bundle(str(place)).case
    assert not outbox(tmp_path).exists()
    code, out, _ = run("bundle", "--json", "--output", str(tmp_path))
    assert os.path.dirname(json.loads(out)["bundle"]) == str(tmp_path)


def test_what_lies_in_its_place_stays(run, tmp_path):
    run("check")
    (tmp_path / "thesis.doc").write_text("years")
    code, out, err = run("bundle", "--output", str(tmp_path / "thesis.doc"))

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "exists already and stays as it is; name another place" in err
    assert (tmp_path / "thesis.doc").read_text() == "years"


def test_an_outbox_that_cannot_be_used_is_one_sentence(run, tmp_path):
    run("check")
    outbox(tmp_path).write_text("a file")
    code, out, err = run("bundle")

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(outbox(tmp_path)) in err
    assert "make room there or name another place with --output" in err
    assert outbox(tmp_path).read_text() == "a file"


def test_without_a_run_kept_one_is_made(run):
    assert json.loads(run("bundle", "--json")[1])["case"]


def test_a_port_that_nobody_allowed_does_not_leave(run):
    run("check", tanks=Tanks(well=0))
    read = read_bundle(json.loads(run("bundle", "--json")[1])["bundle"])

    assert "Water" not in gate.ports()
    assert all(not asking.lines for asking in read.askings)
    assert all(not seen.facts for seen in (*read.case.before, *read.case.causes))
    assert [cause.code for cause in read.case.causes] == ["well-dry"]
