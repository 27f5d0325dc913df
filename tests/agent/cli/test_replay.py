"""``blusser replay`` by the real program, on good bundles and on all others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
KEPT = ROOT / "tests" / "transcripts"


def blusser(*words, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "agent", *map(str, words)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("name", "code", "causes"),
    [
        ("disk-cured", 0, ["space-eaten"]),
        ("disk-left", 1, ["system-disk-full"]),
        ("network-names", 1, ["name-servers-silent"]),
    ],
)
def test_it_gives_the_diagnosis_of_the_other_computer(tmp_path, name, code, causes):
    path = KEPT / f"{name}.zip"
    ended, out, err = blusser("replay", path, "--json", cwd=tmp_path)
    said = json.loads(out)

    assert (ended, err) == (code, "")
    assert [cause["code"] for cause in said["causes"]] == causes
    assert said["escalation"]["bundle"] == str(path)
    assert os.listdir(tmp_path) == []


def test_for_a_person_it_says_what_it_is(tmp_path):
    code, out, _ = blusser(
        "replay", KEPT / "disk-left.zip", "--lang", "nl", cwd=tmp_path
    )

    assert code == 1
    assert "Herspeeld uit een verslag van 2026-11-27" in out
    assert "De schijf is vol" in out


def cut(data):
    return data[: len(data) // 2]


def behind(data):
    return data + b"x"


def flipped(data):
    at = data.index(b"case.json") + 60
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def foreign(_):
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../../tmp/evil", "x")
    return file.getvalue()


def empty(_):
    return b""


def huge(_):
    return b"\0" * 2_000_000


@pytest.mark.parametrize("spoil", [cut, behind, flipped, foreign, empty, huge])
def test_a_spoilt_bundle_is_one_sentence_and_exit_code_2(tmp_path, spoil):
    path = tmp_path / "b.zip"
    path.write_bytes(spoil((KEPT / "disk-left.zip").read_bytes()))
    code, out, err = blusser("replay", path, "--json", cwd=tmp_path)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{path} is not a usable report: ")
    assert err.endswith("; ask for it once more.\n")
    assert os.listdir(tmp_path) == ["b.zip"]


@pytest.mark.parametrize("name", ["none.zip", "."])
def test_what_is_no_file_is_one_sentence_and_exit_code_2(tmp_path, name):
    code, out, err = blusser("replay", name, cwd=tmp_path)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "cannot be read" in err
    assert err.endswith("; name a report of Blusser.\n")


def test_another_diagnosis_than_then_is_said(toys, capsys, tmp_path):
    import agent.cli

    path = KEPT / "disk-left.zip"
    code = agent.cli.run(["replay", str(path)], toys())
    said = capsys.readouterr()

    assert code == 0
    assert "does not know disk.drive_is_healthy" in said.err
    assert "sees it differently: causes none, then system-disk-full." in said.err
