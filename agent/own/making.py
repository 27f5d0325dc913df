"""Makes checks out of the rows that IT wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent.check import AnyCheck, Check, check, parts_of
from agent.model import Finding, Problem
from agent.own import asking
from agent.policy.own import OwnCheck
from agent.policy.own_kinds import KINDS, UPSTREAM
from agent.typed import Any, Final

TIMEOUT = 4.5
OUTAGES: Final[dict[str, tuple[str, ...]]] = {
    "tcp": ("host", "port"),
    "http": ("url",),
    "dns": ("name",),
    "certificate": ("where",),
}
"""By kind, the facts that name what is down for everybody."""
LOOPBACK = ("127.", "localhost", "[::1]", "::1")
"""How a host of a machine's own begins."""


def own_checks(
    rows: Sequence[OwnCheck], catalogue: Sequence[AnyCheck]
) -> tuple[AnyCheck, ...]:
    """Return a check for each row, in their order.

    An upstream that is neither in the catalogue nor an earlier row is left out: the
    policy was read against the whole catalogue, a bundle may be of another version.
    """
    known: dict[str, AnyCheck] = {one.id: one for one in catalogue}
    made: list[AnyCheck] = []
    for row in rows:
        one = _made(row, known)
        known[one.id] = one
        made.append(one)
    return tuple(made)


def problem_of(row: OwnCheck) -> Problem:
    """Return what such a check can find."""
    host = row.host or row.url.partition("://")[2]
    at_home = bool(row.path) or host.startswith(LOOPBACK)
    return Problem(
        row.code,
        row.severity,
        facts=KINDS[row.kind].facts,
        outage_of=() if at_home else OUTAGES.get(row.kind, ()),
        repaired_by=(row.fix,) if row.fix else (),
    )


def _made(row: OwnCheck, known: Mapping[str, AnyCheck]) -> Check[...]:
    """Make one; that it works contradicts nothing, as IT drew the arrows by hand."""
    above = UPSTREAM.get(row.kind, ())
    names = above if row.explained_by is None else row.explained_by
    upstream = tuple(known[name] for name in names if name in known)
    find, problem = _kind(row), problem_of(row)

    def ask(own: OwnCheck, *args: Any, **parts: Any) -> Finding | None:
        facts = find(own, *args, **parts)
        return problem(**facts) if facts else None

    ask.__annotations__ = parts_of(find)
    ask.__module__, ask.__name__ = f"checks.{row.check}", row.id
    ask.__doc__ = next(iter(row.words.values())).title
    return check(explained_by=upstream, timeout=TIMEOUT, proves=False)(ask)


def _kind(row: OwnCheck) -> Callable[..., dict[str, Any] | None]:
    if row.kind == "certificate":
        return asking.file_certificate if row.path else asking.host_certificate
    found: Callable[..., dict[str, Any] | None] = getattr(asking, row.kind)
    return found
