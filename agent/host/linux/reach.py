"""Single places on a network: a port, a page, a certificate."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException
from time import monotonic, time

from agent.host.linux.lookup import addresses
from agent.host.linux.opening import RESOLVING, opened, opened_at
from agent.host.linux.proxies import way
from agent.host.linux.stages import (
    Stage,
    Stopped,
    answer,
    connected,
    secured,
    trusting,
)
from agent.host.ports.reach import Answer, Knock
from agent.host.trouble import HostError

SHOWING = 3.0
"""Seconds until a certificate must be shown."""


class LinuxReach:
    """Asks from this machine, trusting whom this machine trusts."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def connect(self, host: str, port: int, seconds: float) -> Knock:
        """See the port."""
        until = monotonic() + seconds
        if not (places := addresses(host, seconds * RESOLVING)):
            return "unknown"
        line = opened_at(places, port, until)
        if line:
            line.close()
        return "open" if line else "closed"

    def page(self, url: str, proxy: str, seconds: float) -> Answer:
        """See the port; what only a page says to GET is asked so."""
        through, until = way(url, proxy, self._environment), monotonic() + seconds
        try:
            with connected(url, through, until) as line:
                if url.startswith("http://"):
                    return _status(line, url, through, until)
                with secured(line, url, trusting(), until) as safe:
                    return _status(safe, url, through, until)
        except Stopped as stop:
            return _stopped(stop.stage, through)

    def expiry(self, host: str, port: int) -> float:
        """See the port."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        line = opened(host, port, SHOWING)
        if line is None:
            msg = f"{host}:{port} takes no connection"
            raise HostError(msg)
        with closing(line):
            try:
                with context.wrap_socket(line, server_hostname=host) as safe:
                    shown = safe.getpeercert(binary_form=True)
            except (OSError, ValueError) as trouble:
                msg = f"{host}:{port} shows no certificate"
                raise HostError(msg) from trouble
        from agent.host.linux.validity import days_left

        return days_left(shown or b"", time())


def _status(line: ssl.SSLSocket | object, url: str, proxy: str, until: float) -> Answer:
    try:
        with closing(answer(line, "GET", url, proxy, until)) as said:  # type: ignore[arg-type]
            status = said.status
    except (OSError, HTTPException):
        return Answer("silent")
    if status == 407 and proxy:
        return _stopped(Stage.SIGN_IN, proxy)
    return Answer("answered", status)


def _stopped(stage: Stage, proxy: str) -> Answer:
    """Return where the way ended; a proxy that ends it says nothing of the place."""
    match stage:
        case Stage.UNKNOWN if not proxy:
            return Answer("unknown")
        case Stage.CLOSED if not proxy:
            return Answer("closed")
        case Stage.BROKEN | Stage.ASKED_FOR_OURS:
            return Answer("broken")
        case Stage.CERTIFICATE:
            return Answer("certificate")
    msg = "the proxy does not let this question through"
    raise HostError(msg)
