"""DHCP leases held by a client that works alone: udhcpc, dhcpcd, dhclient."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from time import sleep

from agent.host.linux.running import Program, programs, run
from agent.host.trouble import HostError

TIMEOUT = 10.0
DHCPCD, DHCLIENT = "/usr/sbin/dhcpcd", "/usr/sbin/dhclient"


class UdhcpcLease:
    """An adapter of BusyBox's udhcpc: SIGUSR1 is renew (its help text says so)."""

    def __init__(self, adapter: str, program: Program) -> None:
        """Take the adapter and the client that runs for it."""
        self.adapter, self._program = adapter, program

    def ask(self) -> None:
        """Ask the server again; without a lease it begins anew by itself."""
        self._program.signal(signal.SIGUSR1)

    def start_over(self) -> None:
        """Ask once more: there is no more to it."""
        self.ask()


class DhcpcdLease:
    """An adapter of dhcpcd, which is told by its own program (dhcpcd(8))."""

    def __init__(self, adapter: str) -> None:
        """Take the adapter."""
        self.adapter = adapter

    def ask(self) -> None:
        """Renew."""
        self._tell("--renew")

    def start_over(self) -> None:
        """Rebind: ask every server for the address again."""
        self._tell("--rebind")

    def _tell(self, word: str) -> None:
        _only_root("dhcpcd")
        run(DHCPCD, word, self.adapter, timeout=TIMEOUT)


class DhclientLease:
    """An adapter of ISC's dhclient, which nobody can tell to renew while it runs."""

    def __init__(self, adapter: str, program: Program) -> None:
        """Take the adapter and the client that runs for it."""
        self.adapter, self._program = adapter, program

    def ask(self) -> None:
        """Leave it alone: it renews by itself, and an address that is there stays."""

    def start_over(self) -> None:
        """End it and start it as it was started; the lease is kept, not released.

        Only where root started it, or root would say whatever words somebody chose.
        """
        _only_root("dhclient")
        if not self._program.is_roots(DHCLIENT):
            msg = "dhclient was not started by the system"
            raise HostError(msg)
        self._program.signal(signal.SIGTERM)
        for _ in range(30):
            if not os.path.exists(f"/proc/{self._program.pid}"):
                break
            sleep(0.1)
        run(DHCLIENT, *self._program.words[1:], timeout=TIMEOUT)


def client_leases(
    proc: str = "/proc",
) -> Iterator[UdhcpcLease | DhcpcdLease | DhclientLease]:
    """Yield what the clients that run look after, by the words they run with.

    To root only root's clients count: others' are somebody's, whatever they are called.
    """
    root = os.geteuid() == 0
    for program in programs("udhcpc", "dhcpcd", "dhclient", proc=proc):
        words = program.words[1:]
        if program.name == "udhcpc":
            yield UdhcpcLease(_after("-i", words) or "eth0", program)
        elif (last := words[-1:]) and not last[0].startswith("-"):
            if program.name == "dhclient" and os.path.exists(DHCLIENT):
                if not root or program.is_roots(DHCLIENT, proc):
                    yield DhclientLease(last[0], program)
            elif program.name == "dhcpcd" and os.path.exists(DHCPCD):
                yield DhcpcdLease(last[0])


def _after(option: str, words: tuple[str, ...]) -> str:
    """Return what stands after an option, also where it sticks to it."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == option:
            return following
        if word.startswith(option):
            return word.removeprefix(option)
    return ""


def _only_root(name: str) -> None:
    if os.geteuid() != 0:
        msg = f"{name} wants more rights than this account has"
        raise PermissionError(msg)
