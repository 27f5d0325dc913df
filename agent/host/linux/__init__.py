"""A Linux machine: its parts, each made when first asked for, and its places."""

from __future__ import annotations

import os
from collections.abc import Callable

from agent.host.linux.for_desks import (
    apart,
    kept_secret,
    network,
    proxy_ticket,
    way_to,
)
from agent.host.linux.places import (
    about,
    hold,
    known_values,
    log,
    mighty,
    notice_writers,
    notices_file,
    on_battery,
    policy_files,
    policy_kept,
    policy_keys,
    read_rules,
    soft_spot,
    state_folder,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.host.linux.workshop import LinuxWorkshop
    from agent.service.broker import Peers

__all__ = [
    "PARTS",
    "about",
    "apart",
    "hold",
    "kept_secret",
    "known_values",
    "log",
    "mighty",
    "network",
    "notice_writers",
    "notices_file",
    "on_battery",
    "own_agent",
    "policy_files",
    "policy_kept",
    "policy_keys",
    "proxy_ticket",
    "read_rules",
    "service_peers",
    "service_place",
    "service_workshop",
    "soft_spot",
    "state_folder",
    "system_rights",
    "way_to",
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


def _own_service_control() -> object:
    from agent.host.linux.session import session_bus
    from agent.host.linux.systemd import LinuxServiceControl

    return LinuxServiceControl(session_bus())


def _units() -> object:
    from agent.host.linux.systemd import booted
    from agent.host.linux.units import LinuxUnits

    booted()
    return LinuxUnits()


def own_agent(state: str, outbox: str) -> object:
    """Return the part that knows what Blusser leaves in these folders."""
    from agent.host.linux.own import LinuxOwnAgent

    return LinuxOwnAgent(state, outbox)


def service_peers() -> Peers:
    """Return what tells who calls the service on its socket."""
    from agent.host.linux.peers import LinuxPeers

    return LinuxPeers()


def service_workshop() -> LinuxWorkshop:
    """Return where the service has things done."""
    from agent.host.linux.workshop import LinuxWorkshop

    return LinuxWorkshop()


def service_place() -> str:
    """Return the socket of the service; empty where it is not there."""
    from agent.host.linux.rights import SOCKET

    return SOCKET if os.path.exists(SOCKET) else ""


def system_rights(digest: str) -> object:
    """Return the part that borrows the rights of the system from the service."""
    from agent.host.linux.rights import system_rights

    return system_rights(digest)


PARTS: dict[str, Callable[[], object]] = {
    "AdapterControl": _lazily("adapter_control", "LinuxAdapterControl"),
    "Batteries": _lazily("battery", "LinuxBatteries"),
    "Carriers": _lazily("carriers", "LinuxCarriers"),
    "Certificates": _lazily("client_certificates", "LinuxClientCertificates"),
    "Clock": _lazily("clock", "LinuxClock"),
    "ConnectionControl": _lazily("connection_control", "LinuxConnectionControl"),
    "DataVolumes": _lazily("data_volumes", "LinuxDataVolumes"),
    "Disk": _disk,
    "DiskControl": _disk_control,
    "DiskGrowth": _lazily("growth", "LinuxDiskGrowth"),
    "DiskSpeed": _lazily("disk_speed", "LinuxDiskSpeed"),
    "DomainAccount": _lazily("domain_account", "LinuxDomainAccount"),
    "DomainClock": _lazily("domain", "LinuxDomainClock"),
    "DriveWear": _lazily("drive_wear", "LinuxDriveWear"),
    "FailedSignIns": _lazily("faillock", "LinuxFailedSignIns"),
    "Families": _lazily("families", "LinuxFamilies"),
    "Heat": _lazily("heat", "LinuxHeat"),
    "Home": _lazily("home", "LinuxHome"),
    "HomeMount": _lazily("home_mount", "LinuxHomeMount"),
    "HostsFile": _lazily("name_service", "LinuxHostsFile"),
    "HostsFileControl": _lazily("hosts_file", "LinuxHostsFileControl"),
    "Identities": _lazily("identities", "LinuxIdentities"),
    "Kerberos": _lazily("kerberos", "LinuxKerberos"),
    "Keyring": _lazily("keyring", "LinuxKeyring"),
    "LeaseControl": _lazily("leases", "LinuxLeases"),
    "Line": _lazily("line", "LinuxLine"),
    "Links": _lazily("links", "LinuxLinks"),
    "MachineTrust": _lazily("domain", "LinuxMachineTrust"),
    "Memory": _lazily("memory", "LinuxMemory"),
    "Moments": _lazily("moments", "LinuxMoments"),
    "MountControl": _lazily("kept_mounts", "LinuxMountControl"),
    "Mounts": _lazily("kept_mounts", "LinuxMounts"),
    "NameCacheControl": _lazily("name_caches", "LinuxNameCaches"),
    "NameServersControl": _lazily("name_servers_control", "LinuxNameServersControl"),
    "NameService": _lazily("name_service", "LinuxNameService"),
    "NameServers": _lazily("name_servers", "LinuxNameServers"),
    "NameServiceControl": _lazily("name_service_control", "LinuxNameServiceControl"),
    "OwnFirewall": _lazily("firewall", "LinuxOwnFirewall"),
    "OwnRights": _lazily("own_rights", "LinuxOwnRights"),
    "OwnServiceControl": _own_service_control,
    "OwnUnits": _lazily("session", "LinuxOwnUnits"),
    "PackageControl": _lazily("dpkg", "LinuxPackageControl"),
    "Packages": _lazily("packages", "LinuxPackages"),
    "Pac": _lazily("pac", "LinuxPac"),
    "Packets": _lazily("packets", "LinuxPackets"),
    "Passwords": _lazily("passwords", "LinuxPasswords"),
    "Paths": _lazily("paths", "LinuxPaths"),
    "Pressures": _lazily("pressure", "LinuxPressures"),
    "PrintControl": _lazily("printing", "LinuxPrintControl"),
    "Printing": _lazily("printing", "LinuxPrinting"),
    "Programs": _lazily("programs", "LinuxPrograms"),
    "Processor": _lazily("processor", "LinuxProcessor"),
    "Proxies": _lazily("proxies", "LinuxProxies"),
    "ProxyControl": _lazily("proxy_control", "LinuxProxyControl"),
    "RadioControl": _lazily("radio_control", "LinuxRadioControl"),
    "Radios": _lazily("radio", "LinuxRadios"),
    "Reach": _lazily("reach", "LinuxReach"),
    "Restarts": _lazily("restarts", "LinuxRestarts"),
    "Quotas": _lazily("quotas", "LinuxQuotas"),
    "RemoteMounts": _lazily("remote_mounts", "LinuxRemoteMounts"),
    "Routes": _lazily("routes", "LinuxRoutes"),
    "ServiceControl": _service_control,
    "Services": _services,
    "SignInServers": _lazily("signin", "LinuxSignInServers"),
    "SignInService": _lazily("sssd", "LinuxSignInService"),
    "SignInServiceControl": _lazily("sssd_control", "LinuxSignInServiceControl"),
    "Sound": _lazily("session", "LinuxSound"),
    "SoundControl": _lazily("session", "LinuxSoundControl"),
    "Throughput": _lazily("throughput", "LinuxThroughput"),
    "TicketControl": _lazily("tickets", "LinuxTickets"),
    "Tickets": _lazily("tickets", "LinuxTickets"),
    "TimeControl": _lazily("time_service", "LinuxTime"),
    "TunnelControl": _lazily("vpn_control", "LinuxTunnelControl"),
    "Tunnels": _lazily("vpn", "LinuxTunnels"),
    "Units": _units,
    "WayControl": _lazily("way_control", "LinuxWayControl"),
    "Ways": _lazily("ways", "LinuxWays"),
    "Web": _lazily("web", "LinuxWeb"),
    "Wire": _lazily("wire", "LinuxWire"),
}
"""By the port's name, so that no port is imported before somebody asks it."""
