"""What packages are made of agrees with itself, long before one is built."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from agent import VERSION

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "packaging" / "linux"
SCRIPTS = sorted((FOLDER / "scripts").glob("*-*.sh"))
UNITS = [
    p
    for p in FOLDER.iterdir()
    if p.suffix in {".service", ".socket", ".timer", ".path"}
]
PROGRAMS = {"blusser", "blusser-window", "blusser-hands"}
WORDS = {"deb": ("configure", "upgrade", "remove", "purge"), "rpm": ("0", "1", "2")}
UPGRADES = {("deb-prerm", "upgrade"), ("rpm-pre", "2")}
UNIT = "blusser-toy.timer"


def filled(path):
    common = (FOLDER / "scripts" / "common.sh").read_text()
    sweep = (FOLDER / "scripts" / "sweep.sh").read_text()
    words = {"COMMON": common, "STARTED": UNIT, "RESTARTED": "", "USERS": "blusser"}
    words |= {"SWEEP": sweep, "OWNED": "/nonexistent/own", "SHARED": "/nonexistent"}
    text = path.read_text()
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text


def shell(text, *words, path):
    return subprocess.run(
        ["/bin/sh", "-c", text, "script", *words],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_a_script_is_plain_shell_without_holes(path):
    text = filled(path)
    checked = subprocess.run(
        ["/bin/sh", "-n"], input=text, capture_output=True, text=True
    )

    assert checked.stderr == ""
    assert not re.search(r"\[\[|\bfunction\b|<<<|\bsource\b|@[A-Z]+@", text)
    assert not re.search(r"\b(curl|wget|apt|apt-get|dnf|pip|ssh)\b|https?:", text)


@pytest.mark.parametrize(
    ("path", "word"),
    [(p, w) for p in SCRIPTS for w in WORDS[p.name[:3]]],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_script_does_not_fail_where_there_is_nothing(path, word, tmp_path):
    """No systemd, no helper, no account: as in an image that is being made."""
    for name in ("rm", "readlink"):
        tool = tmp_path / name
        tool.write_text("#!/bin/sh\nexit 0\n")
        tool.chmod(0o755)
    done = shell(filled(path), word, path=tmp_path)

    assert done.returncode == 0, done


@pytest.mark.parametrize(
    ("script", "word", "waits"),
    [
        ("deb-prerm", "upgrade", True),
        ("deb-prerm", "remove", True),
        ("deb-prerm", "deconfigure", False),
        ("rpm-pre", "1", False),
        ("rpm-pre", "2", True),
        ("rpm-preun", "0", True),
        ("rpm-preun", "1", False),
    ],
)
def test_a_repair_that_is_under_way_ends_before_its_program_goes(
    script, word, waits, tmp_path
):
    """Seen by what ``systemctl`` says: a repair runs at first, and then none."""
    tools = {
        "systemctl": 'echo "$@" >>"$0.said"; [ "$1" != list-units ] || [ -e "$0.slept" ]'
        ' || echo "blusser-fix-toy@1.service"',
        "sleep": ': >"${0%/*}/systemctl.slept"',
        "readlink": "exit 1",
    }
    for name, text in tools.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    text = filled(FOLDER / "scripts" / f"{script}.sh")
    done = shell(text.replace("/run/systemd/system", "/"), word, path=tmp_path)

    assert done.returncode == 0, done
    assert (tmp_path / "systemctl.slept").exists() is waits
    if (script, word) in UPGRADES:
        assert "stop" not in (tmp_path / "systemctl.said").read_text()


def test_only_what_a_killed_rpm_left_of_ours_is_swept(tmp_path):
    stays = ["own/lib/a.so", "own/lib/a;b", "own/a;6B09DC5F", "all/other;6b09dc5f"]
    stays += ["all/blusser", "all/blusser;6b09dc5f.bak", "all/in/blusser;6b09dc5f"]
    goes = ["own/lib/a.so;6b09dc5f", "own/a;00000000", "all/80-blusser.preset;6b09dc5f"]
    for name in stays + goes:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "all" / "blusser;6b09dc5f").symlink_to(tmp_path / "all" / "blusser")
    text = (FOLDER / "scripts" / "sweep.sh").read_text()
    for word, place in (("OWNED", "own"), ("SHARED", "all")):
        text = text.replace(f"@{word}@", f"{tmp_path}/{place} {tmp_path}/none")
    done = shell(f"{text}\nsweep", path="/usr/bin:/bin")
    found = [one for one in tmp_path.rglob("*") if one.is_symlink() or one.is_file()]

    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(str(o.relative_to(tmp_path)) for o in found) == sorted(stays)


@pytest.mark.parametrize(("word", "gone"), [("purge", True), ("remove", False)])
def test_only_a_purge_takes_rules_and_history(word, gone, tmp_path):
    """Seen by what ``rm`` is asked to remove."""
    tool = tmp_path / "rm"
    tool.write_text('#!/bin/sh\necho "$@"\n')
    tool.chmod(0o755)
    done = shell(filled(FOLDER / "scripts" / "deb-postrm.sh"), word, path=tmp_path)

    for place in ("/etc/blusser", "/var/lib/blusser", "/var/lib/blusser-policy"):
        assert (place in done.stdout.split()) is gone


@pytest.mark.parametrize(
    ("row", "own"),
    [
        ("blusser:x:994:994::/var/lib/blusser-check:/usr/sbin/nologin", True),
        ("blusser:x:1001:1001:B. Lusser:/home/blusser:/bin/bash", False),
        ("blusser:x:0:0::/root:/bin/sh", False),
        ("xblusser:x:994:994::/:/bin/sh", False),
        ("root:x:0:0:root:/root:/bin/bash", False),
    ],
    ids="ours person root other none".split(),
)
def test_an_account_of_a_person_is_none_of_the_packages_to_remove(row, own, tmp_path):
    (tmp_path / "passwd").write_text(f"{row}\n")
    common = (FOLDER / "scripts" / "common.sh").read_text()
    text = common.replace("/etc/passwd", f"{tmp_path}/passwd") + "is_own blusser\n"

    assert (subprocess.run(["sh", "-c", text]).returncode == 0) is own
    assert "is_own" in (FOLDER / "scripts" / "deb-postrm.sh").read_text()


@pytest.mark.parametrize("word", ["remove", "purge"])
def test_what_cannot_be_removed_keeps_no_package_on_the_pc(word, tmp_path):
    """As a folder that is a disk of its own."""
    tool = tmp_path / "rm"
    tool.write_text("#!/bin/sh\nexit 1\n")
    tool.chmod(0o755)
    done = shell(filled(FOLDER / "scripts" / "deb-postrm.sh"), word, path=tmp_path)

    assert done.returncode == 0, done


@pytest.mark.parametrize("path", UNITS, ids=lambda p: p.name)
def test_what_starts_with_the_pc_is_what_an_rpm_enables(path):
    lines = (FOLDER / "80-blusser.preset").read_text().splitlines()
    enabled = any(fnmatch(path.name, line.split()[1]) for line in lines)

    assert enabled is ("[Install]" in path.read_text().splitlines())


def test_only_programs_that_a_package_has_are_started():
    files = [*UNITS, *FOLDER.glob("*.desktop")]
    lines = [re.findall(r"^Exec\w*=(\S+)", p.read_text(), re.MULTILINE) for p in files]
    started = {one for line in lines for one in line}

    assert started <= {f"/usr/lib/blusser/{one}" for one in PROGRAMS}


def test_every_state_folder_of_a_unit_goes_with_a_purge():
    purge = (FOLDER / "scripts" / "deb-postrm.sh").read_text()
    text = "".join(p.read_text() for p in UNITS)
    named = re.findall(r"^(?:State|Cache|Runtime)Directory=(\S+)", text, re.MULTILINE)

    assert {one.split("/")[0] for one in named} - set(
        re.findall(r"[\w-]+", purge)
    ) == set()


def test_a_version_is_one_that_both_packagers_understand():
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
