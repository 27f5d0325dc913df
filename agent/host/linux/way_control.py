"""Default routes of IPv4 put behind the others, and back, over rtnetlink(7).

A route is its ``rtmsg`` with all attributes, in hexadecimal: what comes back is what
was there.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Iterator
from time import monotonic, sleep

from agent.host.linux.decision import ADAPTER, ATTRIBUTE, HEADER, ROUTE, VIA
from agent.host.trouble import HostError

NEW, DELETE, GET, DONE, ERROR = 24, 25, 26, 3, 2
"""``RTM_NEWROUTE``, ``RTM_DELROUTE``, ``RTM_GETROUTE``, ``NLMSG_DONE``, its error."""
DUMP, ASKED, ACK, MADE = 0x300, 0x1, 0x4, 0x400 | 0x200
"""``NLM_F_DUMP``, ``…_REQUEST``, ``…_ACK``, ``…_CREATE`` with ``…_EXCL``."""
PRIORITY, CACHE = 6, 12
"""``RTA_PRIORITY``, the metric; ``RTA_CACHEINFO``, which is told and never set."""
MAIN, UNICAST, ON_LINK = 254, 1, 4
STEP = 100
PENALTY = 20_000
"""What NetworkManager adds to each metric of a network without internet."""
WATCHED, GLANCE = 3.0, 0.2
"""Seconds; it finds the internet within one."""
TIMEOUT = 1.5


class LinuxWayControl:
    """The main table, whose default routes differ by their metric."""

    def route(self, adapter: str, gateway: str) -> str:
        """See the port."""
        via = socket.inet_aton(gateway) if gateway else b""
        index = socket.if_nametoindex(adapter).to_bytes(4, sys.byteorder)
        ours = [
            one
            for one in _defaults()
            if (_part(one, ADAPTER), _part(one, VIA)) == (index, via)
        ]
        return min(ours, key=_metric).hex() if ours else ""

    def put_last(self, route: str) -> None:
        """See the port; the route is there twice for a moment, and never not at all.

        As soon as a network is well NetworkManager lays its ways down anew: so what
        comes back is put behind again.
        """
        own, until = bytes.fromhex(route), monotonic() + WATCHED
        _put_behind(own)
        while monotonic() < until:
            sleep(GLANCE)
            for one in _defaults():
                if _same_but_penalty(one, own):
                    _put_behind(one)

    def put_back(self, route: str) -> None:
        """See the port; the same way with another metric is somebody's, and stays."""
        own = bytes.fromhex(route)
        last, metric = _behind_others(own), _metric(own)
        if metric > PENALTY > last:
            metric -= PENALTY
        _told(NEW, _settable(own, metric), errno.EEXIST)
        if metric <= last - STEP:
            for behind in (last, last + PENALTY):
                _told(DELETE, _settable(own, behind), errno.ESRCH)


def _put_behind(own: bytes) -> None:
    """Put a route behind all others, unless it is; where it is there too, it goes."""
    last = _behind_others(own)
    if _metric(own) > last - STEP:
        return
    same = [_metric(one) for one in _defaults() if _same_but_metric(one, own)]
    if last + PENALTY not in same:
        _told(NEW, _settable(own, last), errno.EEXIST)
    _told(DELETE, _settable(own, _metric(own)), errno.ESRCH)


def _behind_others(own: bytes) -> int:
    """Return the metric that is behind all other ways; 0 where there is no other."""
    others = [_metric(o) for o in _defaults() if not _same_but_metric(o, own)]
    return max(others) + STEP if others else 0


def _defaults() -> list[bytes]:
    """Return the default routes of the main table, as the kernel tells them."""
    body = ROUTE.pack(socket.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0)
    return [
        one
        for one in _answers(GET, ASKED | DUMP, body)
        if (one[1], one[4], one[7]) == (0, MAIN, UNICAST) and _part(one, ADAPTER)
    ]


def _told(kind: int, body: bytes, fine: int) -> None:
    """Have the kernel do it; that it is done already is fine."""
    try:
        list(_answers(kind, ASKED | ACK | (MADE if kind == NEW else 0), body))
    except PermissionError:
        raise
    except OSError as no:
        if no.errno != fine:
            msg = f"the kernel does not change its ways: {os.strerror(no.errno or 0)}"
            raise HostError(msg) from no


def _answers(kind: int, flags: int, body: bytes) -> Iterator[bytes]:
    """Ask the kernel, and yield what it tells; raise ``OSError`` where it refuses."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.settimeout(TIMEOUT)
        kernel.send(HEADER.pack(HEADER.size + len(body), kind, flags, 1, 0) + body)
        while data := kernel.recv(65536):
            while data:
                length, said, *_ = HEADER.unpack_from(data)
                if said == DONE:
                    return
                if said == ERROR:
                    _raise(data)
                    return
                yield data[HEADER.size : length]
                data = data[(length + 3) & ~3 :]


def _raise(data: bytes) -> None:
    """Raise what an ``nlmsgerr`` says; 0 is no error."""
    code = -int.from_bytes(
        data[HEADER.size : HEADER.size + 4], sys.byteorder, signed=True
    )
    if code:
        raise OSError(code, os.strerror(code))


def _parts(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = ROUTE.size
    while at + ATTRIBUTE.size <= len(body):
        length, kind = ATTRIBUTE.unpack_from(body, at)
        yield kind, body[at + ATTRIBUTE.size : at + length]
        at += (max(length, ATTRIBUTE.size) + 3) & ~3


def _part(body: bytes, kind: int) -> bytes:
    return dict(_parts(body)).get(kind, b"")


def _metric(body: bytes) -> int:
    return int.from_bytes(_part(body, PRIORITY), sys.byteorder)


def _same_but_metric(one: bytes, other: bytes) -> bool:
    return _settable(one, 0) == _settable(other, 0)


def _same_but_penalty(one: bytes, other: bytes) -> bool:
    alike = _metric(one) % PENALTY == _metric(other) % PENALTY
    return alike and _same_but_metric(one, other)


def _settable(body: bytes, metric: int) -> bytes:
    """Return a route as it may be set, with another metric."""
    head = ROUTE.unpack_from(body)
    parts = dict(_parts(body)) | {PRIORITY: metric.to_bytes(4, sys.byteorder)}
    parts.pop(CACHE, None)
    made = ROUTE.pack(*head[:8], head[8] & ON_LINK)
    for kind, value in sorted(parts.items()):
        made += ATTRIBUTE.pack(ATTRIBUTE.size + len(value), kind) + value
        made += bytes(-len(value) % 4)
    return made
