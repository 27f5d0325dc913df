"""The world outside over HTTP and TLS, directly or through a proxy."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException
from time import monotonic

from agent.host.linux.proxies import ways
from agent.host.linux.stages import Stage, Stopped, answer, connected, secured, trusting
from agent.host.linux.together import together
from agent.host.ports.web import Endpoint, Page

PATIENCE = 4.0
CONNECTING = 2.5
THINKING = 1.5
WHOLE_PAGE = 3.4
"""Seconds: for a whole question, until somebody is reached, until an endpoint answers
after that, and for a page."""
LOGIN_REQUIRED = 511
"""Network authentication required (RFC 6585)."""
NOT_ILL = (501, 505)
"""Errors of the 500s that speak of the question: method or version not known."""
ENDS: dict[Stage, Endpoint] = {
    Stage.UNKNOWN: "unknown",
    Stage.CLOSED: "closed",
    Stage.BROKEN: "broken",
    Stage.CERTIFICATE: "certificate",
    Stage.ASKED_FOR_OURS: "open",
    Stage.FORBIDDEN: "forbidden",
    Stage.SIGN_IN: "sign-in",
    Stage.TICKET: "sign-in",
    Stage.NTLM: "sign-in",
}
"""What it says of an endpoint that the way to it stopped at a stage."""


class LinuxWeb:
    """Asks from this machine, trusting whom this machine trusts."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def pages(self, wanted: tuple[tuple[str, str], ...], proxy: str) -> dict[str, Page]:
        """See the port."""
        urls = tuple(url for url, _ in wanted)
        through = ways(urls, proxy, self._environment)
        known = together(
            lambda one: page(*one, through[one[0]]),
            wanted,
            WHOLE_PAGE,
            lambda it: it == "expected",
        )
        return {one[0]: known.get(one, "silent") for one in wanted}

    def endpoints(self, urls: tuple[str, ...], proxy: str) -> dict[str, Endpoint]:
        """See the port."""
        through, context = ways(urls, proxy, self._environment), trusting()

        def look(url: str) -> Endpoint:
            return endpoint(url, through[url], context)

        known = together(look, urls, PATIENCE)
        return {url: known.get(url, "closed") for url in urls}


def page(url: str, text: str, proxy: str) -> Page:
    """Fetch a page and compare how it begins; nothing else of it is kept."""
    until, soon = monotonic() + WHOLE_PAGE, monotonic() + CONNECTING
    try:
        with (
            connected(url, proxy, soon) as line,
            closing(answer(line, "GET", url, proxy, until)) as said,
        ):
            begins = said.read(len(text.encode())) if said.status == 200 else b""
            return _judged(said.status, begins == text.encode(), proxy)
    except (Stopped, OSError, HTTPException):
        return "silent"


def _judged(status: int, same: bool, proxy: str) -> Page:  # noqa: FBT001 - one caller
    if status == 200:
        return "expected" if same else "other"
    if status < 400 or status == LOGIN_REQUIRED:
        return "other"
    if not proxy:
        return "error"
    return "sign-in" if status == 407 else "passed on"


def endpoint(url: str, proxy: str, context: ssl.SSLContext) -> Endpoint:
    """Go as far as one can; one that is ill has to say so twice."""
    became = _asked("HEAD", url, proxy, context)
    return _asked("GET", url, proxy, context) if became == "ill" else became


def _asked(method: str, url: str, proxy: str, context: ssl.SSLContext) -> Endpoint:
    """Shake hands and ask; an answer that stays out is thought about over there."""
    until = monotonic() + CONNECTING
    try:
        with (
            connected(url, proxy, until) as line,
            secured(line, url, context, until) as safe,
        ):
            soon = min(monotonic() + THINKING, until + 0.7)
            return "ill" if _ill(safe, method, url, soon) else "open"
    except Stopped as stop:
        return ENDS[stop.stage]


def _ill(safe: ssl.SSLSocket, method: str, url: str, until: float) -> bool:
    try:
        with closing(answer(safe, method, url, "", until)) as said:
            return 500 <= said.status < 600 and said.status not in NOT_ILL
    except (OSError, HTTPException):
        return False
