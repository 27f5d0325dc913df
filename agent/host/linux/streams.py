"""Streams of a measurement: connections that fetch or send until that is enough."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.stages import Stopped, connected, secured, trusting
from agent.host.trouble import HostError

CHUNK, MEBIBYTE = 65536, 1 << 20
NARROW = 1 << 18
"""Bytes that may be under way when a server sends more than it was asked for."""
QUICK = 0.5
"""Seconds for a request; where it takes less, the next one is larger."""
GARBAGE = "/garbage.php"


class Stream:
    """One connection after another to a server, until bytes or seconds are used up."""

    def __init__(self, url: str, proxy: str, left: int, until: float) -> None:
        """Take how many bytes are left, and until when on the monotonic clock."""
        self.url, self.proxy, self.left, self.until = url, proxy, left, until
        self.moved: list[tuple[float, int]] = []
        self.began, self.size, self.trouble = 0.0, CHUNK, ""

    def run(self, act: Callable[[Stream, HTTPConnection], bool]) -> None:
        """Act again and again, on the same connection while it lasts."""
        try:
            while self.left > 0 and monotonic() < self.until:
                with line(self.url, self.proxy, self.until) as asking:
                    self.began = self.began or monotonic()
                    _hurry(asking, self.until)
                    while act(self, asking):
                        _hurry(asking, self.until)
        except (Stopped, OSError, HTTPException, HostError) as trouble:
            self.trouble = str(trouble) or type(trouble).__name__

    def note(self, count: int) -> None:
        """Count bytes that have arrived."""
        self.left -= count
        self.moved.append((monotonic(), count))


@contextmanager
def line(url: str, proxy: str, until: float) -> Iterator[HTTPConnection]:
    """Open a connection that serves many requests. Raises ``HostError``."""
    try:
        with (
            connected(url, proxy, until) as line,
            secured(line, url, trusting(), until) as safe,
        ):
            asking = HTTPConnection(urlsplit(url).hostname or "")
            asking.auto_open, asking.sock = 0, safe
            yield asking
    except Stopped as stop:
        msg = f"the way to {urlsplit(url).hostname} ends early ({stop.stage})"
        raise HostError(msg) from stop


def fetch(stream: Stream, asking: HTTPConnection) -> bool:
    """Fetch once; say whether to go on over the same connection."""
    url, wanted = stream.url, head(stream.url)
    if urlsplit(url).path.endswith(GARBAGE):
        url = f"{url}?ckSize={-(-stream.left // MEBIBYTE)}"
    else:
        wanted["Range"] = f"bytes=0-{stream.left - 1}"
    asking.request("GET", path(url), headers=wanted)
    with asking.getresponse() as said:
        _accepted(said.status, stream.url)
        if "Range" in wanted and said.status == 200 and asking.sock:
            asking.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        before = stream.left
        while stream.left > 0 and (part := said.read1(min(CHUNK, stream.left))):
            stream.note(len(part))
            if monotonic() >= stream.until:
                return False
        if before == stream.left:
            msg = "the server sends nothing"
            raise HostError(msg)
        return stream.left > 0 and not said.will_close


def send(stream: Stream, asking: HTTPConnection) -> bool:
    """Send once, more each time while that is quick; what is answered was taken."""
    began, part = monotonic(), os.urandom(min(stream.size, stream.left))
    kind = {"Content-Type": "application/octet-stream"}
    asking.request("POST", path(stream.url), part, head(stream.url) | kind)
    with asking.getresponse() as said:
        _accepted(said.status, stream.url)
        said.read(CHUNK)
        stream.note(len(part))
        if monotonic() - began < QUICK:
            stream.size = min(2 * stream.size, MEBIBYTE)
        return stream.left > 0 and not said.will_close


def _accepted(status: int, url: str) -> None:
    if not 200 <= status < 300:
        msg = f"{urlsplit(url).hostname} answers with error {status}"
        raise HostError(msg)


def _hurry(asking: HTTPConnection, until: float) -> None:
    """Wait for nothing longer than there is time; raise where there is none."""
    left = until - monotonic()
    if left <= 0 or not asking.sock:
        raise TimeoutError
    asking.sock.settimeout(left)


def path(url: str) -> str:
    """Return what a request names: path and question."""
    return urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl() or "/"


def head(url: str) -> dict[str, str]:
    """Return what every request says of itself."""
    return {"Host": urlsplit(url).netloc, "User-Agent": "Blusser"}
