"""Blocks of the report: escaped, in one language, while there is room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from agent.words import Words

TONES = {
    "healthy": "well",
    "found": "trouble",
    "unsure": "unsure",
    "absent": "quiet",
    "cured": "well",
    "no-effect": "ask",
    "undone": "ask",
    "failed": "trouble",
    "refused": "ask",
    "skipped": "quiet",
}


class Paper:
    """Takes blocks while there is room for them, and counts those it left out."""

    def __init__(self, words: Words, room: int) -> None:
        """Begin a page with room for so many bytes."""
        self._words, self._room = words, room
        self.left_out = 0

    def fits(self, block: str) -> str:
        """Return the block, or nothing and count it where there is no room."""
        need = len(block.encode("utf-8", "replace"))
        if need > self._room:
            self.left_out += 1
            return ""
        self._room -= need
        return block

    def say(self, key: str, **facts: Any) -> str:
        """Return a phrase, escaped; of what a newer Blusser says, its own word."""
        try:
            return text(self._words.phrase(f"report-{key}", **facts))
        except KeyError:
            return text(key.partition("-")[2])

    def section(self, key: str, blocks: Iterable[str]) -> str:
        """Return what fits of the blocks under a heading; nothing for nothing."""
        inside = "".join(self.fits(block) for block in blocks)
        if not inside:
            return ""
        return f"<section><h2>{self.say(key)}</h2>\n{inside}</section>\n"

    def table(
        self, key: str, columns: Iterable[tuple[str, int]], rows: Iterator[str]
    ) -> str:
        """Return a section with a table; columns are phrases and widths in percent."""
        inside = "".join(self.fits(row) for row in rows)
        if not inside:
            return ""
        head = "".join(
            f'<th style="width:{width}%"{_numeric(name)}>{self.say(name)}</th>'
            for name, width in columns
        )
        return (
            f"<section><h2>{self.say(key)}</h2>\n"
            f'<div class="card"><table><thead><tr>{head}</tr></thead>\n'
            f"<tbody>{inside}</tbody></table></div></section>\n"
        )

    def titled(self, key: str, inside: str) -> str:
        """Return a block under a small heading; nothing for nothing."""
        return f"<h4>{self.say(key)}</h4>{inside}" if inside else ""

    def chip(self, key: str, tone: str) -> str:
        """Return a word with a dot in the colour of its tone."""
        return f'<span class="chip {tone}">{self.say(key)}</span>'

    def cell(self, key: str, inside: str, kind: str = "") -> str:
        """Return a cell that knows its column, for where there is no room beside it."""
        named = f' class="{kind}"' if kind else ""
        return f'<td data-of="{self.say(key)}"{named}>{inside}</td>'

    def state(self, state: str, kind: str = "state") -> str:
        """Return the chip of an outcome, or of the result of a step."""
        return self.chip(f"{kind}-{state}", TONES.get(state, "quiet"))


def text(thing: Any) -> str:
    """Return anything as text that HTML shows as it is."""
    return escape(str(thing))


def ids(*names: str) -> str:
    """Return ids in small print, each on one line where there is room."""
    each = " · ".join(f"<span>{text(name)}</span>" for name in names if name)
    return f'<small class="id">{each}</small>'


def facts(pairs: dict[str, Any]) -> str:
    """Return names and values as a list; nothing for nothing."""
    rows = "".join(
        f"<dt>{text(name)}</dt><dd>{'<br>'.join(map(text, _shown(value)))}</dd>"
        for name, value in pairs.items()
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _numeric(column: str) -> str:
    return ' class="number"' if column == "seconds" else ""


def _shown(value: Any) -> list[str]:
    """Return a value in lines: one for each entry that has parts of its own."""
    match value:
        case list() if any(isinstance(one, dict | list) for one in value):
            return [line for one in value for line in _shown(one)]
        case list():
            return [", ".join(map(str, value))]
        case dict():
            parts = (f"{k} {', '.join(_shown(part))}" for k, part in value.items())
            return [" · ".join(parts)]
        case str():
            return [value]
    return [json.dumps(value)]
