"""Small charts of what was measured: how full disks are, how quick the line answers.

Drawn as SVG in the page itself, from what the bundle holds and from nothing else; of
numbers that make no sense there is no chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from statistics import median
from typing import Any

from agent.bundle.html import text
from agent.host.transcript import Asking
from agent.words import Words
from agent.words.facts import Facts

VOLUMES, VOLLEYS, PACKETS = 12, 6, 100
"""What is drawn at most of each; the transcript has the rest."""
LEAST = 50.0
"""Milliseconds that the height of a chart stands for at least: the nine or ten of a
good line shall not look like mountains."""
WIDE, HIGH = 100, 24


def charts(askings: Sequence[Asking], words: Words) -> Iterator[str]:
    """Yield a block for disks and one for the line, as far as they were measured."""
    drawn = (
        ("rooms", _rooms(_last(askings, "Disk", "volumes"), words)),
        ("answers", _answers(_last(askings, "Line", "look"), words)),
    )
    for name, rows in drawn:
        if inside := "".join(rows):
            title = text(words.phrase(f"report-chart-{name}"))
            yield f'<article class="chart"><h4>{title}</h4>{inside}</article>\n'


def _last(askings: Sequence[Asking], port: str, question: str) -> Any:
    """Return what was answered last to a question; nothing where nobody asked it."""
    answers = [
        line.answer
        for asking in askings
        for line in asking.lines
        if (line.port, line.question) == (port, question)
    ]
    return answers[-1] if answers else None


def _rooms(volumes: Any, words: Words) -> Iterator[str]:
    for one in _rows(volumes)[:VOLUMES]:
        size, free = _number(one.get("size")), _number(one.get("free"))
        if size is None or free is None or not 0 <= free <= size or not size:
            continue
        amount = Facts(words.language)
        sizes = [amount.format_field(n, "bytes") for n in (free, size)]
        told = words.phrase("report-chart-free", free=sizes[0], size=sizes[1])
        used = round(WIDE * (1 - free / size), 1)
        bar = f'<rect class="used" width="{used}" height="8"/>'
        yield _drawn(str(one.get("mount", "")), told, bar, 8)


def _answers(look: Any, words: Words) -> Iterator[str]:
    volleys = look.get("volleys") if isinstance(look, dict) else None
    for one in _rows(volleys)[:VOLLEYS]:
        given = one.get("times")
        every = [_number(n) for n in given] if isinstance(given, list) else []
        times = [n for n in every if n is not None][:PACKETS]
        back = [n for n in times if n >= 0]
        if not back:
            continue
        told = words.phrase(
            "report-chart-answered",
            middle=words.number(median(back)),
            worst=words.number(max(back)),
            lost=len(times) - len(back),
            count=len(times),
        )
        name = f"{one.get('to', '')} ({one.get('by', '')})"
        yield _drawn(name, told, "".join(_bars(times, max(LEAST, *back))), HIGH)


def _bars(times: Sequence[float], most: float) -> Iterator[str]:
    """Yield a bar for each packet; one that was lost is as high as the chart."""
    step = WIDE / len(times)
    for at, time in enumerate(times):
        tall = HIGH if time < 0 else max(0.5, HIGH * time / most)
        kind = "lost" if time < 0 else "used"
        yield (
            f'<rect class="{kind}" x="{at * step:.2f}" y="{HIGH - tall:.2f}"'
            f' width="{step * 0.8:.2f}" height="{tall:.2f}"/>'
        )


def _drawn(name: str, told: str, shapes: str, high: int) -> str:
    """Return one chart under its name, with its numbers in words beside."""
    whole = f'<rect class="whole" width="{WIDE}" height="{high}"/>'
    label = text(f"{name}: {told}")
    return (
        f'<p><code>{text(name)}</code> <span class="muted">{text(told)}</span></p>'
        f'<svg viewBox="0 0 {WIDE} {high}" height="{high}" preserveAspectRatio="none"'
        f' role="img" aria-label="{label}">{whole}{shapes}</svg>'
    )


def _rows(told: Any) -> list[dict[str, Any]]:
    every = told if isinstance(told, list) else []
    return [one for one in every if isinstance(one, dict)]


def _number(told: Any) -> float | None:
    """Return a number; nothing for what is none, or has no end."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if abs(told) < 1e18 and isfinite(told) else None
