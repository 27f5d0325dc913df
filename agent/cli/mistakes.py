"""Finds what is wrong with a command line that argparse refused.

argparse would say it in English, in words for programmers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from agent.cli.misuse import Misuse, unknown
from agent.cli.options import COMMANDS, OPTIONS, POSITIONAL, Option
from agent.typed import Any


def mistake(argv: Sequence[str]) -> Misuse | None:
    """Return the first mistake; nothing where none is seen."""
    if not argv:
        return Misuse("usage-none", names=["blusser --help"])
    command, *rest = argv
    if command in COMMANDS:
        return _Line(command, rest).mistake()
    if command.startswith("-"):
        return Misuse("usage-first", word=command, names=["blusser --help"])
    return unknown("usage-command", command, COMMANDS, "blusser --help")


class _Line:
    """What stands after a command."""

    def __init__(self, command: str, rest: Sequence[str]) -> None:
        self._command, self._rest = f"blusser {command}", iter(rest)
        self._see = f"{self._command} --help"
        self._known = {f"--{o.name}": o for o in OPTIONS if command in o.commands}
        self._takes = POSITIONAL.get(command, ())

    def mistake(self) -> Misuse | None:
        """Return the first mistake from the left, else what is missing at the end."""
        plain: list[str] = []
        for word in self._rest:
            if word == "--":
                plain += self._rest if self._takes else (word, *self._rest)
            elif word.startswith("-") and not _number(word) and word != "-":
                if wrong := self._option(*word.partition("=")):
                    return wrong
            else:
                plain.append(word)
        return next(self._words(plain), None)

    def _words(self, plain: list[str]) -> Iterator[Misuse]:
        for word, takes in zip(plain, self._takes, strict=False):
            if takes.choices and word not in takes.choices:
                yield self._none_of(word, takes.choices)
        if len(plain) < sum(takes.needed for takes in self._takes):
            yield self._wrong("usage-missing", word=self._command)
        for word in plain[len(self._takes) :]:
            yield self._wrong("usage-extra", command=self._command, word=word)

    def _option(self, word: str, equals: str, value: str) -> Misuse | None:
        names = (*self._known, "--help")
        if word in {*names, "-h"}:
            meant = [word]
        else:
            meant = [one for one in names if word[:2] != word and one.startswith(word)]
        if not meant:
            return unknown(
                "usage-option", word, names, self._see, command=self._command
            )
        if len(meant) > 1:
            return Misuse("usage-ambiguous", word=word, names=meant, close=True)
        option = self._known.get(meant[0])
        if option and option.kind != "flag":
            given = value if equals else self._following()
            return self._value(option, given)
        return self._wrong("usage-flag", word=word) if equals else None

    def _following(self) -> str | None:
        """Return the word after an option, where it is no option itself."""
        word = next(self._rest, None)
        plain = word is not None and (word[:1] != "-" or _number(word) or word == "-")
        return word if plain else None

    def _value(self, option: Option, value: str | None) -> Misuse | None:
        name = f"--{option.name}"
        if value is None:
            return self._wrong("usage-missing", word=name)
        if option.choices and value not in option.choices:
            return self._none_of(value, option.choices)
        if option.kind == "number" and not _number(value):
            return self._wrong("usage-number", option=name, word=value)
        return None

    def _none_of(self, word: str, known: tuple[str, ...]) -> Misuse:
        return self._wrong("usage-choice", word=word, known=known)

    def _wrong(self, key: str, **facts: Any) -> Misuse:
        return Misuse(key, names=[self._see], **facts)


def _number(word: str) -> bool:
    with suppress(ValueError):
        return int(word) is not None
    return False
