"""Whether anybody answers at an address: many doors knocked on at once."""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from agent.host.ports.login import Server


def connected(
    servers: Sequence[Server], addresses: Mapping[str, list[str]], until: float
) -> tuple[Server, ...]:
    """Connect to all by TCP at once; return those that accept in time, in order.

    ``addresses`` are by host; one that accepts is enough. ``until`` is on the
    monotonic clock.
    """
    answering: set[Server] = set()
    with selectors.DefaultSelector() as waiting:
        try:
            for server in servers:
                for address in addresses.get(server.host, []):
                    with suppress(OSError, ValueError):
                        _begin(waiting, server, address)
            while waiting.get_map() and (left := until - time.monotonic()) > 0:
                for key, _ in waiting.select(left):
                    trying = key.fileobj
                    assert isinstance(trying, socket.socket)
                    if not trying.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                        answering.add(key.data)
                    waiting.unregister(trying)
                    trying.close()
        finally:
            for key in list(waiting.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]
    return tuple(one for one in servers if one in answering)


def _begin(waiting: selectors.BaseSelector, server: Server, address: str) -> None:
    """Begin to connect.

    Where no route leads there it fails at once, and the socket bears no error of it:
    waited for, it would look as if somebody had answered.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    trying = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    try:
        begun = trying.connect_ex((address, server.port)) in (0, errno.EINPROGRESS)
        if begun:
            waiting.register(trying, selectors.EVENT_WRITE, server)
    except BaseException:
        trying.close()
        raise
    if not begun:
        trying.close()
