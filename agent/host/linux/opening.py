"""Opens a connection to the first address of a host that takes one."""

from __future__ import annotations

import errno
import selectors
import socket
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic

from agent.host.linux.lookup import addresses

RESOLVING = 0.6
"""The share of the time that finding the address may take."""


def opened(host: str, port: int, seconds: float) -> socket.socket | None:
    """Return a connection, or nothing where nobody takes one in time.

    What the C library would wait for a name server that is dead (ten seconds and
    more) is not waited.
    """
    until = monotonic() + seconds
    return opened_at(addresses(host, seconds * RESOLVING), port, until)


def opened_at(places: Iterable[str], port: int, until: float) -> socket.socket | None:
    """Return a connection to one of these addresses, or nothing.

    All are tried at once (after RFC 8305), so that a family that is broken does not
    hold up the other.
    """
    with selectors.DefaultSelector() as waiting:
        for address in places:
            _begin(waiting, address, port)
        try:
            return _first(waiting, until)
        finally:
            for key in list(waiting.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def _begin(waiting: selectors.BaseSelector, address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    trying = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    with suppress(OSError, ValueError):
        if trying.connect_ex((address, port)) in (0, errno.EINPROGRESS):
            waiting.register(trying, selectors.EVENT_WRITE)
            return
    trying.close()


def _first(waiting: selectors.BaseSelector, until: float) -> socket.socket | None:
    while waiting.get_map() and (left := until - monotonic()) > 0:
        for key, _ in waiting.select(left):
            trying = key.fileobj
            assert isinstance(trying, socket.socket)
            waiting.unregister(trying)
            if not trying.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                trying.settimeout(max(0.1, until - monotonic()))
                return trying
            trying.close()
    return None
