"""Builds Blusser's packages for Linux into dist/: one .deb and one .rpm.

Run by ``python3 start.py package``, in the environment of the locked requirements.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time

import deb
import freeze
import rpm
import stage

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 2))
WORK, DIST = os.path.join(ROOT, "build"), os.path.join(ROOT, "dist")


def main() -> None:
    """Freeze, lay out, pack; say what was made."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--version", default="", help="instead of the program's own")
    wanted.add_argument("--frozen", action="store_true", help="freeze nothing anew")
    wanted.add_argument("--quick", action="store_true", help="pack fast, not small")
    asked = wanted.parse_args()
    sys.path.insert(1, ROOT)
    from agent import VERSION

    os.environ["SOURCE_DATE_EPOCH"] = born = _born()
    os.umask(0o022)
    frozen = os.path.join(WORK, "frozen", "blusser")
    if not asked.frozen:
        freeze.freeze(frozen, WORK)
    tree = os.path.join(WORK, "tree")
    shutil.rmtree(tree, ignore_errors=True)
    version = asked.version or VERSION
    stage.lay(tree, frozen, int(born))
    os.makedirs(DIST, exist_ok=True)
    for pack in (deb.pack, rpm.pack):
        begun = time.monotonic()
        made = pack(tree, version, WORK, DIST, quick=asked.quick)
        took, size = time.monotonic() - begun, os.path.getsize(made) / 1e6
        print(f"{os.path.relpath(made, ROOT)}  {size:.1f} MB  ({took:.0f} s)")


def _born() -> str:
    """Return the second of the last commit: the same source makes the same package."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    words = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "1700000000"


if __name__ == "__main__":
    main()
