"""Whether this machine itself keeps what it sends from leaving, as anybody can tell.

The kernel says so at once to who sends a datagram (``EPERM``, send(2)). A connection
just stays without an answer, but the kernel counts what it could not send again, or,
where it was rejected, what it told itself about that.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import struct
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from time import monotonic, sleep
from urllib.parse import urlsplit

from agent.host.linux.decision import decided
from agent.host.linux.lookup import addresses, ask
from agent.host.linux.neighbours import Neighbour, State, table
from agent.host.linux.proxies import way
from agent.host.linux.schemes import PORTS
from agent.host.linux.together import together
from agent.host.ports.firewall import Exit

QUESTION = struct.pack("!HHHHHHBHH", 0x4253, 0, 1, 0, 0, 0, 0, 2, 1)
"""Who serves the root, without recursion (RFC 1035, 4.1)."""
AGAIN = 0.2
"""Seconds; a rule may let through so many a second only."""
LOOKING_UP = 2.0
ANSWERING = 1.0
KNOCKS = 4
"""Connections to each host: so many at once are nobody else's chance."""
RESENT = 1.35
"""Seconds; the kernel sends again after one (RFC 6298, 2.1)."""
HOSTS = 2
MISSING = State.INCOMPLETE | State.FAILED


class LinuxOwnFirewall:
    """Sends, and reads what the kernel counts."""

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        proc: str = "/proc/net",
        neighbours: Callable[[], dict[tuple[str, str], Neighbour]] = table,
    ) -> None:
        """Take another environment, folder and list of neighbours, for a test."""
        self._environment, self._proc = environment, proc
        self._neighbours = neighbours

    def refused(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """See the port; who was refused is tried again a little later."""
        held = [one for one in servers if _forbidden(one)]
        if held:
            sleep(AGAIN)
        return tuple(one for one in held if _forbidden(one))

    def names_by_other_means(self, cache: str, below: str) -> bool:
        """See the port."""
        unheard_of = f"{os.urandom(6).hex()}.{below}"
        known = together(lambda one: ask(one, unheard_of), [cache], ANSWERING)
        status, _ = known.get(cache, ("silent", []))
        return status in {"found", "unknown"}

    def web(self, urls: tuple[str, ...], proxy: str) -> Exit:
        """See the port."""
        places = {
            _place(url, way(url, proxy, self._environment)): None
            for url in urls[:HOSTS]
        }
        found = together(lambda one: addresses(one[0], LOOKING_UP), places, LOOKING_UP)
        targets = [
            (address, port)
            for (_, port), known in found.items()
            for address in _one_of_each(known)
        ]
        before = self._counted()
        opened, left = _knock(targets * KNOCKS)
        if opened:
            return "open"
        held = self._counted() - before
        if not left or held < left or self._lost(targets):
            return "unknown"
        return "held back"

    def _lost(self, targets: list[tuple[str, int]]) -> bool:
        """Say whether the next on the way to one does not show itself on the wire.

        The kernel tells itself of that, too, in the way in which it tells what a
        firewall rejected.
        """
        known = self._neighbours()
        steps = ((decided(address), address) for address, _ in targets)
        hops = ((way[0], way[1] or address) for way, address in steps if way)
        return any(known.get(one, Neighbour()).state & MISSING for one in hops)

    def _counted(self) -> int:
        """Return what could not be sent again, and what was rejected to ourselves."""
        wanted = {"netstat": "TCPRetransFail", "snmp": "OutDestUnreachs"}
        return sum(self._counter(file, name) for file, name in wanted.items())

    def _counter(self, file: str, name: str) -> int:
        """Read a counter from a table of lines of names, each above its numbers."""
        with suppress(OSError, ValueError, IndexError):
            with open(f"{self._proc}/{file}", encoding="ascii") as table:
                rows = [line.split() for line in table]
            for names, numbers in zip(rows[::2], rows[1::2], strict=False):
                if name in names:
                    return int(numbers[names.index(name)])
        return 0


def _one_of_each(known: list[str]) -> list[str]:
    """Return the first address of each kind; one kind may have no way out."""
    four = [one for one in known if ":" not in one]
    return [*four[:1], *[one for one in known if ":" in one][:1]]


def _forbidden(server: str) -> bool:
    """Send a question and say whether the kernel forbade that."""
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as line:
        try:
            line.sendto(QUESTION, (server, 53))
        except OSError as trouble:
            return trouble.errno == errno.EPERM
    return False


def _knock(targets: list[tuple[str, int]]) -> tuple[bool, int]:
    """Begin to connect; return whether any was opened, and how many were not.

    A refusal may be our own firewall's word, so that the others are waited for.
    """
    with selectors.DefaultSelector() as waiting, ExitStack() as held:
        left = sum(_begun(waiting, held, one) for one in targets)
        until = monotonic() + RESENT
        while waiting.get_map() and (rest := until - monotonic()) > 0:
            for key, _ in waiting.select(rest):
                waiting.unregister(key.fileobj)
                line = key.fileobj
                assert isinstance(line, socket.socket)
                if not line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    return True, left
    return False, left


def _begun(
    waiting: selectors.BaseSelector, held: ExitStack, target: tuple[str, int]
) -> bool:
    """Begin one connection; say whether there is a way at all."""
    family = socket.AF_INET6 if ":" in target[0] else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    held.callback(line.close)
    begun = line.connect_ex(target)
    if begun in (0, errno.EINPROGRESS):
        waiting.register(line, selectors.EVENT_WRITE)
    return begun in (0, errno.EINPROGRESS, errno.ECONNREFUSED, errno.EHOSTUNREACH)


def _place(url: str, proxy: str) -> tuple[str, int]:
    parts = urlsplit(proxy or url)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme, 80)
