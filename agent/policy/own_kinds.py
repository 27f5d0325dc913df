"""The kinds of IT's own checks: their keys, their facts, what explains them."""

from __future__ import annotations

from agent.typed import Final
from agent.value import Value


class Kind(Value):
    """Which keys a kind needs and may have, and the facts its sentences may use."""

    needs: tuple[str, ...]
    may: tuple[str, ...]
    facts: tuple[str, ...]


KINDS: Final[dict[str, Kind]] = {
    "tcp": Kind(("host", "port"), ("seconds",), ("host", "port", "state")),
    "http": Kind(("url",), ("status", "seconds"), ("url", "status", "state")),
    "dns": Kind(("name",), (), ("name", "state")),
    "service": Kind(("service",), ("if_installed",), ("service", "state")),
    "process": Kind(("process",), ("at_least", "at_most"), ("process", "count")),
    "file": Kind(
        ("path",),
        ("exists", "max_age_hours", "min_bytes", "max_bytes"),
        ("path", "state", "bytes", "age"),
    ),
    "certificate": Kind((), ("host", "port", "path", "days"), ("where", "days")),
    "disk": Kind(
        ("path",),
        ("min_free_bytes", "min_free_percent"),
        ("path", "free", "size", "percent"),
    ),
    "mount": Kind(("path",), (), ("path", "state")),
}
SHARED: Final = ("id", "kind", "words", "severity", "explained_by", "fix")
"""The keys of every kind."""
UPSTREAM: Final[dict[str, tuple[str, ...]]] = {
    "tcp": ("network.names_resolve",),
    "http": ("network.names_resolve", "network.proxy_answers", "network.clock_agrees"),
    "dns": ("network.names_resolve",),
    "certificate": ("network.clock_agrees",),
    "mount": ("network.names_resolve",),
}
"""What explains a kind where IT does not say; of the others, nothing."""
