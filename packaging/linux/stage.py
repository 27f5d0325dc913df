"""Lays out what a package holds, as it will lie on the PC."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", ".."))
HOME = "usr/lib/blusser"
PLACES = {
    ".service": "usr/lib/systemd/system",
    ".socket": "usr/lib/systemd/system",
    ".timer": "usr/lib/systemd/system",
    ".path": "usr/lib/systemd/system",
    ".slice": "usr/lib/systemd/system",
    ".preset": "usr/lib/systemd/system-preset",
    ".sysusers": "usr/lib/sysusers.d",
    ".tmpfiles": "usr/lib/tmpfiles.d",
    ".policy": "usr/share/polkit-1/actions",
    ".rules": "usr/share/polkit-1/rules.d",
    ".conf": "usr/share/dbus-1/system.d",
    ".desktop": "usr/share/applications",
}
"""Where the files of this folder go, by how their names end."""
RENAMED = {".sysusers": ".conf", ".tmpfiles": ".conf"}
AUTOSTART = "etc/xdg/autostart"
DOC = "usr/share/doc/blusser"
ICONS = "usr/share/icons/hicolor"
DRAW = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["draw"])
from ui import icon
folder = sys.argv[1]
for size in icon.SIZES:
    icon.drawing("blusser", icon.RED, size).save(f"{folder}/{size}.png")
with open(f"{folder}/blusser.svg", "w") as file:
    file.write(icon.svg("blusser", icon.RED))
"""


def lay(tree: str, frozen: str, born: int) -> None:
    """Fill the empty tree; every file is root's, nobody else may write to it."""
    shutil.copytree(frozen, os.path.join(tree, HOME), symlinks=True)
    os.makedirs(os.path.join(tree, PLACES[".service"]))
    for name in sorted(os.listdir(HERE)):
        _place(tree, name)
    _icons(tree)
    _documents(tree)
    os.makedirs(os.path.join(tree, "usr/bin"))
    os.symlink("../lib/blusser/blusser", os.path.join(tree, "usr/bin/blusser"))
    os.makedirs(os.path.join(tree, "etc/blusser"))
    _settle(tree, born)


def units(tree: str, *kinds: str) -> list[str]:
    """Return the units of the tree, of these kinds: ``.timer``."""
    names = os.listdir(os.path.join(tree, PLACES[".service"]))
    return sorted(name for name in names if name.endswith(kinds))


def started(tree: str) -> list[str]:
    """Return the units that start with the PC: those that say what wants them."""
    folder = os.path.join(tree, PLACES[".service"])

    def wanted(name: str) -> bool:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return "\n[Install]" in f"\n{file.read()}"

    return [name for name in units(tree, "") if wanted(name)]


def _place(tree: str, name: str) -> None:
    stem, kind = os.path.splitext(name)
    if kind not in PLACES:
        return
    folder = AUTOSTART if stem.endswith("-autostart") else PLACES[kind]
    os.makedirs(os.path.join(tree, folder), exist_ok=True)
    final = stem.removesuffix("-autostart") + RENAMED.get(kind, kind)
    shutil.copyfile(os.path.join(HERE, name), os.path.join(tree, folder, final))


def _icons(tree: str) -> None:
    """Draw the icon as the window draws it."""
    drawn = os.path.join(tree, "drawn")
    os.makedirs(drawn)
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", DRAW, drawn]
    subprocess.run(command, env=env, cwd=ROOT, check=True, timeout=60)
    for name in os.listdir(drawn):
        stem, kind = os.path.splitext(name)
        size = "scalable" if kind == ".svg" else f"{stem}x{stem}"
        folder = os.path.join(tree, ICONS, size, "apps")
        os.makedirs(folder)
        os.rename(os.path.join(drawn, name), os.path.join(folder, f"blusser{kind}"))
    os.rmdir(drawn)


def _documents(tree: str) -> None:
    folder = os.path.join(tree, DOC)
    os.makedirs(folder)
    shutil.copyfile(os.path.join(HERE, "copyright"), f"{folder}/copyright")
    docs = os.path.join(ROOT, "docs")
    for name in ("policy.toml", "for-it.md", "security.md", "deploy-linux.md"):
        shutil.copyfile(os.path.join(docs, name), os.path.join(folder, name))
    shutil.copytree(os.path.join(docs, "schema"), os.path.join(folder, "schema"))
    with open(os.path.join(ROOT, "CHANGELOG.md"), "rb") as file:
        packed = gzip.compress(file.read(), mtime=0)
    with open(f"{folder}/changelog.gz", "wb") as file:
        file.write(packed)


def _settle(tree: str, born: int) -> None:
    """Give everything its mode, and the time of the source."""
    for folder, below, names in os.walk(tree, topdown=False):
        for name in (*names, *below):
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                runs = os.path.isdir(path) or os.access(path, os.X_OK)
                os.chmod(path, 0o755 if runs else 0o644)
            os.utime(path, (born, born), follow_symlinks=False)
    os.chmod(tree, 0o755)  # noqa: S103 - it becomes / of a PC
