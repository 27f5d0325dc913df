"""Somebody at the PC of the office: a real screen, the window on it, and a mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from PySide6.QtGui import QImage

from tests.lab.desk.layer import layers
from tests.lab.gauntlet.office import Pc
from tests.lab.systemd.booted import ENVIRONMENT, ROOT
from tests.lab.window.seen import SHOOT, Place

LIBRARIES = (Path(ROOT) / "packaging/debian/qt.txt").read_text().split()
SCREEN = f"""
apt-get -qq update
apt-get -qq install -y --no-install-recommends \\
  xvfb xdotool fonts-dejavu-core {" ".join(LIBRARIES)}
ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf
rm /usr/sbin/policy-rc.d
"""
"""A PC that boots asks its own resolver, and starts what is installed."""
DISPLAY = "DISPLAY=:7"
START = f"""
systemd-run --quiet --unit=lab-screen Xvfb :7 -screen 0 820x800x24 -nolisten tcp
"""


def system() -> str:
    """Return the folders of a PC that can show a window, topmost first."""
    return layers("screen", SCREEN)


class Seat:
    """Alice at her PC; nobody looks into the window, what is seen is on the screen."""

    def __init__(self, pc: Pc) -> None:
        """Switch the screen on."""
        self.pc = pc
        number = pc.run("id", "--user", "alice").out.strip()
        session = f"/run/user/{number}"
        self._around = ("HOME=/home/alice", f"XDG_RUNTIME_DIR={session}", DISPLAY)
        pc.sh(START)
        self.until(lambda: self.mouse("getdisplaygeometry"), "no screen")

    def opens(self, *words: str) -> None:
        """Open the window, in her session."""
        kept = [f"--setenv={one}" for one in (*ENVIRONMENT, DISPLAY)]
        own = ("systemd-run", "--user", "--quiet", "--unit=lab-window", *kept)
        done = self.own(*own, "python3", "-m", "agent", "ui", *words)
        assert done.code == 0, done

    def own(self, *words: str) -> Any:
        """Run words as her, in her session."""
        return self.pc.run("env", *self._around, *words, user="alice")

    def sees(self) -> QImage:
        """Return a picture of the screen."""
        there = "/home/alice/lab-shot.png"
        done = self.own("python3", "-c", SHOOT, there)
        assert done.code == 0, done
        return QImage(f"{self.pc.outside}{there}")

    def clicks(self, place: Place | None) -> None:
        """Press what is there."""
        assert place, "there is nothing to press"
        self.mouse("mousemove", *map(str, place), "click", "1")

    def mouse(self, *words: str) -> str:
        """Move the mouse, and return what that says."""
        done = self.own("xdotool", *words)
        return str(done.out) if done.code == 0 else ""

    def until(self, holds: Callable[[], Any], what: str, seconds: float = 30) -> Any:
        """Wait until something holds, and return it."""
        end = monotonic() + seconds
        while not (found := holds()):
            if monotonic() > end:
                raise AssertionError(f"{what}\n{self.said()}")
            sleep(0.2)
        return found

    def said(self) -> str:
        """Return what the window wrote into the journal."""
        show = "journalctl --quiet --output=cat _SYSTEMD_USER_UNIT=lab-window.service"
        return self.pc.sh(show)
