"""Reads ``[[own]]`` of the policy; a mistake is named by its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from agent.codec import Mismatch, build
from agent.policy.limits import Addresses, Between
from agent.policy.own import OwnCheck
from agent.policy.own_kinds import KINDS, SHARED
from agent.policy.places import Ids
from agent.trouble import close
from agent.typed import Any, Final
from agent.value import fields_of

MOST = 50
"""Checks of IT's own; all are asked at once."""
LONGEST: Final = {"title": 120, "text": 600, "advice": 600, "question": 160}
"""Characters of what the employee reads."""
LANGUAGES: Final = ("en", "nl", "fr", "de")
FORMS: Final = ("", "bytes", "duration")
TEXT = 300
"""Characters of any other text."""
LIMITS: Final[dict[str, Between | Addresses]] = {
    "port": Between(1, 65_535),
    "seconds": Between(0.2, 3.5),
    "at_least": Between(0, 10_000),
    "at_most": Between(0, 10_000),
    "max_age_hours": Between(0, 1_000_000),
    "min_bytes": Between(0, 1e15),
    "max_bytes": Between(0, 1e15),
    "min_free_bytes": Between(0, 1e15),
    "min_free_percent": Between(0, 100),
    "days": Between(0, 3650),
}


PATTERNS: Final[dict[str, tuple[str, str]]] = {
    "id": (
        r"(?=.{1,40}$)[a-z][a-z0-9]*(_[a-z0-9]+)*",
        "must be small letters and digits, with _ between words",
    ),
    "host": (r"[^\s/@]+", "must be a name or an address and nothing else"),
    "url": (r"[^?\s]+", "must not hold a question (?...): it may hold a secret"),
    "name": (r"[^.\s]+(\.[^.\s]+)+\.?", "must be a full name, with a dot in it"),
    "process": (r"[^/]+", "must be the name of a program, without folders"),
    "path": (r"(/|~/).*", "must begin with / or with ~/"),
}


def read_own(rows: Any, checks: Ids, fixes: Ids) -> tuple[OwnCheck, ...]:
    """Make checks of IT's own from the tables of a policy, or raise ``Mismatch``.

    ``checks`` and ``fixes`` name the ids that exist; they are asked only when needed.
    """
    if not isinstance(rows, list):
        raise Mismatch(("own",), "must be tables [[own]]")
    if len(rows) > MOST:
        raise Mismatch(("own", str(MOST)), f"is one more than the {MOST} there may be")
    found: list[OwnCheck] = []
    for at, row in enumerate(rows):
        where = ("own", str(at))
        _keys(row, where)
        made: OwnCheck = build(OwnCheck, row, where)
        for key, reason in (*wrong(made), *_strange(made, found, checks, fixes)):
            raise Mismatch((*where, *key), reason)
        found.append(made)
    return tuple(found)


def _keys(row: Any, where: tuple[str, ...]) -> None:
    """Refuse a kind that does not exist, and keys it does not have or lacks."""
    if not isinstance(row, dict):
        raise Mismatch(where, f"must be a table, not {row!r}")
    for key in ("id", "kind", "words"):
        if key not in row:
            raise Mismatch((*where, key), "is missing")
    name = row["kind"]
    if name not in KINDS:
        reason = f"there is no kind {name!r}{close(str(name), KINDS)}"
        raise Mismatch((*where, "kind"), reason)
    kind = KINDS[name]
    known = (*SHARED, *kind.needs, *kind.may)
    for key in row:
        if key not in known:
            reason = f"is not known for kind {name}; known: {', '.join(known)}"
            raise Mismatch((*where, key), reason)
    for key in kind.needs:
        if key not in row:
            raise Mismatch((*where, key), f"is missing; kind {name} needs it")


Place = tuple[str, ...]


def wrong(own: OwnCheck) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with a check by itself: the key in it, and why."""
    for key, limit in LIMITS.items():
        value = getattr(own, key)
        for _, reason in limit.objections(value) if value is not None else ():
            yield (key,), reason
    for key, (pattern, reason) in PATTERNS.items():
        value = getattr(own, key)
        if value and not re.fullmatch(pattern, value):
            yield (key,), reason
    for key, value in fields_of(own).items():
        if isinstance(value, str) and len(value) > TEXT:
            yield (key,), f"is longer than {TEXT} characters"
    if own.kind not in KINDS:
        yield ("kind",), "must be a known kind"
        return
    yield from _together(own)
    yield from _words(own)


def _together(own: OwnCheck) -> Iterator[tuple[Place, str]]:
    """Yield what a kind cannot do anything with."""
    begins = "https://" if own.url.startswith("https://") else "http://"
    for _, reason in Addresses(begins).objections(own.url):
        yield ("url",), reason.replace(begins, "http:// or https://")
    for code in own.status:
        for _, reason in Between(100, 599).objections(code):
            yield ("status",), reason
    if own.at_most is not None and own.at_most < own.at_least:
        yield ("at_most",), "must not be less than at_least"
    if own.kind == "certificate" and bool(own.host) is bool(own.path):
        yield ("host",), "either host or path is needed, and not both"
    if own.kind == "disk" and not (own.min_free_bytes or own.min_free_percent):
        yield ("min_free_bytes",), "is missing; so is min_free_percent: set one"


def _words(own: OwnCheck) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with the sentences: language, length, facts in them."""
    if not own.words:
        yield ("words",), f"needs a table of at least one of {', '.join(LANGUAGES)}"
    for language, words in own.words.items():
        if language not in LANGUAGES:
            yield ("words", language), f"must be one of {', '.join(LANGUAGES)}"
        for part, sentence in fields_of(words).items():
            reason = _sentence(sentence, LONGEST[part], KINDS[own.kind].facts)
            if reason or (not sentence.strip() and part != "question"):
                yield ("words", language, part), reason or "must not be empty"


def _sentence(sentence: str, longest: int, facts: Sequence[str]) -> str:
    """Return what is wrong with a sentence; empty where nothing is."""
    if len(sentence) > longest:
        return f"is longer than {longest} characters"
    try:
        used = [(n, s) for _, n, s, _ in Formatter().parse(sentence) if n is not None]
    except ValueError as trouble:
        return f"is no sentence with facts in it ({trouble}); write {{{{ for a brace"
    for name, form in used:
        if name not in facts or form not in FORMS:
            return f"{{{name}}} is no fact of this kind; known: {', '.join(facts)}"
    return ""


def _strange(
    own: OwnCheck, before: Sequence[OwnCheck], checks: Ids, fixes: Ids
) -> Iterator[tuple[Place, str]]:
    """Yield what is named and does not exist, or exists already."""
    mine = [one.check for one in before]
    if own.check in mine:
        yield ("id",), f"there is a check {own.id!r} already"
    for name in own.explained_by or ():
        if name not in mine and name not in (known := checks()):
            reason = f"there is no check {name!r} before this{close(name, known)}"
            yield ("explained_by",), reason
    if own.fix and own.fix not in (known := fixes()):
        yield ("fix",), f"there is no repair {own.fix!r}{close(own.fix, known)}"
