"""The pictures of the documents, taken of the real program: run this as a module.

A home of 256 GB fills up in a room. The program in the terminal finds the cause and
repairs it where it can; its window shows what came of it. ``fonts-noto-core`` gives
the pictures the letters that most desktops have.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.lab.disk.test_story import LITTER
from tests.lab.disk.volume import Volume
from tests.lab.room import EMPLOYEE, HOME, PYTHON, ROOT, STATE
from tests.lab.window.screen import Screen
from tests.lab.window.seen import button

PICTURES = Path(ROOT, "docs", "pictures")
LETTERS = """
<fontconfig><match target="pattern"><test name="family"><string>sans-serif</string></test>
<edit name="family" mode="prepend"><string>Noto Sans</string></edit></match></fontconfig>
"""
SUPPORT = {
    "en": "Call 4242, working days 8 to 18",
    "nl": "Bel 4242, werkdagen 8 tot 18",
}
OWN = f"{HOME}/.local/state/blusser"
WIDTH = 1600
"""Pixels of a picture, two for each that the window knows."""


def take(language: str, height: int, *, litter: bool) -> None:
    """Fill the disk, with litter or with work, and keep a picture of the result."""
    with TemporaryDirectory() as folder:
        screen = Screen(Path(folder), (WIDTH, height))
        try:
            _fill(screen, litter=litter)
            policy = f"{STATE}/policy.toml"
            screen.room.write(policy, f'support = "{SUPPORT[language]}"\n')
            mine = ("--state", OWN, "--policy", policy, "--lang", language)
            fix = (PYTHON, "-m", "agent", "fix", "--only", "disk", "--yes", *mine)
            screen.room.run(*fix, user=EMPLOYEE)
            _show(screen, language, height, litter=litter)
            screen.settled().save(str(PICTURES / f"result-{language}.png"), quality=0)
        finally:
            screen.close()


def _fill(screen: Screen, *, litter: bool) -> None:
    room = screen.room
    home = Volume(room, HOME, size="239G")
    room.sh(LITTER if litter else f"mkdir {HOME}/Documents", user=EMPLOYEE)
    if litter:
        room.sh(f"fallocate -l 60G {HOME}/.cache/browser/deep/older", user=EMPLOYEE)
        home.age()
    home.fill(name="Documents/film", leave=900_000_000)
    room.sh(f"mkdir -p {HOME}/.config/fontconfig", user=EMPLOYEE)
    room.write(f"{HOME}/.config/fontconfig/fonts.conf", LETTERS)


def _show(screen: Screen, language: str, height: int, *, litter: bool) -> None:
    """Open the window on the last result; where that is bad, have the report written."""
    screen.blusser("--lang", language, "--state", OWN, QT_SCALE_FACTOR="2")
    screen.until(lambda: button(screen.shot()), "no window was seen")
    window = screen.tool("search", "--onlyvisible", "--name", "Blusser").split()[-1]
    screen.tool("windowsize", window, str(WIDTH), str(height))
    screen.settled()
    screen.tool("key", "Tab", "Return")
    screen.settled()
    if not litter:
        screen.tool("key", "shift+Tab", "Return")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    take("en", 1830, litter=False)
    take("nl", 1330, litter=True)
