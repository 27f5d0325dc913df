"""The composition root: the one place where catalogue, window and machine meet."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper

from agent.check import AnyCheck
from agent.cli import run
from agent.cli.exits import Exit
from agent.cli.world import World
from agent.fix import AnyFix
from agent.host import here
from agent.typed import Any

INTERRUPTED = 130
"""What a shell expects after Ctrl-C."""


def main() -> None:
    """Run the command line of this process and end it."""
    end_with(lambda: command(sys.argv[1:]))


def end_with(act: Callable[[], int]) -> None:
    """Act, and end the process with the exit code; whatever fails is told.

    It ends at once: what still hangs in a check is not waited for, and nothing is
    torn down that the system takes back anyway.
    """
    _open_streams()
    try:
        code = act()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else Exit.USAGE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception:  # noqa: BLE001 - the last line of defence, and it is told
        sys.stderr.write(f"Blusser itself failed; IT will want this:\n{_traceback()}")
        code = Exit.FAILED
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def command(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    return run(
        argv, World(_checks, _fixes, here(), _open_window, show_refusal=_show_refusal)
    )


def _open_streams() -> None:
    """Have somewhere to speak to: whoever starts us may have closed it.

    What a terminal of another alphabet cannot show, or no name should hold, becomes a
    question mark; the code that we end with must not depend on it.
    """
    for name, how in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, how))  # noqa: SIM115 - for good
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _traceback() -> str:
    import traceback

    return traceback.format_exc()


def _checks(only: Sequence[str]) -> tuple[AnyCheck, ...]:
    """Import the catalogue; of a single family no more than that family."""
    if list(only) == ["disk"]:
        from checks.disk.catalogue import ALL
    else:
        from checks.catalogue import ALL
    return ALL


def _fixes() -> tuple[AnyFix, ...]:
    from fixes.catalogue import ALL

    return ALL


def _show_refusal(*args: Any) -> None:
    from ui.refusal import show

    show(*args)


def _open_window(*args: Any) -> int:
    from ui.app import run as open_window

    gc.enable()  # a window lives for days
    return open_window(*args)
