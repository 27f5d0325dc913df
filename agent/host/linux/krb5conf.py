"""Reads krb5.conf(5) as MIT Kerberos does, as far as we need it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from agent.host.linux.plain_file import read_plain

CONFIG = "/etc/krb5.conf"
LARGEST = 1_000_000
"""Bytes; a page or two is usual."""
MAX_INCLUDES = 10
"""Levels of files that include files; MIT Kerberos has the same limit."""

Row = tuple[tuple[str, ...], str]
"""Where a setting stands, ``("realms", "EXAMPLE.ORG", "kdc")``, and its value."""


def read(path: str = "") -> list[Row]:
    """Return all settings in order; of a missing or unreadable file, none."""
    paths = (path or os.environ.get("KRB5_CONFIG") or CONFIG).split(":")
    return [row for one in paths for row in _rows(one, 0)]


def value(rows: list[Row], *where: str) -> str:
    """Return a setting; the first one counts. Empty where there is none."""
    return next((text for place, text in rows if place == where), "")


def values(rows: list[Row], *where: str) -> list[str]:
    """Return all values of a setting that may stand more than once."""
    return [text for place, text in rows if place == where]


def _rows(path: str, depth: int) -> Iterator[Row]:
    section: list[str] = []
    for line in _lines(path):
        text = line.strip()
        if not text or text[0] in "#;":
            continue
        if found := re.match(r"(include|includedir)\s+(/\S+)", text):
            if depth < MAX_INCLUDES:
                for inner in _included(*found.groups()):
                    yield from _rows(inner, depth + 1)
        elif text[0] == "[":
            section = [text[1:].partition("]")[0]]
        elif text[0] == "}":
            section = section[: max(1, len(section) - 1)]
        else:
            name, _, right = (part.strip() for part in text.partition("="))
            if right == "{":
                section.append(name)
            else:
                yield (*section, name), right.strip('"')


def _included(how: str, path: str) -> list[str]:
    """Return the files; of a folder those named ``x.conf`` or in letters and digits."""
    if how == "include":
        return [path]
    try:
        names = sorted(os.listdir(path))
    except OSError:
        return []
    named = (n for n in names if re.fullmatch(r"[\w-]+|[^.].*\.conf", n))
    return [os.path.join(path, name) for name in named]


def _lines(path: str) -> list[str]:
    try:
        return read_plain(path, LARGEST).decode("utf-8", "replace").split("\n")
    except OSError:
        return []
