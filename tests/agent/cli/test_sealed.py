"""With recipients in IT's rules no report leaves a readable trace outside its folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyrage import x25519

import agent.cli
from agent.bundle.device import NAME
from agent.bundle.opening import opened
from agent.bundle.signature import fingerprint
from agent.bundle.unpack import read_bundle
from tests.agent.toy import Tanks

ROOT = Path(__file__).parents[3]
DAY, SAFE = (x25519.Identity.generate() for _ in range(2))
RULES = f"[desk]\nrecipients = ['{DAY.to_public()}', '{SAFE.to_public()}']\n"


@pytest.fixture
def run(toys, capsys, tmp_path):
    (tmp_path / "policy.toml").write_text(RULES)
    (tmp_path / "safe.txt").write_text(f"# escrow\r\n{SAFE}\r\n")

    def go(*argv, tanks=None):
        code = agent.cli.run([*map(str, argv)], toys(tanks))
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def outbox(tmp_path):
    return tmp_path / "state" / "outbox"


def test_what_waits_for_it_is_sealed_and_opens_to_what_was_signed_here(run, tmp_path):
    said = json.loads(run("bundle", "--json")[1])
    one = opened(said["bundle"], str(tmp_path / "safe.txt"))

    assert said["bundle"].endswith(f"/blusser-{said['case']}.zip.age")
    assert os.listdir(outbox(tmp_path)) == [os.path.basename(said["bundle"])]
    assert (said["sealed"], one.sealed) == (True, True)
    assert said["bytes"] == os.path.getsize(said["bundle"])
    assert one.evidence.case.id == said["case"]
    assert fingerprint(one.evidence.device) == said["device"]


def test_a_person_reads_who_can_open_it_and_still_what_is_not_in_it(run):
    run("check", tanks=Tanks(well=0))
    code, out, err = run("bundle")

    assert (code, err) == (0, "")
    assert "sealed: only the owners of 2 keys of IT can open it" in out
    assert "Signed by the PC with the key" in out
    assert "browser" not in out
    assert "Water.level" in out


def test_a_repair_that_hands_over_seals_too(run, tmp_path):
    said = json.loads(run("fix", "--json", tanks=Tanks(well=0))[1])

    assert said["escalation"]["bundle"].endswith(".zip.age")
    assert opened(said["escalation"]["bundle"], str(tmp_path / "safe.txt")).sealed


def test_the_name_says_whether_it_is_sealed(run, tmp_path):
    for words, name, why in (
        ((), "b.zip", "IT has reports sealed: name it"),
        (("--plain",), "b.zip.age", "would not be sealed"),
    ):
        code, out, err = run("bundle", *words, "--output", tmp_path / name)

        assert (code, out, err.count("\n")) == (2, "", 1)
        assert why in err
        assert not (tmp_path / name).exists()
    (tmp_path / "policy.toml").unlink()
    assert "would not be sealed" in run("bundle", "--output", tmp_path / "b.age")[2]


def test_it_is_sealed_where_it_is_told_to_lie(run, tmp_path):
    assert run("bundle", "--output", tmp_path / "b.age")[0] == 0
    assert opened(str(tmp_path / "b.age"), str(tmp_path / "safe.txt")).sealed
    code, out, _ = run("bundle", "--json", "--output", tmp_path)

    assert json.loads(out)["bundle"].endswith(".zip.age")


def test_whoever_it_is_about_can_have_it_plain(run, tmp_path):
    said = json.loads(run("bundle", "--plain", "--json")[1])

    assert said["sealed"] is False
    assert read_bundle(said["bundle"]).case.id == said["case"]
    assert run("bundle", "--plain", "--output", tmp_path / "b.zip")[0] == 0
    assert read_bundle(str(tmp_path / "b.zip")).case


def test_sealed_ones_are_tidied_with_the_others(run, tmp_path):
    (tmp_path / "policy.toml").write_text(f"{RULES}[retention]\noutbox_reports = 2\n")
    outbox(tmp_path).mkdir(parents=True)
    for number, ending in enumerate((".zip", ".zip.age", ".zip.age")):
        old = outbox(tmp_path) / f"blusser-20260101-{number}{ending}"
        old.write_text("")
        os.utime(old, (1e9 + number,) * 2)
    (outbox(tmp_path) / "blusser-20260101.age").write_text("mine")
    os.utime(outbox(tmp_path) / "blusser-20260101-2.zip.age")
    run("bundle")
    left = {n for n in os.listdir(outbox(tmp_path)) if "20260101" in n}

    assert left == {"blusser-20260101-2.zip.age", "blusser-20260101.age"}


def test_all_reports_of_a_pc_are_signed_by_one_key(run, tmp_path):
    keys = set()
    for number in range(2):
        run("check")
        run("bundle", "--plain", "--output", tmp_path / f"{number}.zip")
        keys.add(read_bundle(str(tmp_path / f"{number}.zip")).device)

    assert len(keys) == 1
    assert NAME in os.listdir(tmp_path / "state")


def test_with_a_damaged_key_it_is_written_all_the_same_and_that_is_told(run, tmp_path):
    run("check")
    (tmp_path / "state" / NAME).write_text("rubbish")
    code, out, err = run("bundle", "--plain", "--json")

    assert (code, err.count("\n")) == (0, 1)
    assert err.startswith("The report is not signed, because of the key")
    assert read_bundle(json.loads(out)["bundle"]).device == ""
    assert (tmp_path / "state" / NAME).read_text() == "rubbish"


def test_a_repair_tells_so_among_its_warnings(run, tmp_path):
    run("check")
    (tmp_path / "state" / NAME).write_text("rubbish")
    code, out, err = run("fix", "--json", tanks=Tanks(well=0))

    assert code == 1
    (said,) = json.loads(out)["warnings"]
    assert said.startswith("The report is not signed")
    assert err == f"{said}\n"


def test_rules_for_one_key_alone_are_refused(run, tmp_path):
    (tmp_path / "one.toml").write_text(f"[desk]\nrecipients = ['{DAY.to_public()}']\n")
    code, out, err = run("bundle", "--policy", tmp_path / "one.toml")

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "line 2, key desk.recipients: must name none or from 2 to 8 keys" in err


WATCHED = """
import os, sys
from pathlib import Path
from agent.cli import run
from agent.cli.world import World
from tests.agent.cli.conftest import Platform
from tests.agent.toy import CHECKS, FIXES, Tanks
import agent.bundle.pack, nacl.signing, pyrage, rich.console, json

folder, written = Path(sys.argv[1]), []

def hear(event, args):
    if event == "open":
        path, mode, flags = args
        changes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        if isinstance(path, (str, bytes, os.PathLike)) and (flags or 0) & changes:
            written.append(os.fsdecode(path))
    elif event in ("os.rename", "os.link", "os.symlink", "sqlite3.connect"):
        written.append(os.fsdecode(args[-1 if event[:2] == "sq" else 1]))
    elif event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "socket.connect"):
        written.append(event)

sys.addaudithook(hear)
world = World(lambda _: CHECKS, lambda: FIXES, Platform(folder, Tanks(well=0)), None)
code = run(sys.argv[2:], world)
print(json.dumps([code, written]), file=sys.stderr)
"""


def watched(folder, *words):
    """Run a command line; return every path it opened to write, or moved to."""
    env = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"TMPDIR": f"{folder}/tmp", "HOME": f"{folder}/home"}
    (folder / "tmp").mkdir(exist_ok=True), (folder / "home").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), *map(str, words)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=100,
    )
    code, written = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return written


def outside(written, folder):
    """Return what is neither in the state folder nor the last good copy of the rules."""
    ours = (f"{folder}/state/", f"{folder}/kept/")
    return [path for path in written if not path.startswith(ours)]


def readable(folder):
    """Return the files outside the state folder that hold anything of a report."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and (folder / "state") not in path.parents
        if any(mark in path.read_bytes() for mark in (b"PK\x03\x04", b"well-dry"))
    ]


def test_nothing_readable_is_ever_written_outside_the_state_folder(tmp_path):
    """What every open, rename and link of the process says, and what lies there."""
    (tmp_path / "policy.toml").write_text(RULES)
    place, part = tmp_path / "out" / "b.zip.age", tmp_path / "out" / ".b.zip.age."
    place.parent.mkdir()
    written = watched(tmp_path, "bundle", "--output", place)

    assert {str(place)} <= set(written)
    assert [
        path
        for path in outside(written, tmp_path)
        if path != str(place) and not path.startswith(str(part))
    ] == []
    assert place.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert readable(tmp_path) == []
    assert oct((tmp_path / "state").stat().st_mode)[-3:] == "700"


def test_the_watch_would_have_seen_it(tmp_path):
    (tmp_path / "policy.toml").write_text(RULES)
    place = tmp_path / "b.zip"

    assert str(place) in watched(tmp_path, "bundle", "--plain", "--output", place)
    assert readable(tmp_path) == ["b.zip"]


def test_in_the_outbox_itself_it_is_never_readable(tmp_path):
    (tmp_path / "policy.toml").write_text(RULES)
    written = watched(tmp_path, "bundle")
    names = {os.path.basename(p) for p in written if "/outbox/" in p}

    assert outside(written, tmp_path) == []
    assert all(".zip.age" in name for name in names)
    (name,) = os.listdir(outbox(tmp_path))
    assert (outbox(tmp_path) / name).read_bytes().startswith(b"age-encryption.org")


def test_opening_one_to_look_at_it_writes_nothing(tmp_path):
    (tmp_path / "policy.toml").write_text(RULES)
    (tmp_path / "day.txt").write_text(str(DAY))
    watched(tmp_path, "bundle", "--output", tmp_path / "b.age")

    opening = ("open", tmp_path / "b.age", "--identity", tmp_path / "day.txt")
    assert watched(tmp_path, *opening) == []
