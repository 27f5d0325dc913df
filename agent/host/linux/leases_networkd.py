"""DHCP leases that systemd-networkd holds, over its D-Bus interface."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser, Error
from contextlib import suppress

from agent.host.linux.bus import Bus
from agent.host.trouble import PartMissing

NAME = "org.freedesktop.network1"
MANAGER = ("/org/freedesktop/network1", f"{NAME}.Manager")
STATE = "/run/systemd/netif/links"
LENT = ("yes", "true", "on", "1", "ipv4", "both", "v4")
"""What ``DHCP=`` says in systemd.network(5) where IPv4 addresses are lent."""
TIMEOUT = 5.0


class NetworkdLease:
    """A link that systemd-networkd runs with DHCP."""

    def __init__(self, bus: str, adapter: str, index: int) -> None:
        """Take the bus, the interface's name and its index."""
        self._bus, self.adapter, self._index = bus, adapter, index

    def ask(self) -> None:
        """Ask the server to renew; nothing happens where no lease is held."""
        self._call("RenewLink")

    def start_over(self) -> None:
        """Configure the link anew, which asks for a new lease."""
        self._call("ReconfigureLink")

    def _call(self, member: str) -> None:
        with Bus(self._bus, TIMEOUT) as talk:
            talk.call(NAME, *MANAGER, member, "i", (self._index,))


def networkd_leases(bus: str = "", state: str = STATE) -> Iterator[NetworkdLease]:
    """Yield the links with DHCP; none where systemd-networkd does not run."""
    try:
        with Bus(bus, TIMEOUT) as talk:
            links = talk.call(NAME, *MANAGER, "ListLinks")[0]
    except PartMissing:
        return
    for index, adapter, _ in links:
        if lent(f"{state}/{index}"):
            yield NetworkdLease(bus, str(adapter), int(index))


def lent(file: str) -> bool:
    """Return whether the state file of a link tells of a carrier and of DHCP.

    It names the ``.network`` file that applies and its drop-ins, the last of which
    to speak decides.
    """
    about = _assignments(file)
    if about.get("CARRIER_STATE") in {"off", "no-carrier", "dormant"}:
        return False
    files = [about.get("NETWORK_FILE", "")]
    for name in ("NETWORK_FILE_DROPINS", "NETWORK_DROPINS"):
        files += about.get(name, "").split()
    said = ""
    for one in filter(None, files):
        parser = ConfigParser(strict=False, interpolation=None, allow_no_value=True)
        with suppress(OSError, UnicodeError, Error):
            parser.read(one, "utf-8")
            said = parser.get("Network", "DHCP", fallback=said)
    return said.lower() in LENT


def _assignments(file: str) -> dict[str, str]:
    with suppress(OSError), open(file, encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").partition("=") for line in lines)
        return {name: value.strip('"') for name, _, value in pairs}
    return {}
