"""The real program on an X screen of a room: what is pressed, and what is seen."""

from __future__ import annotations

import subprocess
import time

from PySide6.QtGui import QImage

from tests.lab.display import serve
from tests.lab.room import EMPLOYEE, PYTHON, SCRATCH, STATE, Room
from tests.lab.window.seen import SHOOT, Place

POLICY = """
support = "Bel 4242"
"""


class Screen:
    """An X server in the room, and the program on it."""

    def __init__(self, folder, size=(820, 800)):
        self.folder, self.started, self._shots = folder, [], 0
        self.room = Room(str(folder))
        try:
            server, self.display = serve(*_as_large(size), around=self.room.inside)
            self.started.append(server)
            self.room.write(f"{STATE}/policy.toml", POLICY)
        except BaseException:
            self.close()
            raise

    def close(self):
        for one in reversed(self.started):
            one.kill()
            one.wait(10)
        self.room.close()

    def start(self, *words, user=EMPLOYEE, **settings):
        around = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/home/els"}
        with open(self.folder / "said.txt", "ab") as said:
            one = subprocess.Popen(
                self.room.inside(*words, user=user),
                env=around | settings,
                stdout=said,
                stderr=said,
            )
        self.started.append(one)
        return one

    def blusser(self, *more, **settings):
        mine = ("--lang", "nl", "--state", f"{STATE}/els")
        policy = ("--policy", f"{STATE}/policy.toml")
        words = (PYTHON, "-m", "agent", "ui", *mine, *policy, *more)
        return self.start(*words, DISPLAY=self.display, **settings)

    def tool(self, *words):
        done = self.room.run("xdotool", *words, DISPLAY=self.display)
        return done.stdout if done.returncode == 0 else ""

    def shot(self):
        """Take a picture of the screen."""
        self._shots += 1
        name = f"{self._shots:03}.png"
        path = f"{SCRATCH}/{name}"
        done = self.room.run(PYTHON, "-c", SHOOT, path, DISPLAY=self.display)
        assert done.returncode == 0, done.stderr
        return QImage(str(self.folder / name))

    def settled(self):
        """Take a picture once two in a row are the same."""
        last = [self.shot()]

        def same():
            last.append(self.shot())
            return last[-2] == last[-1]

        self.until(same, "the screen never came to rest")
        return last[-1]

    def click(self, place):
        assert place, "there is nothing to press"
        self.tool("mousemove", *map(str, place), "click", "1")

    def until(self, holds, what, seconds=30):
        end = time.monotonic() + seconds
        while not (found := holds()):
            said = (self.folder / "said.txt").read_text()
            assert time.monotonic() < end, f"{what}\n{said}"
            time.sleep(0.2)
        return found


def _as_large(size: Place) -> tuple[str, ...]:
    """Return what tells an X server how many pixels to have."""
    return ("-screen", "0", f"{size[0]}x{size[1]}x24")
