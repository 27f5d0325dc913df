"""The program from outside, where it must say one sentence and end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def blusser(folder, *words, **environment):
    keep = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "PYTHONPATH")}
    return subprocess.run(
        [sys.executable, "-m", "agent", "ui", "--state", str(folder), *words],
        cwd=ROOT,
        env=keep | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "display", [{}, {"DISPLAY": ":987"}, {"QT_QPA_PLATFORM": "no-such-thing"}]
)
def test_without_a_display_one_sentence_says_so(tmp_path, display):
    done = blusser(tmp_path, "--lang", "en", **display)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("There is no screen to open the window on (")


def test_the_sentence_is_in_the_language_of_the_person(tmp_path):
    assert blusser(tmp_path, "--lang", "nl").stderr.startswith("Er is geen scherm")


def test_a_missing_library_of_the_system_is_one_sentence(tmp_path):
    broken = tmp_path / "PySide6"
    broken.mkdir()
    (broken / "__init__.py").write_text("")
    (broken / "QtCore.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')"
    )
    done = blusser(tmp_path, "--lang", "en", PYTHONPATH=str(tmp_path))

    assert done.returncode == 2
    assert done.stderr == (
        "The window cannot start on this PC (libEGL.so.1: cannot open shared object"
        " file); «blusser fix» works in a terminal.\n"
    )


def test_a_mistake_in_the_policy_is_said_before_any_window(tmp_path):
    policy = tmp_path / "policy.toml"
    policy.write_text("suport = 'x'\n")
    done = blusser(tmp_path, "--policy", str(policy), QT_QPA_PLATFORM="offscreen")

    assert done.returncode == 2
    assert "suport" in done.stderr
