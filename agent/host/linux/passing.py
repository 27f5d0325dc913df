"""Whether a proxy lets somebody pass to an address."""

from __future__ import annotations

import socket
from contextlib import closing
from http.client import HTTPException
from time import monotonic

from agent.host.linux.stages import Stage, Stopped, answer, connected, sign_in
from agent.host.ports.web import Passage

PATIENCE = 2.5
SAID: dict[Stage, Passage] = {
    Stage.SIGN_IN: "sign-in",
    Stage.TICKET: "ticket",
    Stage.NTLM: "ntlm",
    Stage.FORBIDDEN: "forbidden",
}


def passage(url: str, proxy: str) -> Passage:
    """Ask a proxy for a tunnel, or for a page without one."""
    until = monotonic() + PATIENCE
    try:
        with connected(url, proxy, until) as line:
            tunnel = url.startswith("https://")
            return "through" if tunnel else _asked(line, url, proxy, until)
    except Stopped as stop:
        return SAID.get(stop.stage, "silent")
    except (OSError, HTTPException):
        return "silent"


def _asked(line: socket.socket, url: str, proxy: str, until: float) -> Passage:
    with closing(answer(line, "HEAD", url, proxy, until)) as said:
        return SAID[sign_in(said)] if said.status == 407 else "through"
