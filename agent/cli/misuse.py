"""What is wrong with a command line, in a sentence of its writer's language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import pairwise

from agent.trouble import GOING_ON, BadInput, Busy
from agent.typed import Any
from agent.words import Words, choose


class Misuse(BadInput):
    """A mistake in a command line; as text it is English, as every ``BadInput``."""

    def __init__(
        self, key: str, *, names: Iterable[str], close: bool = False, **facts: Any
    ) -> None:
        """Name a phrase and its facts.

        ``names``: what may have been meant, where ``close``; else where to look.
        """
        self._key, self._facts = key, facts
        self._tail, self._names = "usage-close" if close else "usage-see", tuple(names)
        super().__init__(self.said(Words("en")))

    def said(self, words: Words) -> str:
        """Return the sentence in a language."""
        listed = (list, tuple)
        facts = {
            name: _quoted(value if isinstance(value, listed) else [value], words)
            for name, value in self._facts.items()
        }
        what = words.phrase(self._key, **facts)
        return words.phrase(self._tail, what=what, names=_quoted(self._names, words))


def told(trouble: BadInput | Busy, argv: Sequence[str]) -> str:
    """Return what is said of a trouble, in the language a command line asks for."""
    words = Words(choose(_wanted(argv), dict(os.environ)))
    if isinstance(trouble, Misuse):
        return trouble.said(words)
    going_on = str(trouble) == GOING_ON
    return words.phrase("usage-busy") if going_on else str(trouble)


def _wanted(argv: Sequence[str]) -> str:
    """Return the language named after ``--lang``; the line may be wrong elsewhere."""
    for word, after in pairwise((*argv, "")):
        option, _, value = word.partition("=")
        if option == "--lang":
            return value or after
    return ""


def unknown(
    key: str, word: str, known: Iterable[str], see: str, **facts: Any
) -> Misuse:
    """Return that there is nothing of this name, and what may have been meant."""
    from difflib import get_close_matches

    bare = {one.lstrip("-"): one for one in sorted(set(known))}
    near = get_close_matches(word.lstrip("-"), [*bare], n=3, cutoff=0.6)
    close = [bare[one] for one in near]
    return Misuse(key, word=word, names=close or (see,), close=bool(close), **facts)


def no_run(case: str, state: str) -> Misuse:
    """Return that the history in a folder has no run of this id."""
    see = ["blusser history"]
    return Misuse("usage-run", word=case, folder=state, names=see)


def _quoted(names: Iterable[str], words: Words) -> str:
    return ", ".join(words.phrase("usage-quoted", name=one) for one in names)
