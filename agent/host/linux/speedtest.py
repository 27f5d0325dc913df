"""Runs speedtest-cli as a child, and never imports it.

It fails to import where there is no standard output, and nobody maintains it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Timer
from typing import Any

from agent.host.ports.throughput import Public
from agent.host.trouble import HostError, PartMissing

SCRIPT = "speedtest-cli"
PLACES = (os.path.dirname(sys.executable), "/usr/bin", "/usr/local/bin")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
MOST = 65_536
"""Bytes of an answer; a real one has a thousand."""
LONGEST = 60.0


def measured(seconds: float, proxy: str, places: Sequence[str] = PLACES) -> Public:
    """Run it to its end, and keep nothing of what it tells of who and where we are."""
    script = next((at for at in map(_script, places) if os.access(at, os.X_OK)), "")
    if not script:
        msg = "speedtest-cli is not installed here"
        raise PartMissing(msg)
    through = {"http_proxy": proxy, "https_proxy": proxy} if proxy else {}
    words = [script, "--json", "--secure", "--timeout", str(round(seconds))]
    raw = _said(words, ENVIRONMENT | through)
    return _read(raw)


def _said(words: list[str], environment: dict[str, str]) -> bytes:
    """Return what a program writes that ends well and in time, and is brief."""
    quiet = subprocess.DEVNULL
    try:
        child = subprocess.Popen(  # noqa: S603 - an absolute path, and words of ours
            words, env=environment, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet
        )
    except OSError as trouble:
        msg = "speedtest-cli does not start"
        raise HostError(msg) from trouble
    with child:
        watch = Timer(LONGEST, child.kill)
        watch.start()
        assert child.stdout
        raw = child.stdout.read(MOST + 1)
        if len(raw) > MOST:
            child.kill()
        code = child.wait()
        watch.cancel()
    if code or len(raw) > MOST:
        msg = "speedtest-cli could not measure"
        raise HostError(msg)
    return raw


def _script(folder: str) -> str:
    return os.path.join(folder, SCRIPT)


def _read(raw: bytes) -> Public:
    try:
        told: dict[str, Any] = json.loads(raw)
        return Public(
            download=round(told["download"] / 1e6, 1),
            upload=round(told["upload"] / 1e6, 1),
            latency=round(float(told["ping"]), 1),
            moved=int(told["bytes_received"]) + int(told["bytes_sent"]),
            server=str(told["server"]["host"])[:200],
        )
    except (ValueError, KeyError, TypeError) as trouble:
        msg = "speedtest-cli says something else than it should"
        raise HostError(msg) from trouble
