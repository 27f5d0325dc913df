"""Makes the .rpm with rpmbuild, from the same tree and the same shell as the .deb."""

from __future__ import annotations

import os
import re
import shutil

import deb
import freeze

SCRIPTS = ("pre", "post", "preun", "postun")
OWNED = ("/usr/lib/blusser", "/usr/share/doc/blusser")
"""Folders that are ours with all that is in them."""


def pack(tree: str, version: str, work: str, dist: str, *, quick: bool) -> str:
    """Pack the tree; return the path of the package."""
    top = os.path.join(work, "rpm")
    shutil.rmtree(top, ignore_errors=True)
    os.makedirs(top)
    words = _words(tree)
    written = {
        "VERSION": version,
        "TREE": tree,
        "PAYLOAD": "w9.zstdio" if quick else "w19.zstdio",
        "FILES": "\n".join(_files(tree)),
        "CARRIED": "|".join(_carried(tree)),
        **{one.upper(): deb.filled(f"scripts/rpm-{one}.sh", words) for one in SCRIPTS},
    }
    spec = os.path.join(top, "blusser.spec")
    with open(spec, "w", encoding="utf-8") as file:
        file.write(deb.filled("blusser.rpm.spec", written))
    places = [f"--define=_topdir {top}", f"--define=_rpmdir {top}/made"]
    deb.said("rpmbuild", "-bb", "--quiet", *places, spec)
    made = os.path.join(top, "made")
    [path] = (os.path.join(at, one) for at, _, names in os.walk(made) for one in names)
    return shutil.move(path, os.path.join(dist, os.path.basename(path)))


def _words(tree: str) -> dict[str, str]:
    """Return what is filled into the scripts."""
    files = [one.rpartition(" ")[-1] for one in _files(tree) if one not in OWNED]
    shared = sorted({os.path.dirname(one) for one in files})
    places = {"OWNED": " ".join(OWNED), "SHARED": " ".join(shared)}
    return deb.script_words(tree) | {"SWEEP": deb.shared("scripts/sweep.sh")} | places


def _carried(tree: str) -> list[str]:
    """Return the libraries that come with us, as a pattern each: none asks for them."""
    names = {os.path.basename(one).split(".so")[0] for one in freeze.elves(tree)}
    names = {one for one in names if one.startswith("lib")}
    return [re.escape(one).replace("\\", "\\\\") + "\\\\.so" for one in sorted(names)]


def _files(tree: str) -> list[str]:
    """Return what the package owns; a configuration file of somebody else's stays."""
    lines = list(OWNED)
    for folder, _, names in os.walk(tree):
        for name in names:
            path = f"/{os.path.relpath(os.path.join(folder, name), tree)}"
            if not path.startswith(tuple(f"{one}/" for one in OWNED)):
                kept = "%config(noreplace) " if path.startswith("/etc/") else ""
                lines.append(f"{kept}{path}")
    return sorted(lines)
