"""The packages, built once from a clean copy of this checkout, as anybody would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from glob import glob

from tests.lab.room import ROOT

LONGEST = 1500
"""Seconds; alone on two cores it takes about ninety."""


PACK = """
import sys
where, tree, version, folder = sys.argv[1:]
sys.path.insert(0, where)
import rpm
print(rpm.pack(tree, version, folder, folder, quick=True))
"""


class Packages:
    """What one command made."""

    def __init__(self, folder: str) -> None:
        """Take the folder it was made in."""
        self.folder = folder
        [self.deb] = glob(f"{folder}/dist/blusser_*.deb")
        [self.rpm] = glob(f"{folder}/dist/blusser-*.rpm")
        self.tree = f"{folder}/build/tree"


def build(folder: str) -> Packages:
    """Copy what git knows to an empty folder, and run the one command there.

    ``BLUSSER_LAB_PACKAGES`` names a folder where that has been done already.
    """
    if done := os.environ.get("BLUSSER_LAB_PACKAGES"):
        return Packages(done)
    words = ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others"]
    said = subprocess.run([*words, "--exclude-standard"], stdout=-1, check=True).stdout
    for name in filter(None, os.fsdecode(said).split("\0")):
        if os.path.exists(f"{ROOT}/{name}"):
            os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
            shutil.copy2(f"{ROOT}/{name}", f"{folder}/{name}", follow_symlinks=False)
    born = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
    epoch = subprocess.run(born, stdout=-1, check=True, text=True).stdout.strip()
    made = subprocess.run(
        [_python(), "start.py", "package", "--quick"],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": epoch},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LONGEST,
    )
    assert made.returncode == 0, made.stdout[-4000:]
    return Packages(folder)


def repacked(packages: Packages, version: str, folder: str) -> str:
    """Return the same .deb under another version, with one file changed."""
    root = f"{folder}/{version}"
    run("dpkg-deb", "--raw-extract", packages.deb, root)
    with open(f"{root}/DEBIAN/control", encoding="utf-8") as file:
        lines = file.read().splitlines()
    changed = [f"Version: {version}" if one[:8] == "Version:" else one for one in lines]
    with open(f"{root}/DEBIAN/control", "w", encoding="utf-8") as file:
        file.write("\n".join([*changed, ""]))
    with open(f"{root}/usr/share/doc/blusser/news", "w", encoding="utf-8") as file:
        file.write(version)
    made = f"{folder}/blusser_{version}.deb"
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", root, made)
    return made


def newer_rpm(packages: Packages, version: str, folder: str) -> str:
    """Return an .rpm of a later version, in which one file is new and one is no more."""
    tree = f"{folder}/{version}"
    run("cp", "--archive", "--link", packages.tree, tree)
    with open(f"{tree}/usr/share/doc/blusser/news", "w", encoding="utf-8") as file:
        file.write(version)
    os.remove(f"{tree}/usr/share/doc/blusser/for-it.md")
    python = f"{packages.folder}/.venv/bin/python"
    where = f"{packages.folder}/packaging/linux"
    return run(python, "-c", PACK, where, tree, version, folder).strip()


def run(*words: str) -> str:
    """Run a command that must succeed; return what it printed."""
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def _python() -> str:
    """Return the interpreter below our environment: a clean checkout has none yet."""
    return os.path.join(sys.base_prefix, "bin", "python3")
