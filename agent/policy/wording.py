"""Limits of settings that are words: one of a few, or hours of the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.typed import Any
from agent.value import Value

Where = tuple[str, ...]
HOURS = r"^$|^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"
"""From when till when, by the clock on the wall; may go past midnight."""


PATH = r"^$|^(/|\\\\|[A-Za-z]:[/\\])"
"""A full path, of Linux or Windows: any other one leads somewhere else for each run."""


class Among(Value):
    """A list of words that are each one of these, none twice.

    ``least``: so many there must be.
    """

    choices: tuple[str, ...]
    least: int = 0

    def objections(self, value: Sequence[str]) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        for at, word in enumerate(value):
            if word not in self.choices:
                known = ", ".join(self.choices)
                yield (str(at),), f"must be one of {known}, not {word!r}"
            elif word in value[:at]:
                yield (str(at),), f"stands here twice: {word!r}"
        if len(value) < self.least:
            yield (), f"must name at least {self.least}"


class Hours(Value):
    """Hours of the day like "22:00-07:00", or nothing."""

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        import re

        if not re.fullmatch(HOURS, value):
            yield (), f'must be hours like "22:00-07:00", not {value!r}'
        elif value and value[:5] == value[6:]:
            yield (), "begins when it ends; leave it empty for none"


class FullPath(Value):
    """A path from the root of this PC on, or nothing."""

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        import re

        if not re.match(PATH, value):
            yield (), f"must be a full path, such as /srv/blusser, not {value!r}"
