"""Reads IT's policy from TOML and names a mistake by line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from agent.codec import Mismatch, build
from agent.policy.limits import objections
from agent.policy.model import Policy
from agent.policy.places import LARGEST, Ids
from agent.trouble import BadInput, close
from agent.typed import Any
from agent.value import replace

TEXT = "utf-8-sig"
"""UTF-8 with or without the mark that editors of Windows put before it."""
MOST = 600
"""Characters; a sentence that quotes a whole file is told by no journal."""
HEADER = r"""\s*\[{1,2}\s*([\w."' -]+?)\s*\]{1,2}\s*(?:#.*)?$"""
"""A line that begins a table, and none that goes on with an array."""


def parse(raw: bytes, path: str, fixes: Ids, checks: Ids = frozenset) -> Policy:
    """Make a policy from the bytes of a file, or raise ``BadInput``."""
    if len(raw) > LARGEST:
        msg = f"The policy file {path} is larger than {LARGEST // 1024} kB."
        raise BadInput(msg)
    try:
        text = raw.decode(TEXT)
    except UnicodeDecodeError as trouble:
        line = raw[: trouble.start].count(b"\n") + 1
        msg = f"The policy file {path}, line {line}: this is not UTF-8 text."
        raise BadInput(msg) from trouble
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as trouble:
        why = _brief(f"{_key_at(text, trouble)}: {_plainly(trouble)}")
        msg = f"The policy file {path} is not valid TOML{why}."
        raise BadInput(msg) from trouble
    try:
        return _made(data, fixes, checks)
    except Mismatch as mismatch:
        key, why = _brief(".".join(mismatch.where)), _brief(mismatch.reason)
        line = line_of(text, mismatch.where)
        msg = f"The policy file {path}, line {line}, key {key}: {why}."
        raise BadInput(msg) from mismatch


def _key_at(text: str, trouble: Exception) -> str:
    """Name the key in whose line the reading ended; its value may be a secret."""
    at = re.search(r"\(at line (\d+)", str(trouble))
    lines = text.split("\n")[int(at[1]) - 1 : int(at[1])] if at else []
    key = re.match(r"\s*([\w.\"'-]+)\s*=", "".join(lines))
    return f", key {key[1]}" if key else ""


def _plainly(trouble: Exception) -> str:
    """Say why tomllib gave up; of a number without an end it does not say where."""
    if isinstance(trouble, RecursionError):
        return "it is nested too deeply"
    return str(trouble).partition(";")[0]


def _brief(said: str) -> str:
    """Return what fits into a line of the journal and does nothing to a terminal."""
    plain = "".join(one if one.isprintable() else "?" for one in said)
    return plain if len(plain) <= MOST else f"{plain[:200]} … {plain[-200:]}"


def merged(
    files: Sequence[tuple[bytes, str]], fixes: Ids, checks: Ids = frozenset
) -> Policy:
    """Make one policy of files that are valid, each with its path, the strongest first.

    Key by key: what the strongest says counts, whatever the others say; a list is one
    key, and so are all tables ``[[own]]`` together.
    """
    whole: dict[str, Any] = {}
    for raw, _ in reversed(files):
        whole = _over(whole, tomllib.loads(raw.decode(TEXT)))
    try:
        return _made(whole, fixes, checks)
    except Mismatch as mismatch:
        paths, key = " and ".join(path for _, path in files), ".".join(mismatch.where)
        msg = f"The policy files {paths} contradict: key {key}: {mismatch.reason}."
        raise BadInput(msg) from mismatch


def _over(weak: dict[str, Any], strong: dict[str, Any]) -> dict[str, Any]:
    both = dict(weak)
    for key, said in strong.items():
        below = both.get(key)
        if isinstance(said, dict) and isinstance(below, dict):
            both[key] = _over(below, said)
        else:
            both[key] = said
    return both


def _made(data: dict[str, Any], fixes: Ids, checks: Ids) -> Policy:
    """Make a policy of plain data, or raise ``Mismatch``."""
    rows = data.pop("own", None)
    policy: Policy = build(Policy, data)
    _within_limits(policy)
    _known(policy, fixes)
    return policy if rows is None else _with_own(policy, rows, checks, fixes)


def _with_own(policy: Policy, rows: Any, checks: Ids, fixes: Ids) -> Policy:
    """Return the policy with IT's own checks."""
    from agent.policy.own_rules import read_own

    return replace(policy, own=read_own(rows, checks, fixes))


def _within_limits(policy: Policy) -> None:
    """Refuse the first setting that has the right type and a wrong value."""
    for where, reason in objections(policy):
        raise Mismatch(where, reason)


def _known(policy: Policy, fixes: Ids) -> None:
    """Refuse the id of a repair that does not exist: it would protect nobody."""
    rules = policy.fixes
    named = {
        ("fixes", "never"): rules.never,
        ("fixes", "only"): rules.only or (),
        ("fixes", "without_asking"): rules.without_asking,
        ("service", "on_request"): policy.service.on_request,
    }
    for key, ids in named.items():
        for name in ids:
            if name not in fixes():
                reason = f"there is no repair {name!r}{close(name, fixes())}"
                raise Mismatch(key, reason)


def line_of(text: str, where: Sequence[str]) -> int:
    """Return the line, from 1, in which a TOML key or its table stands.

    The rows of an array of tables are counted, as they are in ``where``.
    """
    at, best = 1, 0
    section: list[str] = []
    rows: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(HEADER, line):
            section = [part.strip("\"' ") for part in table[1].split(".")]
            if line.lstrip().startswith("[["):
                rows[section[0]] = rows.get(section[0], -1) + 1
            if section[0] in rows:
                section.insert(1, str(rows[section[0]]))
            path = section
        elif pair := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            path = section + [part.strip("\"'") for part in pair[1].split(".")]
        else:
            continue
        same = _shared(path, where)
        if same == len(path) and same > best:
            at, best = number, same
    return at


def _shared(path: Sequence[str], where: Sequence[str]) -> int:
    pairs = zip(path, where, strict=False)
    return next(
        (i for i, (a, b) in enumerate(pairs) if a != b), min(len(path), len(where))
    )
