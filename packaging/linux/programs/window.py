"""``blusser-window``: the window and the tray icon, without a terminal.

An upgrade ends it politely; where its program has been replaced, it begins anew, so
that nobody is without it until they sign in again.
"""

import gc
import os
import sys

gc.disable()  # a start is short; the window turns it on again


def identity() -> tuple[int, int]:
    """Return which file this program is now; zeros where it has been removed."""
    try:
        seen = os.stat(sys.executable)
    except OSError:
        return (0, 0)
    return seen.st_ino, seen.st_mtime_ns


def act() -> int:
    """Show the window until it is ended."""
    from agent.main import command

    begun = identity()
    code = command(["ui", *sys.argv[1:]])
    if identity() not in {begun, (0, 0)}:
        os.execv(sys.executable, sys.argv)  # noqa: S606 - our own program
    return code


from agent.main import end_with  # noqa: E402 - nothing is collected from here on

end_with(act)
