"""The script that chooses a proxy: fetched and looked at, never run.

Why not run: docs/decisions, "A script that chooses a proxy is read, not run".
"""

from __future__ import annotations

import re
import ssl
from contextlib import ExitStack, closing
from http.client import HTTPException
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.opening import opened
from agent.host.linux.stages import Stopped, answer, connected, secured, trusting
from agent.host.linux.together import together
from agent.host.ports.pac import Script

PATIENCE = 2.0
KNOCKING = 0.5
LONGEST = 1_000_000
"""Bytes; Chromium takes no more of a script (``kDefaultMaxResponseBytes``)."""
MOST = 10
WORDS = re.compile(
    r"//[^\n]*|/\*.*?\*/"  # comments
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"|(?:(?<=[(=,:!&|?{};\n])|(?<=return))[ \t]*"
    r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n*])+/",
    re.DOTALL,
)
"""What brackets in a script may stand in without being any: texts and patterns."""
NAMED = re.compile(r"\b(?:PROXY|HTTP)\s+([\w.-]+:\d{1,5}|\[[\da-fA-F:]+\]:\d{1,5})")
"""A proxy in an answer of a script; ``HTTP`` is Firefox's other word for it."""
BRACKETS = {")": "(", "]": "[", "}": "{"}


class LinuxPac:
    """Fetches without a proxy, as everybody does."""

    def script(self, url: str) -> Script:
        """See the port."""
        text = fetched(url)
        return look(text) if text else Script("silent")


def fetched(url: str) -> str:
    """Return the text at an address; empty where none comes with a 200."""
    until = monotonic() + PATIENCE
    try:
        with ExitStack() as after:
            line = after.enter_context(connected(url, "", until))
            if url.startswith("https://"):
                safe: ssl.SSLSocket = after.enter_context(
                    secured(line, url, trusting(), until)
                )
                line = safe
            said = after.enter_context(closing(answer(line, "GET", url, "", until)))
            whole = said.read(LONGEST) if said.status == 200 else b""
            return whole.decode("utf-8", "replace")
    except (Stopped, OSError, HTTPException):
        return ""


def look(text: str) -> Script:
    """Tell what can be told of a script; the proxies that answer come first."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return Script("page")
    if "FindProxyForURL" not in text or not _ends(text):
        return Script("broken")
    texts = [one for one in WORDS.findall(text) if one[:1] in "\"'`"]
    found = [name for one in texts for name in NAMED.findall(one)]
    named = [f"http://{name}" for name in dict.fromkeys(found)][:MOST]
    heard = together(_answers, named, KNOCKING)
    past = any("DIRECT" in one and ";" in one for one in texts)
    in_order = sorted(named, key=lambda one: not heard.get(one))
    return Script("fine", tuple(in_order), past)


def _answers(proxy: str) -> bool:
    parts = urlsplit(proxy)
    knock = opened(parts.hostname or "", parts.port or 80, KNOCKING)
    if knock:
        knock.close()
    return knock is not None


def _ends(text: str) -> bool:
    """Say whether every text, comment and bracket that begins also ends."""
    bare, still = WORDS.sub(" ", text), list[str]()
    if any(mark in bare for mark in "\"'`") or "/*" in bare:
        return False
    for one in bare:
        if one in BRACKETS.values():
            still.append(one)
        elif one in BRACKETS and (not still or still.pop() != BRACKETS[one]):
            return False
    return not still
