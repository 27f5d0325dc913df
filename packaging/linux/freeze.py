"""Freezes the programs with PyInstaller, and takes out what points at this machine."""

from __future__ import annotations

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 900
"""Seconds; a build that takes longer hangs."""


def freeze(folder: str, work: str) -> None:
    """Make the one folder with all programs."""
    words = ["-m", "PyInstaller", "--clean", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", os.path.dirname(folder), "--workpath", f"{work}/work"]
    spec = os.path.join(HERE, "blusser.spec")
    env = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *words, *places, spec]
    done = subprocess.run(
        command,
        env=env,
        check=False,
        timeout=LONGEST,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        done.check_returncode()
    for path in elves(folder):
        _forget(path)


def elves(folder: str) -> list[str]:
    """Return every program and library below a folder."""
    paths = (
        os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
    )
    return sorted(path for path in paths if not os.path.islink(path) and _is_elf(path))


def runpath(path: str) -> str:
    """Return where a file has the loader look first; empty where nowhere."""
    words = ["chrpath", "-l", path]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    return said.partition("PATH=")[2].strip()


def _forget(path: str) -> None:
    """Remove a place of this machine: who makes it there would run code as root."""
    if any(one[:1] != "$" for one in runpath(path).split(":") if one):
        subprocess.run(["chrpath", "-d", path], check=True, stdout=subprocess.DEVNULL)


def _is_elf(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"
