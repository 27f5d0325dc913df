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


def _disk() -> object:
    from agent.host.linux.disk import LinuxDisk, own_home, spots_of

    return LinuxDisk(own_home(), spots_of(own_home()))


def _disk_control() -> object:
    from agent.host.linux.cleaning import LinuxDiskControl
    from agent.host.linux.disk import own_home, spots_of

    return LinuxDiskControl(spots_of(own_home()))


def _home() -> object:
    from agent.host.linux.home import LinuxHome

    return LinuxHome()


def _passwords() -> object:
    from agent.host.linux.passwords import LinuxPasswords

    return LinuxPasswords()


def _kerberos() -> object:
    from agent.host.linux.kerberos import LinuxKerberos

    return LinuxKerberos()


def _sign_in_servers() -> object:
    from agent.host.linux.signin import LinuxSignInServers

    return LinuxSignInServers()


def _links() -> object:
    from agent.host.linux.links import LinuxLinks

    return LinuxLinks()


def _routes() -> object:
    from agent.host.linux.routes import LinuxRoutes

    return LinuxRoutes()


def _name_servers() -> object:
    from agent.host.linux.name_servers import LinuxNameServers

    return LinuxNameServers()


def _proxies() -> object:
    from agent.host.linux.proxies import LinuxProxies

    return LinuxProxies()


def _web() -> object:
    from agent.host.linux.web import LinuxWeb

    return LinuxWeb()


def _clock() -> object:
    from agent.host.linux.clock import LinuxClock

    return LinuxClock()


def _services() -> object:
    from agent.host.linux.systemd import LinuxServices, booted

    booted()
    return LinuxServices()


def _service_control() -> object:
    from agent.host.linux.systemd import LinuxServiceControl, booted

    booted()
    return LinuxServiceControl()


def _printing() -> object:
    from agent.host.linux.printing import LinuxPrinting

    return LinuxPrinting()


def _print_control() -> object:
    from agent.host.linux.printing import LinuxPrintControl

    return LinuxPrintControl()


def _name_cache_control() -> object:
    from agent.host.linux.name_caches import LinuxNameCaches

    return LinuxNameCaches()


def _lease_control() -> object:
    from agent.host.linux.leases import LinuxLeases

    return LinuxLeases()


def _time_control() -> object:
    from agent.host.linux.time_service import LinuxTime

    return LinuxTime()


def own_agent(state: str, outbox: str) -> object:
    """Return the part that knows what Blusser leaves in these folders."""
    from agent.host.linux.own import LinuxOwnAgent

    return LinuxOwnAgent(state, outbox)


PARTS: dict[str, Callable[[], object]] = {
    "Clock": _clock,
    "Disk": _disk,
    "DiskControl": _disk_control,
    "Home": _home,
    "Kerberos": _kerberos,
    "LeaseControl": _lease_control,
    "Links": _links,
    "NameCacheControl": _name_cache_control,
    "NameServers": _name_servers,
    "Passwords": _passwords,
    "PrintControl": _print_control,
    "Printing": _printing,
    "Proxies": _proxies,
    "Routes": _routes,
    "ServiceControl": _service_control,
    "Services": _services,
    "SignInServers": _sign_in_servers,
    "TimeControl": _time_control,
    "Web": _web,
}
"""By the port's name, so that no port is imported before somebody asks it."""
