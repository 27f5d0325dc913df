"""Installs Blusser in this folder and runs it, or passes its tests. Needs Python only.

python3 start.py [COMMAND ...]    install, then run blusser (default: check)
python3 start.py test [ARG ...]   install, then lint, type-check and test
python3 start.py package          install, then build the packages into dist/
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BLUSSER = BIN / ("blusser.exe" if os.name == "nt" else "blusser")
LOCKS = HERE / "packaging" / "requirements"
OURS = ("agent", "checks", "fixes", "ui")
OLDEST = (3, 11)
SHARED = ("-n", "logical", "--dist", "loadscope", "--no-loadscope-reorder")
"""A worker for each core; ``tests/sharing.py`` says what stays together."""
LIBRARIES = {"run": ("qt",), "test": ("qt", "lab"), "package": ("qt", "package")}


def main(argv: list[str]) -> int:
    """Install what is missing, then do what was asked; return its exit code."""
    if sys.version_info < OLDEST:
        return _stop("Blusser needs Python 3.11 or newer; this is " + sys.version[:6])
    kind = argv[0] if argv[:1] in (["test"], ["package"]) else "run"
    try:
        _system_libraries(LIBRARIES[kind])
        _install(kind)
    except subprocess.CalledProcessError as failed:
        return _stop(f"This step failed: {' '.join(map(str, failed.cmd))}")
    if kind == "test":
        return _test(argv[1:])
    if kind == "package":
        return subprocess.call([PYTHON, HERE / "packaging/linux/build.py", *argv[1:]])
    return subprocess.call([BLUSSER, *(argv or ["check"])])


def _install(kind: str) -> None:
    """Make the environment and fill it from the lock, unless it is there already."""
    lock, stamp = LOCKS / f"{kind}.txt", VENV / f".locked-{kind}"
    wanted = lock.read_bytes() + (HERE / "pyproject.toml").read_bytes()
    digest = hashlib.sha256(wanted + sys.version.encode()).hexdigest()
    if BLUSSER.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        _say("Making the environment .venv …")
        _run(sys.executable, "-m", "venv", "--without-pip", VENV)
    _say(f"Installing what {lock.relative_to(HERE)} names …")
    pip = (sys.executable, "-m", "pip", "--python", PYTHON, "--quiet")
    quiet = ("--disable-pip-version-check", "--root-user-action=ignore")
    _run(*pip, "install", *quiet, "--require-hashes", "-r", lock)
    project = ("--no-deps", "--no-build-isolation", "--editable", HERE)
    _run(*pip, "install", *quiet, *project)
    _run(PYTHON, "-m", "compileall", "-q", *(HERE / name for name in OURS))
    stamp.write_text(digest)


def _system_libraries(kinds: tuple[str, ...]) -> None:
    """Install Debian packages as root; as somebody else, name the one line to run."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    lists = (HERE / "packaging" / "debian" / f"{kind}.txt" for kind in kinds)
    wanted = sorted({name for one in lists for name in one.read_text().split()})
    missing = [name for name in wanted if not _has(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        _say("The window needs libraries that only an administrator can install:")
        _say(f"    sudo apt-get install --no-install-recommends {' '.join(missing)}")
        return
    _say(f"Installing {len(missing)} Debian packages …")
    apt = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
    _run(*apt, "update")
    _run(*apt, "install", "-y", "--no-install-recommends", *missing)


def _has(package: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout == "installed"


def _test(extra: list[str]) -> int:
    """Lint, check types, then test; the lab needs root and is said when left out."""
    root = not hasattr(os, "geteuid") or os.geteuid() == 0
    lab = sys.platform.startswith("linux") and root
    if not lab and os.environ.get("CI"):
        return _stop("The lab needs root on Linux, and in CI it may not be left out.")
    if not lab:
        _say("The lab of really broken machines is left out: it needs root on Linux.")
    chosen = [] if lab else ["-m", "not lab"]
    steps: list[list[object]] = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-m", "pytest", *SHARED, "--cov", "--cov-report=", *chosen, *extra],
        ["-m", "coverage", "report", "--skip-covered", "--skip-empty"],
    ]
    codes = [subprocess.call([PYTHON, *map(str, step)], cwd=HERE) for step in steps]
    return next((code for code in codes if code), 0)


def _run(*command: object) -> None:
    """Run a step quietly; what it printed is shown only when it fails."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, check=False, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        _say(done.stdout.decode(errors="replace"))
        done.check_returncode()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _stop(text: str) -> int:
    _say(text)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
