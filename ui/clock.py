"""When something was, as people here say it."""

from __future__ import annotations

from datetime import datetime

from agent.words import Words


def said(started: str, now: datetime, words: Words) -> str:
    """Return a UTC time (ISO 8601) as local words; ``now`` is a local time."""
    then = datetime.fromisoformat(started).astimezone(now.tzinfo)
    time = words.phrase("ui-time", hour=then.hour, minute=f"{then.minute:02}")
    if then.date() == now.date():
        return words.phrase("ui-today", time=time)
    month = words.phrase("ui-months").split()[then.month - 1]
    return words.phrase("ui-day", day=then.day, month=month, time=time)
