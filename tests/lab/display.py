"""An X server on a display that nobody else has."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence

SIZE = ("-screen", "0", "820x800x24", "-nolisten", "tcp")


def serve(
    *more: str, around: Callable[..., Sequence[str]] = lambda *words: words
) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server and wait until it serves; return it and its display, as ``:3``.

    ``around``: what puts the words of its command line where it shall run.
    """
    heard, told = os.pipe()
    words = around("Xvfb", "-displayfd", str(told), *SIZE, *more)
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(words, pass_fds=(told,), stdout=quiet, stderr=quiet)
    os.close(told)
    with open(heard) as ear:
        number = ear.readline().strip()
    if not number:
        raise RuntimeError(f"no X server: it ended with {server.wait(10)}")
    return server, f":{number}"
