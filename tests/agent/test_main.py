"""The real process: how it starts, how it ends, and what it never leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-1.json").read_text())
TOYS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
from pathlib import Path
from agent.check import check
from agent.cli import run
from agent.cli.world import World
from agent.main import end_with
from tests.agent.cli.conftest import Platform
from tests.agent.toy import CHECKS, FIXES, Water

@check(timeout={timeout})
def never_answers(water: Water):
    "This never comes back."
    print("asked", file=sys.stderr, flush=True)
    time.sleep(10_000)

def bug(only):
    raise ZeroDivisionError("two plus two")

checks = {checks}
world = World(checks, lambda: FIXES, Platform(Path(sys.argv[1])), lambda *_: 0)
end_with(lambda: run(sys.argv[2:], world))
"""
HANGING = "lambda only: (*CHECKS, never_answers)"


def blusser(*argv, **more):
    command = [sys.executable, "-m", "agent", *map(str, argv)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, **more
    )


def toys(folder, *argv, timeout=0.3, checks=HANGING):
    code = TOYS.format(timeout=timeout, checks=checks)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *argv],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_look_at_the_disks_of_this_machine_fits_the_published_schema(tmp_path):
    done = blusser("check", "--only", "disk", "--json", "--state", tmp_path)

    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert (
        done.returncode == {"healthy": 0, "problems": 1, "unsure": 3}[report["outcome"]]
    )


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["check", "--only", "disc"], "«disc»"),
        (["chek"], "«chek»"),
        (["replay", "/nowhere.zip"], "/nowhere.zip"),
        (["check", "--policy", "/nowhere.toml"], "/nowhere.toml"),
        (["bundle", "--case", "1999"], "«1999»"),
        (["history", "--most", "many"], "«many»"),
        ([], "No command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_sentence_that_names_it_and_exit_code_2(argv, named, tmp_path):
    done = blusser(*argv, *(["--state", tmp_path] if argv else []))

    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "status", "history"])
def test_whoever_closed_our_output_gets_the_same_exit_code(command, tmp_path):
    words = [sys.executable, "-m", "agent", command, "--state", str(tmp_path)]
    only = ["--only", "login.keyring_is_open"] if command == "check" else []
    quoted = " ".join([*words, *only])
    shut = subprocess.run(["/bin/sh", "-c", f"{quoted} <&- >&- 2>&-"], cwd=ROOT)
    heard = subprocess.run([*words, *only], cwd=ROOT, capture_output=True)

    assert shut.returncode == heard.returncode


@pytest.mark.parametrize("letters", ["ascii", "latin-1", "utf-8:strict"])
def test_a_terminal_of_other_letters_is_spoken_to_all_the_same(letters, tmp_path):
    env = os.environ | {"PYTHONIOENCODING": letters}
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    words = ["-m", "agent", "status", "--lang", "de", "--state", folder]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Blusser" in done.stdout


def test_a_cold_start_for_the_disk_loads_nothing_heavy(tmp_path):
    code = (
        "import sys\nfrom agent.main import command\n"
        f"command(['check', '--only', 'disk', '--silent', '--state', {str(tmp_path)!r}])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())

    heavy = {
        *("PySide6", "ui", "requests", "rich", "dns", "jeepney", "psutil", "ssl"),
        *(
            "argparse",
            "asyncio",
            "dataclasses",
            "inspect",
            "json",
            "logging",
            "pathlib",
        ),
        *(
            "socket",
            "sqlite3",
            "subprocess",
            "tempfile",
            "threading",
            "typing",
            "fixes",
        ),
    }

    assert {"agent", "checks", "_sqlite3"} <= loaded
    assert loaded & heavy == set()


def test_a_check_that_hangs_for_ever_delays_neither_the_others_nor_the_end(tmp_path):
    began = time.monotonic()
    process = toys(tmp_path, "check", "--json")
    out, _ = process.communicate(timeout=30)

    assert process.returncode == 3
    assert time.monotonic() - began < 10
    report = json.loads(out)
    assert [one["why"] for one in report["unsure"]] == ["no answer within 0.3 s"]


def test_ctrl_c_ends_it_and_the_next_run_finds_the_way_free(tmp_path):
    process = toys(tmp_path, "check", timeout=60)
    assert process.stderr.readline() == "asked\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)

    assert process.returncode == 130
    assert "Traceback" not in err
    again = toys(tmp_path, "check", "--json")
    assert json.loads(again.communicate(timeout=30)[0])["outcome"] == "unsure"


def test_a_second_run_waits_for_the_first_to_end(tmp_path):
    first = toys(tmp_path, "check", "--json", timeout=2)
    assert first.stderr.readline() == "asked\n"
    blusser("check", "--only", "disk", "--state", tmp_path / "state")

    assert first.poll() == 3
    first.communicate()


def test_a_bug_of_ours_is_owned_up_to_with_exit_code_4(tmp_path):
    process = toys(tmp_path, "check", checks="bug")
    _, err = process.communicate(timeout=30)

    assert process.returncode == 4
    assert "Blusser itself failed" in err
    assert "two plus two" in err


def test_a_reader_that_goes_away_is_no_failure_of_ours():
    command = f"{sys.executable} -m agent checks --json | head -c 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert (done.stdout, done.stderr) == ("[", "")


def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    humble = ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    command = [sys.executable, "-m", "agent", "check", "--only", "disk"]
    done = subprocess.run(
        [
            *(humble if os.geteuid() == 0 else []),
            *command,
            *("--state", str(tmp_path / "shut" / "state")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "--state" in done.stderr
    assert done.stderr.count("\n") == 1
