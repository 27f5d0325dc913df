"""A program of toys, run by hand at a terminal: ``python -m tests.agent.cli.seat``.

The first argument is a folder, the others are a command line of Blusser.
"""

import fcntl
import signal
import sys
import termios
from pathlib import Path

import agent.cli
from agent.cli.world import World
from agent.main import end_with
from tests.agent.cli.conftest import Platform
from tests.agent.cli.test_report import Spoken
from tests.agent.toy import CHECKS, FIXES, Tanks


def main(folder, *argv):
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C of this terminal is ours
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's & ignores it
    tanks = Tanks(well=0)
    tanks.stuck.update(("well", "pump", "tap"))
    platform = Platform(Path(folder), tanks)
    world = World(lambda only: CHECKS, lambda: FIXES, platform, lambda *_: 0, Spoken)
    end_with(lambda: agent.cli.run(argv, world))


if __name__ == "__main__":
    main(*sys.argv[1:])
