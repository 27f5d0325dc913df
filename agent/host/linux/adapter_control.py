"""Restarts an adapter, with systemd told beforehand to switch it on in any case.

However this process ends in between, a timer that is none of its own fires.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any

from agent.host.linux.bus import Bus
from agent.host.linux.leases import has_address
from agent.host.linux.leases_networkmanager import DEVICE, NAME, ROOT
from agent.host.linux.link_switch import shows, switch
from agent.host.linux.systemd import MANAGER, PATH, SYSTEMD
from agent.host.trouble import HostError, PartMissing

NETWORKD = "/run/systemd/netif/links"
CONFIGURED = {"ADMIN_STATE=configured", "ADMIN_STATE=configuring"}
"""Of systemd-networkd's own file; its format is not promised, so any is fine."""
PROGRAMS = ("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip")
OFF = 1.0
"""Seconds; a card and who is at its end notice within that."""
DEADLINE = 12
"""Seconds after which the timer fires, and no later than two more."""
CARRIER, ADDRESS = 10.0, 15.0


class LinuxAdapterControl:
    """The kernel's switch, and systemd as the watchdog."""

    def __init__(self, bus: str = "", networkd: str = NETWORKD) -> None:
        """Take other places, for a test."""
        self._bus, self._networkd = bus, networkd

    def restart(self, adapter: str) -> None:
        """See the port."""
        if not self._looked_after(adapter):
            msg = "nobody would give the adapter its addresses again"
            raise PartMissing(msg)
        had = has_address(adapter)
        with self._watched(adapter):
            switch(adapter, on=False)
            sleep(OFF)
            switch(adapter, on=True)
        if _until(lambda: shows(adapter, "carrier") == "1", CARRIER) and had:
            _until(lambda: has_address(adapter), ADDRESS)

    def _looked_after(self, adapter: str) -> bool:
        """Say whether NetworkManager or systemd-networkd has this adapter."""
        number = shows(adapter, "ifindex")
        with suppress(OSError), open(f"{self._networkd}/{number}") as file:
            if CONFIGURED & set(file.read().splitlines()):
                return True
        with suppress(HostError, PartMissing), Bus(self._bus) as talk:
            asked = ("GetDeviceByIpIface", "s", (adapter,))
            device = talk.call(NAME, ROOT, NAME, *asked)[0]
            return bool(talk.get(NAME, device, DEVICE, "Managed"))
        return False

    @contextmanager
    def _watched(self, adapter: str) -> Iterator[None]:
        """Have systemd switch the adapter on soon, unless we come back before."""
        name = f"blusser-watchdog-{secrets.token_hex(4)}"
        with Bus(self._bus, timeout=5) as bus:
            _arm(bus, name, adapter)
        try:
            yield
        except BaseException:
            switch(adapter, on=True)
            raise
        with suppress(HostError, PartMissing), Bus(self._bus, timeout=5) as bus:
            asked = ("StopUnit", "ss", (f"{name}.timer", "replace"))
            bus.call(SYSTEMD, PATH, MANAGER, *asked)


def _until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is true; say whether it is."""
    until = monotonic() + seconds
    while not (done := true()) and monotonic() < until:
        sleep(0.1)
    return done


def _arm(bus: Bus, name: str, adapter: str) -> None:
    """Start a timer with a unit of its own; neither leaves a file."""
    program = next((one for one in PROGRAMS if os.access(one, os.X_OK)), "")
    if not program:
        msg = "nobody would switch the adapter on again if Blusser ended"
        raise PartMissing(msg)
    words = [program, "link", "set", "dev", adapter, "up"]
    text = f"Switch {adapter} on again"
    timer: list[Any] = [
        ("Description", ("s", text)),
        ("RemainAfterElapse", ("b", False)),
        ("AccuracyUSec", ("t", 1_000_000)),
        ("TimersMonotonic", ("a(st)", [("OnActiveSec", DEADLINE * 1_000_000)])),
    ]
    service: list[Any] = [
        ("Description", ("s", text)),
        ("Type", ("s", "oneshot")),
        ("CollectMode", ("s", "inactive-or-failed")),
        ("ExecStart", ("a(sasb)", [(program, words, False)])),
    ]
    more = [(f"{name}.service", service)]
    body = (f"{name}.timer", "fail", timer, more)
    bus.call(SYSTEMD, PATH, MANAGER, "StartTransientUnit", "ssa(sv)a(sa(sv))", body)
