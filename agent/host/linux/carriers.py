"""Cables from sysfs, and the strength of Wi-Fi from NetworkManager."""

from __future__ import annotations

from contextlib import suppress
from time import sleep

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.links import LinuxLinks
from agent.host.ports.carriers import Cable, Signal
from agent.host.trouble import PartMissing

NAME = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
WIFI = 2
"""``NM_DEVICE_TYPE_WIFI``."""
NOTHING = "/"
DAMAGED = ("rx_crc_errors", "rx_frame_errors")
"""What only the wire does (Documentation/ABI/testing/sysfs-class-net-statistics)."""
BETWEEN = 1.2
TIMEOUT = 1.5


class LinuxCarriers:
    """What /sys/class/net and NetworkManager tell."""

    def __init__(
        self, net: str = "/sys/class/net", bus: str = "", between: float = BETWEEN
    ) -> None:
        """Take another folder, another bus and other seconds, for a test."""
        self._net, self._bus, self._between = net, bus, between

    def cables(self) -> tuple[Cable, ...]:
        """See the port."""
        found = LinuxLinks(self._net).adapters()
        wired = [one.name for one in found if one.carrier and one.kind == "wired"]
        before = {name: self._counted(name) for name in wired}
        if wired:
            sleep(self._between)
        return tuple(self._cable(name, *before[name]) for name in wired)

    def signals(self) -> tuple[Signal, ...]:
        """See the port."""
        try:
            with Bus(self._bus, TIMEOUT, lasts=2 * TIMEOUT) as talk:
                devices = talk.call(NAME, ROOT, NAME, "GetDevices")[0]
                found = [_signal(talk, one) for one in devices]
        except PartMissing:
            return ()
        return tuple(one for one in found if one)

    def _cable(self, name: str, broken: int, whole: int) -> Cable:
        now_broken, now_whole = self._counted(name)
        return Cable(
            name,
            max(0, self._number(name, "speed")),
            half=self._read(name, "duplex") == "half",
            broken=max(0, now_broken - broken),
            whole=max(0, now_whole - whole),
        )

    def _counted(self, name: str) -> tuple[int, int]:
        broken = sum(self._number(name, f"statistics/{one}") for one in DAMAGED)
        return broken, self._number(name, "statistics/rx_packets")

    def _number(self, name: str, part: str) -> int:
        with suppress(ValueError):
            return int(self._read(name, part) or 0)
        return 0

    def _read(self, name: str, part: str) -> str:
        path = f"{self._net}/{name}/{part}"
        with suppress(OSError), open(path, encoding="ascii") as file:
            return file.read().strip()
        return ""


def _signal(talk: Bus, device: str) -> Signal | None:
    """Return the strength of a device's network; nothing where it has joined none."""
    try:
        if talk.get(NAME, device, f"{NAME}.Device", "DeviceType") != WIFI:
            return None
        adapter = talk.get(NAME, device, f"{NAME}.Device", "Interface")
        wireless = f"{NAME}.Device.Wireless"
        joined = talk.get(NAME, device, wireless, "ActiveAccessPoint")
        if joined == NOTHING:
            return None
        strength = talk.get(NAME, joined, f"{NAME}.AccessPoint", "Strength")
    except BusError:  # it has just gone
        return None
    return Signal(str(adapter), int(strength))
