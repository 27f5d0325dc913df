"""Measures how fast data goes, over some connections at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.proxies import way
from agent.host.linux.streams import (
    GARBAGE,
    MEBIBYTE,
    Stream,
    fetch,
    head,
    line,
    path,
    send,
)
from agent.host.ports.throughput import Public, Transfer
from agent.host.trouble import HostError

STREAMS = 4
"""As many as a browser's tests use: one alone does not fill a long line."""
WARM_UP, SHORT = 0.5, 2.0
"""Seconds at the beginning that do not count, in what takes longer than ``SHORT``."""
LATENCY, TIMES = 4.0, 6


class LinuxThroughput:
    """Asks a web server, directly or through the proxy."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def latency(self, url: str, proxy: str) -> float:
        """See the port."""
        until, took = monotonic() + LATENCY, list[float]()
        at = way(url, proxy, self._environment)
        with suppress(OSError, HTTPException), line(url, at, until) as asking:
            for _ in range(TIMES):
                began = monotonic()
                asking.request("HEAD", path(url), headers=head(url))
                with asking.getresponse() as said:
                    said.read()
                took.append(monotonic() - began)
        if not took:
            msg = "the server does not answer"
            raise HostError(msg)
        return round(sorted(took)[len(took) // 2] * 1000, 1)

    def download(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """See the port."""
        return self._moved(fetch, url, most, seconds, proxy)

    def upload(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """See the port."""
        return self._moved(send, url, most, seconds, proxy)

    def public(self, seconds: float, proxy: str) -> Public:
        """See the port."""
        from agent.host.linux.speedtest import measured

        return measured(seconds, way("https://speedtest.net", proxy, self._environment))

    def _moved(
        self,
        act: Callable[[Stream, HTTPConnection], bool],
        url: str,
        most: int,
        seconds: float,
        proxy: str,
    ) -> Transfer:
        at, until = way(url, proxy, self._environment), monotonic() + seconds
        count = max(1, min(STREAMS, most // MEBIBYTE))
        share = most // count
        if urlsplit(url).path.endswith(GARBAGE):
            share = share // MEBIBYTE * MEBIBYTE
        streams = [Stream(url, at, share, until) for _ in range(count)]
        threads = [
            Thread(target=stream.run, args=(act,), daemon=True) for stream in streams
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0, until - monotonic()) + 0.5)
        return _result(streams)


def _result(streams: list[Stream]) -> Transfer:
    every = sorted(one for stream in streams for one in list(stream.moved))
    if not every:
        msg = next((one.trouble for one in streams if one.trouble), "nothing came")
        raise HostError(msg)
    began, ended = min(one.began for one in streams if one.began), every[-1][0]
    cut = began + (WARM_UP if ended - began > SHORT else 0)
    base = max((at for at, _ in every[:-1] if at <= cut), default=began)
    counted = sum(count for at, count in every if at > base)
    mbit = counted * 8 / 1e6 / max(ended - base, 1e-3)
    total = sum(count for _, count in every)
    return Transfer(total, round(ended - began, 2), round(mbit, 1))
