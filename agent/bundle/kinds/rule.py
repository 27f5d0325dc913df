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


class Shape(Value):
    """How a stand-in looks like what it stands for, so that it can still be read.

    ``read`` returns what all ways to write a ``kind`` of thing have in common, ``made``
    that of a stand-in from a keyed digest, ``write`` writes it the way it was found.
    """

    kind: str
    read: Callable[[str], str]
    made: Callable[[str, bytes], str]
    write: Callable[[str, str], str]


class Rule(Value):
    """One kind of secret: its name in the report, how to see it, its stand-in.

    ``hints`` are small letters of which one must stand in a text before the pattern
    is tried at all; none: always. ``accepts`` has the last word on what was found.
    ``shape``: where a word as stand-in would break what reads the text.
    """

    name: str
    pattern: str
    hints: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    stand_in: str = "secret"
    accepts: Callable[[str], bool] = staticmethod(anything)
    shape: Shape | None = None

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
