"""Which questions, fields and rules may go into a bundle: what is not named does not.

A test fails by name for every question of a port, every field of what it answers and
every field of a section of the policy that stands neither here nor, with a reason,
under ``WITHHELD``.
"""

from __future__ import annotations

from typing import Final

ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "Clock": ("behind_servers", "behind_pages"),
    "Disk": ("volumes", "eaters", "damage", "drives"),
    "DiskControl": ("clean",),
    "Home": ("state",),
    "Kerberos": ("realm", "account", "ticket"),
    "LeaseControl": ("renew",),
    "Links": ("adapters", "addresses"),
    "NameCacheControl": ("flush",),
    "NameServers": ("upstream", "cache", "ask"),
    "OwnAgent": ("refused", "sizes"),
    "Passwords": ("own",),
    "PrintControl": ("cancel",),
    "Printing": ("printers", "jobs"),
    "Proxies": ("configured", "answers"),
    "Routes": ("gateways", "answering"),
    "ServiceControl": ("start",),
    "Services": ("named", "unsteady"),
    "SignInServers": ("is_joined", "default_realm", "servers", "answering"),
    "TimeControl": ("synchronise", "automatic"),
    "Web": ("pages", "endpoints"),
}
"""By port: the questions and levers whose arguments and answers IT may see."""

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "Adapter": ("name", "kind", "carrier"),
    "Address": ("adapter", "address", "self_assigned"),
    "Drive": ("name", "signs"),
    "Eater": ("place", "bytes", "files", "removable"),
    "Gateway": ("adapter", "address"),
    "HomeState": ("exists", "is_folder", "is_ours", "refused"),
    "PasswordAge": ("days_left", "must_change"),
    "PrintJob": ("id", "printer", "state", "age", "at_work", "done", "ours"),
    "Printer": ("name", "stopped", "reasons"),
    "Reply": ("server", "name", "status"),
    "Server": ("service", "host", "port"),
    "Service": (
        "name",
        "start",
        "state",
        "restarts",
        "steady",
        "gave_up",
        "result",
    ),
    "Volume": (
        "mount",
        "device",
        "kind",
        "free",
        "size",
        "free_files",
        "files",
        "read_only",
        "on_purpose",
    ),
}
"""By value that a question answers with: the fields IT may see."""

RULES: Final[dict[str, tuple[str, ...]]] = {
    "DiskRules": (
        "min_free_bytes",
        "min_free_percent",
        "min_free_inodes_percent",
        "temp_days",
        "cache_days",
        "trash_days",
    ),
    "LoginRules": ("realm", "password_warn_days"),
    "NetworkRules": (
        "names",
        "probes",
        "endpoints",
        "time_servers",
        "max_clock_skew",
        "proxy",
    ),
    "ServiceRules": (
        "required",
        "required_if_enabled",
        "max_restarts",
        "steady_minutes",
        "stuck_job_minutes",
        "max_own_bytes",
    ),
}
"""By section of the policy: the fields IT may see; they came from IT."""

WITHHELD: Final[dict[str, str]] = {}
"""By ``Port.question``, ``Value.field`` or ``Section.field``: why it stays here.

An asking that needs one of them is left out whole, and what was found with it.
"""
