"""What a DHCP server named beside an address, as who holds the lease tells."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

from agent.host.linux.bus import Bus
from agent.host.trouble import HostError, PartMissing

NAME = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
LEASE = f"{NAME}.DHCP4Config"
NOTHING = "/"
NETWORKD = "/run/systemd/netif/leases"
TIMEOUT = 1.0


def routers(adapter: str, bus: str = "", networkd: str = NETWORKD) -> tuple[str, ...]:
    """Return the routers of an adapter's lease; none where nobody tells."""
    return _addresses(adapter, "routers", "ROUTER", bus, networkd)


def servers(adapter: str, bus: str = "", networkd: str = NETWORKD) -> tuple[str, ...]:
    """Return the name servers of an adapter's lease; the same."""
    return _addresses(adapter, "domain_name_servers", "DNS", bus, networkd)


def _addresses(
    adapter: str, option: str, key: str, bus: str, networkd: str
) -> tuple[str, ...]:
    """Return what is called so by NetworkManager, and so by systemd-networkd."""
    told = _networkd(adapter, networkd, key) or _networkmanager(adapter, bus, option)
    found = []
    for word in told.replace(",", " ").split():
        with suppress(ValueError):
            found.append(str(ipaddress.IPv4Address(word)))
    return tuple(found)


def _networkmanager(adapter: str, bus: str, option: str) -> str:
    try:
        with Bus(bus, TIMEOUT, lasts=TIMEOUT) as talk:
            found = talk.call(NAME, ROOT, NAME, "GetDeviceByIpIface", "s", (adapter,))
            lease = talk.get(NAME, found[0], f"{NAME}.Device", "Dhcp4Config")
            if lease == NOTHING:
                return ""
            options = talk.get(NAME, lease, LEASE, "Options")
    except (HostError, PartMissing, PermissionError):
        return ""
    return str(options.get(option, ("s", ""))[1])


def _networkd(adapter: str, folder: str, key: str) -> str:
    """Read the file of systemd-networkd; its format is not promised, so any is fine."""
    with suppress(OSError, UnicodeError):
        path = f"{folder}/{socket.if_nametoindex(adapter)}"
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, _, value = line.rstrip("\n").partition("=")
                if name == key:
                    return value
    return ""
