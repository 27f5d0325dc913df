"""What a kind of secret is: data, with samples that say what it is for.

What a pattern calls ``s`` is replaced. Runs are bounded, or can start at one place
only (a look-behind), so that no text makes a pattern slow. In a sample the secret
stands between « and », which also keeps scanners off this source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from agent.value import Value

VALUE: Final = (
    r"(?:\\{0,8}[\"'])?"
    r"(?P<s>(?<=\")[^\"\n]+(?=\")|(?<=')[^'\n]+(?=')|[^\s\"',;&]+)"
)
"""What stands behind a name: quoted, or up to the next gap."""
LINE: Final = r"(?P<s>[^\r\n]+)"
RUN: Final = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3"
"""A long word of no service, for samples."""
WORD: Final = r"(?P<s>[^\s-]\S{3,})"
"""What stands behind an option."""


def anything(_: str) -> bool:
    """Accept whatever the pattern found."""
    return True


class Rule(Value):
    """One kind of secret: its name in the report, how to see it, its stand-in.

    ``hints`` are small letters of which one must stand in a text before the pattern
    is tried at all; none: always. ``accepts`` has the last word on what was found.
    """

    name: str
    pattern: str
    hints: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    stand_in: str = "secret"
    accepts: Callable[[str], bool] = staticmethod(anything)

    def replace(self, by: Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with every match replaced."""
        return compiled(self.pattern).sub(by, text)

    def every(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match in a text."""
        return compiled(self.pattern).finditer(text)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, made when it is first needed; capitals do not matter."""
    return re.compile(pattern, re.IGNORECASE)
