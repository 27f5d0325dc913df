"""A Linux machine: its parts, each made when first asked for, and its places."""

from __future__ import annotations

from collections.abc import Callable

from agent.host.linux.places import (
    about,
    hold,
    known_values,
    policy_files,
    state_folder,
)

__all__ = [
    "PARTS",
    "about",
    "hold",
    "known_values",
    "own_agent",
    "policy_files",
    "state_folder",
]


HERE = __name__


def _lazily(module: str, name: str) -> Callable[[], object]:
    """Return what makes a part, importing its module only then."""

    def make() -> object:
        part: object = getattr(__import__(f"{HERE}.{module}", fromlist=[name]), name)()
        return part

    return make


def _disk() -> object:
    from agent.host.linux.disk import LinuxDisk, own_home, spots_of

    return LinuxDisk(own_home(), spots_of(own_home()))


def _disk_control() -> object:
    from agent.host.linux.cleaning import LinuxDiskControl
    from agent.host.linux.disk import own_home, spots_of

    return LinuxDiskControl(spots_of(own_home()))


def _services() -> object:
    from agent.host.linux.systemd import LinuxServices, booted

    booted()
    return LinuxServices()


def _service_control() -> object:
    from agent.host.linux.systemd import LinuxServiceControl, booted

    booted()
    return LinuxServiceControl()


def own_agent(state: str, outbox: str) -> object:
    """Return the part that knows what Blusser leaves in these folders."""
    from agent.host.linux.own import LinuxOwnAgent

    return LinuxOwnAgent(state, outbox)


PARTS: dict[str, Callable[[], object]] = {
    "Clock": _lazily("clock", "LinuxClock"),
    "Disk": _disk,
    "DiskControl": _disk_control,
    "Home": _lazily("home", "LinuxHome"),
    "Kerberos": _lazily("kerberos", "LinuxKerberos"),
    "LeaseControl": _lazily("leases", "LinuxLeases"),
    "Links": _lazily("links", "LinuxLinks"),
    "NameCacheControl": _lazily("name_caches", "LinuxNameCaches"),
    "NameServers": _lazily("name_servers", "LinuxNameServers"),
    "Passwords": _lazily("passwords", "LinuxPasswords"),
    "PrintControl": _lazily("printing", "LinuxPrintControl"),
    "Printing": _lazily("printing", "LinuxPrinting"),
    "Proxies": _lazily("proxies", "LinuxProxies"),
    "Routes": _lazily("routes", "LinuxRoutes"),
    "ServiceControl": _service_control,
    "Services": _services,
    "SignInServers": _lazily("signin", "LinuxSignInServers"),
    "TimeControl": _lazily("time_service", "LinuxTime"),
    "Web": _lazily("web", "LinuxWeb"),
}
"""By the port's name, so that no port is imported before somebody asks it."""
