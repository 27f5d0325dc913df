"""Other ways to write a text, in which a secret would not look like one."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import Final
from urllib.parse import unquote

DEEPEST: Final = 2
"""How often what was packed may be packed again."""
BASE64: Final = re.compile(r"[\w+/-]{12,}(?:\r?\n[\w+/-]{4,})*={0,2}", re.ASCII)
"""RFC 4648, both alphabets, in one line or wrapped."""
READABLE: Final = re.compile(rb"(?:[\t\r\n\x20-\x7e]\0?){8,}")
ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[\"\\/bfnrt])")
"""What RFC 8259 knows in a string."""
BORDERS: Final = ("\n", " ")
"""What may have stood between the items of a list: of lines, of words."""


def _json(text: str) -> str:
    return ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return str(json.loads(f'"{found[0]}"'))


def _utf16(text: str) -> str:
    return text.replace("\0", "")


def _all(text: str) -> str:
    return unescape(unquote(_json(_utf16(text))))


def _twice(text: str) -> str:
    return _all(_all(text))


WAYS: Final[tuple[Callable[[str], str], ...]] = (
    _utf16,
    unquote,
    _json,
    unescape,
    _all,
    _twice,
)


def views(text: str) -> Iterator[str]:
    """Yield what a text says to one who reads escapes, where that is not itself."""
    for way in WAYS if any(c in text for c in "%\\&\0") else ():
        if (seen := way(text)) != text:
            yield seen


def unpacked(packed: str) -> Iterator[str]:
    """Yield the texts that lie in a base64 word, wherever in it they begin."""
    word = re.sub(r"\s|=", "", packed).translate({45: "+", 95: "/"})
    for skip in range(4):
        rest = word[skip:]
        data = b64decode(rest[: len(rest) - (len(rest) % 4 == 1)] + "==")
        if not skip and not data.isascii():
            yield from _utf8(data)
        for found in READABLE.findall(data):
            yield found.replace(b"\0", b"").decode("ascii")


def _utf8(data: bytes) -> Iterator[str]:
    for code in ("utf-8", "utf-16-le"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            yield text


class Joined:
    """The items of a list as one text, which knows where each began."""

    def __init__(self, items: Sequence[str], border: str) -> None:
        """Put a border between the items."""
        self.text = border.join(items)
        self._starts = [0, *accumulate(len(item) + len(border) for item in items)][:-1]

    def items(self, begin: int, end: int) -> range:
        """Return which items a stretch of the text touches."""
        last = bisect_right(self._starts, max(begin, end - 1))
        return range(bisect_right(self._starts, begin) - 1, last)

    def is_over(self, span: tuple[int, int]) -> bool:
        """Say whether a stretch of the text touches more than one item."""
        return len(self.items(*span)) > 1


def joinings(items: Sequence[str]) -> Iterator[Joined]:
    """Yield the items as one text, in each way in which they may have been one."""
    for border in BORDERS:
        yield Joined(items, border)
        if (seen := [_all(item) for item in items]) != list(items):
            yield Joined(seen, border)
