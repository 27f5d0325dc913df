"""Limits of the settings beyond their types, by key; a number without one is a bug."""

from __future__ import annotations

from collections.abc import Iterator

from agent.policy.model import Policy
from agent.policy.recipients import Recipients
from agent.policy.schedule import EVERY_DAY
from agent.policy.wording import Among, FullPath, Hours
from agent.typed import Any
from agent.value import Value
from agent.words.phrases import LANGUAGES

Where = tuple[str, ...]


class Between(Value):
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        if not self.low <= value <= self.high:
            yield (), f"must be from {self.low:g} to {self.high:g}, not {value!r}"


class Addresses(Value):
    """Web addresses with this beginning, a host, and no credentials in them.

    In a list of rows the address is the first of each row.
    """

    begins: str

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        if isinstance(value, str):
            yield from (((), why) for why in self._wrong(value) if value)
            return
        for at, row in enumerate(value):
            address, where = (row, ()) if isinstance(row, str) else (row[0], ("0",))
            yield from (((str(at), *where), why) for why in self._wrong(address))

    def _wrong(self, address: str) -> Iterator[str]:
        place = address.partition("://")[2].partition("/")[0]
        if not address.startswith(self.begins):
            yield f"must begin with {self.begins}"
        elif "@" in place:
            yield "must not hold a user name or password"
        elif not place.strip(":"):
            yield "names no host"


class Networks(Value):
    """Networks as an address and how many of its bits count (RFC 4632)."""

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        for at, network in enumerate(value):
            from ipaddress import ip_network

            try:
                ip_network(network)
            except ValueError as wrong:
                yield (str(at),), f"is no network like 10.20.0.0/16: {wrong}"


class Place(Value):
    """Where a desk is: https, mail, or a folder; plain http on this PC alone."""

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        kind, _, rest = str(value).partition("://")
        host = rest.partition("/")[0]
        near = host.partition(":")[0] in ("127.0.0.1", "localhost")
        if not value or value[0] in "/\\":
            return
        if "@" in host:
            yield (), "must not hold a user name or password"
        elif kind not in ("https", "smtp", "smtps") and not (kind == "http" and near):
            yield (), "must begin with https://, smtp:// or smtps://, or be a folder"


DAYS = Between(0, 3650)
LEFT_ALONE = Between(1, 3650)
"""Days; what was in use today is never old."""
PERCENT = Between(0, 100)
Limit = Between | Addresses | Networks | Among | Hours | FullPath | Place | Recipients
LIMITS: dict[str, Limit] = {
    "network.probes": Addresses("http://"),
    "network.endpoints": Addresses("https://"),
    "network.proxy": Addresses("http://"),
    "network.pac": Addresses("http"),
    "network.secure_probes": Addresses("https://"),
    "network.slow_names_seconds": Between(0.1, 2),
    "network.max_clock_skew": Between(1, 86_400),
    "network.lossy_above_percent": PERCENT,
    "network.slow_above_ms": Between(1, 10_000),
    "network.jittery_above_ms": Between(1, 10_000),
    "network.vpn_networks": Networks(),
    "disk.min_free_bytes": Between(0, 1e15),
    "disk.min_free_percent": PERCENT,
    "disk.min_free_inodes_percent": PERCENT,
    "disk.temp_days": LEFT_ALONE,
    "disk.cache_days": LEFT_ALONE,
    "disk.trash_days": LEFT_ALONE,
    "disk.evidence_days": LEFT_ALONE,
    "disk.data_min_free_bytes": Between(0, 1e15),
    "disk.fills_up_hours": Between(0, 1000),
    "disk.quota_min_free_percent": PERCENT,
    "disk.slow_write_seconds": Between(0.01, 60),
    "disk.slow_pressure_percent": PERCENT,
    "disk.worn_percent": Between(1, 255),
    "disk.mount_seconds": Between(0.1, 3.5),
    "performance.memory_free_percent": PERCENT,
    "performance.swap_free_percent": PERCENT,
    "performance.memory_stalled_percent": PERCENT,
    "performance.processor_waiting_percent": PERCENT,
    "performance.throttled_percent": PERCENT,
    "performance.battery_percent": PERCENT,
    "throughput.download": Addresses("https://"),
    "throughput.upload": Addresses("https://"),
    "throughput.librespeed": Addresses("https://"),
    "throughput.max_bytes": Between(2_000_000, 1e10),
    "throughput.max_seconds": Between(1, 60),
    "throughput.slow_below_mbit": Between(0, 1e6),
    "login.password_warn_days": DAYS,
    "login.certificate_warn_days": DAYS,
    "services.max_restarts": Between(1, 10_000),
    "services.steady_minutes": Between(1, 100_000),
    "services.stuck_job_minutes": Between(1, 100_000),
    "services.unreached_minutes": Between(0, 100_000),
    "services.update_lock_minutes": Between(0, 100_000),
    "services.max_uptime_days": Between(1, 3650),
    "services.max_own_bytes": Between(1_000_000, 1e12),
    "schedule.every_hours": Between(0, 720),
    "schedule.jitter_minutes": Between(0, 1440),
    "schedule.quiet_hours": Hours(),
    "schedule.days": Among(EVERY_DAY, least=1),
    "desk.recipients": Recipients(),
    "notices.most_per_day": Between(0, 24),
    "retention.history_days": Between(1, 3650),
    "retention.history_bytes": Between(1_000_000, 1e10),
    "retention.outbox_days": Between(1, 3650),
    "retention.outbox_reports": Between(1, 1000),
    "languages": Among(LANGUAGES),
    "fixes.most_per_day": Between(1, 1000),
    "fixes.returns_per_week": Between(1, 1000),
    "desk.url": Place(),
    "desk.secret": FullPath(),
    "desk.authority": FullPath(),
    "desk.certificate": FullPath(),
    "desk.proxy": Addresses("http://"),
    "desk.most_bytes": Between(0, 1e9),
    "desk.outage_wait_minutes": Between(0, 1440),
    "desk.outage_spread_minutes": Between(0, 1440),
    "desk.most_per_day": Between(0, 1000),
    "outbox": FullPath(),
    "textfile": FullPath(),
    "keep_cases": Between(1, 100_000),
}


def objections(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Yield every setting beyond its limit: the path of keys to it, and why."""
    for key, limit in LIMITS.items():
        value: Any = policy
        for name in key.split("."):
            value = getattr(value, name)
        for where, why in limit.objections(value):
            yield (*key.split("."), *where), why
