"""The local caches of name servers' answers, each emptied by its own service."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial

from agent.host.linux.bus import Bus
from agent.host.linux.running import Program, programs, run
from agent.host.trouble import HostError, PartMissing

RESOLVED = "org.freedesktop.resolve1"
DNSMASQ = ("uk.org.thekelleys.dnsmasq", "org.freedesktop.NetworkManager.dnsmasq")
"""The bus names of dnsmasq's own service and of the one NetworkManager starts."""
NSCD, UNBOUND = "/usr/sbin/nscd", "/usr/sbin/unbound-control"
TIMEOUT = 5.0
"""Seconds for one cache; there are rarely two."""


class LinuxNameCaches:
    """Whatever of systemd-resolved, dnsmasq, nscd and unbound runs here."""

    def __init__(self, bus: str = "", proc: str = "/proc") -> None:
        """Take the places of the bus and of the processes.

        Raises ``PartMissing`` where none of them runs.
        """
        self._bus, self._proc = bus, proc
        if not self._caches():
            msg = "no service on this machine remembers names"
            raise PartMissing(msg)

    def flush(self) -> tuple[str, ...]:
        """See the port."""
        caches = self._caches()
        for empty in caches.values():
            empty()
        if not caches:
            msg = "the service that remembers names has just ended"
            raise HostError(msg)
        return tuple(caches)

    def _caches(self) -> dict[str, Callable[[], None]]:
        """Return how to empty each cache that runs, by the name of its service."""
        found: dict[str, Callable[[], None]] = {}
        owned = self._owned(RESOLVED, *DNSMASQ)
        if RESOLVED in owned:
            found["systemd-resolved"] = self._flush_resolved
        if names := [name for name in DNSMASQ if name in owned]:
            found["dnsmasq"] = partial(self._clear_dnsmasq, names)
        running = list(programs("dnsmasq", "nscd", "unbound", proc=self._proc))
        if masks := [program for program in running if program.name == "dnsmasq"]:
            found.setdefault("dnsmasq", partial(_hung_up, masks))
        for program in running:
            if program.name == "nscd" and os.path.exists(NSCD):
                found["nscd"] = partial(_told, "nscd", NSCD, "-i", "hosts")
            elif program.name == "unbound" and os.path.exists(UNBOUND):
                found["unbound"] = partial(_told, "unbound", UNBOUND, "flush_zone", ".")
        return found

    def _owned(self, *names: str) -> set[str]:
        """Return which of the names somebody has on the bus; without a bus none."""
        bus = "org.freedesktop.DBus"
        asked = (bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s")
        try:
            with Bus(self._bus) as talk:
                return {name for name in names if talk.call(*asked, (name,))[0]}
        except PartMissing:
            return set()

    def _flush_resolved(self) -> None:
        manager = ("/org/freedesktop/resolve1", f"{RESOLVED}.Manager")
        with Bus(self._bus, TIMEOUT) as talk:
            talk.call(RESOLVED, *manager, "FlushCaches")

    def _clear_dnsmasq(self, names: list[str]) -> None:
        for name in names:
            with Bus(self._bus, TIMEOUT) as talk:
                # dnsmasq's dbus/DBus-interface: one path and interface for all names
                talk.call(name, "/uk/org/thekelleys/dnsmasq", DNSMASQ[0], "ClearCache")


def _hung_up(programs: list[Program]) -> None:
    """Send SIGHUP to all that we see; it clears the cache of dnsmasq(8)."""
    for program in [one for one in programs if one.seen] or programs[:1]:
        program.signal(signal.SIGHUP)


def _told(name: str, *words: str) -> None:
    """Tell a service by its own program."""
    if not run(*words, timeout=TIMEOUT):
        if os.geteuid() != 0:
            msg = f"{name} wants more rights than this account has"
            raise PermissionError(msg)
        msg = f"{name} did not empty its cache"
        raise HostError(msg)
