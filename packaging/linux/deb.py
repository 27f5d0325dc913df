"""Makes the .deb with dpkg-deb; what it depends on is read from the programs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess

import freeze
import stage

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPTS = ("postinst", "prerm", "postrm")
SMALL, QUICK = ("-Zxz", "-z6"), ("-Zzstd", "-z9")
"""A third smaller for a hundred seconds of a processor, or done in five."""
LONGEST = 600


def pack(tree: str, version: str, work: str, dist: str, *, quick: bool) -> str:
    """Pack the tree; return the path of the package."""
    root = os.path.join(work, "deb")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(tree, root, symlinks=True, copy_function=os.link)
    control = os.path.join(root, "DEBIAN")
    os.makedirs(control)
    architecture = said("dpkg", "--print-architecture").strip()
    written = {
        "VERSION": version,
        "ARCHITECTURE": architecture,
        "SIZE": str(_kilobytes(tree)),
        "DEPENDS": depends(root, work),
    }
    _write(f"{control}/control", filled("control", written))
    for name in SCRIPTS:
        text = filled(f"scripts/deb-{name}.sh", script_words(tree))
        _write(f"{control}/{name}", text, 0o755)
    _write(f"{control}/conffiles", "".join(f"/{one}\n" for one in _below(tree, "etc")))
    _write(f"{control}/md5sums", _sums(tree))
    made = os.path.join(dist, f"blusser_{version}_{architecture}.deb")
    how = QUICK if quick else SMALL
    said("dpkg-deb", "--root-owner-group", *how, "--build", root, made)
    return made


def depends(root: str, work: str) -> str:
    """Return the packages of the system that the programs load libraries from."""
    bare = os.path.join(work, "shlibs")
    os.makedirs(f"{bare}/debian", exist_ok=True)
    _write(
        f"{bare}/debian/control",
        "Source: blusser\n\nPackage: blusser\nArchitecture: any\n",
    )
    libraries = {os.path.dirname(one) for one in freeze.elves(root)}
    words = [f"-l{one}" for one in sorted(libraries)]
    words += [f"-e{one}" for one in freeze.elves(root)]
    told = said("dpkg-shlibdeps", "-O", f"-S{root}", *words, at=bare)
    return told.strip().partition("=")[2]


def script_words(tree: str) -> dict[str, str]:
    """Return what is filled into the scripts of both kinds of package."""
    sockets = {one.removesuffix(".socket") for one in stage.units(tree, ".socket")}
    services = stage.units(tree, ".service")
    long = [one for one in services if one.removesuffix(".service") in sockets]
    accounts = _lines(tree, "usr/lib/sysusers.d")
    return {
        "COMMON": shared("scripts/common.sh"),
        "STARTED": " ".join(stage.started(tree)),
        "RESTARTED": " ".join(long),
        "USERS": " ".join(one.split()[1] for one in accounts if one[:1] == "u"),
    }


def _lines(tree: str, folder: str) -> list[str]:
    """Return the lines of all files of a folder; none where it is not there."""
    top, lines = os.path.join(tree, folder), []
    for name in sorted(os.listdir(top)) if os.path.isdir(top) else ():
        with open(os.path.join(top, name), encoding="utf-8") as file:
            lines += file.read().splitlines()
    return lines


def shared(name: str) -> str:
    """Return what scripts share, without the words above it that say so."""
    return filled(name, {}).split("\n\n", 1)[1].rstrip()


def filled(name: str, words: dict[str, str]) -> str:
    """Return a file of this folder with its words filled in."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        text = file.read()
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text


def _below(tree: str, top: str) -> list[str]:
    """Return the files below a folder of the tree, as the package names them."""
    walked = os.walk(os.path.join(tree, top))
    paths = (os.path.join(at, name) for at, _, names in walked for name in names)
    found = (one for one in paths if not os.path.islink(one))
    return sorted(os.path.relpath(one, tree) for one in found)


def _kilobytes(tree: str) -> int:
    sizes = (os.path.getsize(os.path.join(tree, one)) for one in _below(tree, ""))
    return sum(-(-size // 1024) for size in sizes)


def _sums(tree: str) -> str:
    lines = []
    for one in _below(tree, ""):
        with open(os.path.join(tree, one), "rb") as file:
            digest = hashlib.md5(file.read(), usedforsecurity=False).hexdigest()
        lines.append(f"{digest}  {one}\n")
    return "".join(lines)


def _write(path: str, text: str, mode: int = 0o644) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def said(*words: str, at: str | None = None) -> str:
    """Run a step; return what it printed. Ends the build where it fails."""
    done = subprocess.run(
        words, cwd=at, capture_output=True, text=True, check=False, timeout=LONGEST
    )
    if done.returncode:
        msg = f"{words[0]} failed:\n{done.stdout}{done.stderr}"
        raise SystemExit(msg)
    return done.stdout
