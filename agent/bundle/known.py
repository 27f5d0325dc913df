"""What names this machine and its people: how it may be spelled, how it is replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import quote

from agent.bundle.kinds.rule import Shape
from agent.host.transcript import Asking

STAND_INS: Final = {"user": "user", "name": "name", "host": "pc", "domain": "domain"}
"""By kind of known value; a home folder becomes ``/home/user-a2b3``."""
NOBODY: Final = frozenset(
    "root daemon nobody admin administrator system guest user"  # noqa: SIM905
    " localhost localdomain"
    " localhost.localdomain local lan home internal corp domain workgroup none".split()
)
"""Accounts and names that identify nobody: never replaced."""
ORDINARY: Final = frozenset(
    "desktop laptop server client office test demo debian ubuntu"  # noqa: SIM905
    " fedora linux windows"
    " disk network login service services host machine computer mark will rose guy"
    " grace page case rule state status name names size free files kind mount".split()
)
"""Names that are words as well: replaced only where nothing but a name can stand."""
SHORT: Final = 4
"""Letters below which a name counts as ordinary: An, Jo, Jan."""

Known = tuple[str, str, str]
"""Kind, value, stand-in."""


def values(
    known: Mapping[str, str], stand_in: Callable[[str, str], str]
) -> list[Known]:
    """Return what is to be replaced, the longest value first."""
    found: list[Known] = []
    for kind, value in known.items():
        if len(value) < 2 or value.lower() in NOBODY:
            continue
        if kind == "home":
            user = stand_in("user", known.get("user", value).lower())
            found += [(kind, value, f"/home/{user}")] if value.count("/") > 1 else []
            continue
        word = stand_in(STAND_INS.get(kind, kind), value.lower())
        parts = [p for p in value.split() if kind == "name" and _is_telling(p)]
        found += [(kind, part, word) for part in {value: 0, **dict.fromkeys(parts)}]
    return sorted(found, key=lambda entry: -len(entry[1]))


def own_addresses(askings: Sequence[Asking]) -> tuple[str, ...]:
    """Return the addresses of this machine that are its own in the whole world.

    Those of a private network (RFC 1918, RFC 4193) say nothing of who it is.
    """
    told = (
        address
        for asking in askings
        for line in asking.lines
        if (line.port, line.question) == ("Links", "addresses")
        for address in _addresses(line.answer)
    )
    return tuple(dict.fromkeys(one for one in told if _is_global(one)))


def _addresses(answer: object) -> Iterator[str]:
    for entry in answer if isinstance(answer, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("address"), str):
            yield entry["address"]


def _is_global(text: str) -> bool:
    try:
        return ip_address(text.partition("%")[0]).is_global
    except ValueError:
        return False


def address_like(address: str, digest: bytes) -> str:
    """Return an address of the same family from the range for examples.

    RFC 2544 (198.18.0.0/15) and RFC 3849 (2001:db8::/32): nobody has one of those.
    """
    if ":" in address:
        return str(IPv6Address(b"\x20\x01\x0d\xb8" + digest[:12]))
    return str(IPv4Address(b"\xc6\x12" + digest[:2]))


ADDRESS: Final = Shape("address", str, address_like, lambda made, _: made)
"""That of this machine: always written in one way."""


def any_of(known: Sequence[Known]) -> re.Pattern[str] | None:
    """Return a pattern for all of them, in groups ``v0``, ``v1``, …; none for none."""
    ways = [f"(?P<v{at}>{_way(k, value)})" for at, (k, value, _) in enumerate(known)]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _is_telling(name: str) -> bool:
    return len(name) >= SHORT and name.lower() not in ORDINARY | NOBODY


def _way(kind: str, value: str) -> str:
    """Return a pattern for a name as a word; stricter where it is one anyway."""
    name = _spelled(value)
    if kind == "address":
        return rf"(?<![\w.:]){name}(?!\w|\.\d)"
    if _is_telling(value):
        return rf"(?<![^\W_]){name}(?![^\W_])"
    return "|".join(
        (
            rf"\A{name}\Z",
            rf"(?<=[/\\]){name}(?=[/\\\s\"':,]|\Z)",
            rf"(?<![\w.-]){name}(?=@)",
            rf"(?<=['\"«]){name}(?=['\"»])",
        )
    )


def _spelled(value: str) -> str:
    """Return a pattern for a value as it is, as in an address, or as in JSON."""
    ways = (value, quote(value), quote(value, safe="/@"), json.dumps(value)[1:-1])
    found = dict.fromkeys(re.escape(way) for way in ways)
    return f"(?:{'|'.join(found)})" if len(found) > 1 else next(iter(found))
