"""Which questions, fields and rules may go into a bundle: what is not named does not.

A test fails by name for every question of a port, every field of what it answers and
every field of a section of the policy that stands neither here, nor in
``allowed_fields`` or ``allowed_rules``, nor, with a reason,
under ``WITHHELD``.
"""

from __future__ import annotations

from typing import Final

from agent.bundle.allowed_fields import FIELDS
from agent.bundle.allowed_rules import RULES

__all__ = ["ALLOWED", "FIELDS", "RULES", "WITHHELD"]

ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "AdapterControl": ("restart",),
    "Batteries": ("worn",),
    "Carriers": ("cables", "signals"),
    "Certificates": ("in_use",),
    "Clock": ("behind_servers", "behind_pages"),
    "ConnectionControl": ("reconnect",),
    "DataVolumes": ("volumes",),
    "Disk": ("volumes", "eaters", "damage", "drives"),
    "DiskControl": ("clean",),
    "DiskGrowth": ("since",),
    "DiskHistory": ("readings",),
    "DiskSpeed": ("writes",),
    "DomainAccount": ("refusal", "state"),
    "DomainClock": ("behind",),
    "DriveWear": ("used",),
    "FailedSignIns": ("locked",),
    "Families": ("six_is_used", "compare"),
    "Heat": ("throttled",),
    "Home": ("state",),
    "HomeMount": ("missing",),
    "Identities": ("shown",),
    "Kerberos": ("realm", "account", "ticket", "holds"),
    "Keyring": ("locked",),
    "LeaseControl": ("renew",),
    "Line": ("look",),
    "Links": ("adapters", "addresses"),
    "MachineTrust": ("asked",),
    "Memory": ("state", "takers"),
    "Moments": (
        "in_call",
        "presenting",
        "remote_session",
        "low_battery",
        "metered",
        "drive_failing",
        "updating",
    ),
    "MountControl": ("mount", "reconnect"),
    "Mounts": ("missing", "kept"),
    "NameCacheControl": ("flush",),
    "NameServersControl": ("lent", "used", "use"),
    "NameService": ("paces", "inventing", "addresses"),
    "HostsFile": ("entries",),
    "HostsFileControl": ("keep", "silence", "put_back"),
    "NameServers": ("upstream", "cache", "ask"),
    "NameServiceControl": ("restart",),
    "OwnAgent": ("refused", "sizes"),
    "OwnFirewall": ("refused", "names_by_other_means", "web"),
    "OwnRights": ("suffice",),
    "OwnServiceControl": ("start", "start_anew"),
    "OwnUnits": ("failed",),
    "PackageControl": ("finish",),
    "Packages": ("broken", "journal", "lock", "refreshed"),
    "Packets": ("large",),
    "Passwords": ("own",),
    "Paths": ("file", "room", "mounted", "expiry"),
    "Pressures": ("of",),
    "PrintControl": ("cancel", "resume", "pause", "accept", "reject"),
    "Printing": ("printers", "jobs", "default"),
    "Pac": ("script",),
    "Programs": ("count",),
    "Processor": ("workers",),
    "Proxies": ("configured", "answers", "lets"),
    "ProxyControl": ("own", "choose", "addresses", "write"),
    "ProxyHistory": ("worked",),
    "RadioControl": ("switch",),
    "Radios": ("wireless", "usual"),
    "Reach": ("connect", "page", "expiry"),
    "Restarts": ("up", "wanted_by", "newer_kernel"),
    "Quotas": ("own",),
    "RemoteMounts": ("asked",),
    "Routes": ("gateways", "answering"),
    "ServiceControl": ("start", "start_anew"),
    "Services": ("named", "unsteady"),
    "SignInServers": ("is_joined", "default_realm", "servers", "answering"),
    "SignInService": ("offline",),
    "SignInServiceControl": ("try_again",),
    "Sound": ("cards", "services", "output"),
    "TicketControl": ("renew", "current", "good", "use"),
    "Tickets": ("life",),
    "SoundControl": ("loudness", "set_loudness"),
    "SystemRights": ("greet", "ask", "apply"),
    "TimeControl": ("is_automatic", "synchronise", "automatic"),
    "TunnelControl": ("known", "connect"),
    "Tunnels": ("up", "leads"),
    "Units": ("failed", "blockers", "timers"),
    "WayControl": ("route", "put_last", "put_back"),
    "Ways": ("out", "leased", "leading_out"),
    "Web": ("pages", "endpoints"),
    "Wire": ("rivals",),
}
"""By port: the questions and levers whose arguments and answers IT may see."""

ON_DEMAND: Final = "measured by a command of its own, never in a run"
WITHHELD: Final[dict[str, str]] = {
    f"{owner}.{name}": ON_DEMAND
    for owner, names in {
        "Throughput": ("latency", "download", "upload", "public"),
        "Transfer": ("bytes", "seconds", "mbit"),
        "Public": ("download", "upload", "latency", "moved", "server"),
    }.items()
    for name in names
}
"""By ``Port.question``, ``Value.field`` or ``Section.field``: why it stays here.

An asking that needs one of them is left out whole, and what was found with it.
"""
