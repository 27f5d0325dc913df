"""Turns values into sentences, at the very edge of the program."""

from __future__ import annotations

import os
import tomllib
from string import Formatter
from typing import Any

from agent.words.phrases import LANGUAGES, PHRASES, Language

FAMILIES = ("network", "disk", "login", "services")
HERE = os.path.dirname(__file__)


class Words:
    """One language: phrases of the front ends, and sentences by code and id."""

    def __init__(self, language: Language) -> None:
        """Choose a language; its files are read when first needed."""
        self.language = language
        self._formatter = _Facts(language)
        self._files: dict[str, dict[str, Any]] = {}

    def phrase(self, key: str, **facts: Any) -> str:
        """Return a phrase of the front ends, facts filled in."""
        return self._fill(PHRASES[key][self.language], facts)

    def problem(self, code: str, part: str, facts: dict[str, Any]) -> str:
        """Return ``title``, ``text`` or ``advice`` of a problem, facts filled in."""
        return self._fill(self._find("problems", code)[part], facts)

    def question(self, check: str) -> str:
        """Return what a check asks, as it continues «Could not find out whether»."""
        family, _, name = check.partition(".")
        return str(self._file(family)["checks"][name])

    def fix(self, fix: str, part: str) -> str:
        """Return ``doing`` (while it runs) or ``done`` (afterwards) of a fix."""
        return str(self._find("fixes", fix)[part])

    def number(self, value: float) -> str:
        """Return a number with one decimal, as people here write it."""
        return self._formatter.format_field(float(value), "")

    def _find(self, section: str, key: str) -> dict[str, Any]:
        for family in FAMILIES:
            if key in (entries := self._file(family).get(section, {})):
                found: dict[str, Any] = entries[key]
                return found
        raise KeyError(key)

    def _file(self, family: str) -> dict[str, Any]:
        if family not in self._files:
            path = os.path.join(HERE, self.language, f"{family}.toml")
            with open(path, "rb") as file:
                self._files[family] = tomllib.load(file)
        return self._files[family]

    def _fill(self, sentence: Any, facts: dict[str, Any]) -> str:
        """Fill the facts in; a table ``{by, one, other}`` chooses by that fact."""
        if isinstance(sentence, dict):
            form = "one" if facts[sentence["by"]] == 1 else "other"
            sentence = sentence[form]
        return self._formatter.vformat(str(sentence), (), facts)


class _Facts(Formatter):
    """Writes facts for people: ``{free:bytes}``, ``{age:duration}``, lists by comma."""

    def __init__(self, language: Language) -> None:
        self._comma = "." if language == "en" else ","
        self._language = language

    def format_field(self, value: Any, spec: str) -> str:
        if spec == "bytes":
            return self._scaled(float(value))
        if spec == "duration":
            return self._duration(float(value))
        if isinstance(value, list | tuple):
            return ", ".join(self.format_field(one, spec) for one in value)
        if isinstance(value, float):
            return f"{value:.1f}".replace(".", self._comma)
        return str(value)

    def _scaled(self, size: float) -> str:
        units = iter(("bytes", "kB", "MB", "GB", "TB"))
        unit = next(units)
        while abs(size) >= 1000 and unit != "TB":
            size, unit = size / 1000, next(units)
        digits = f"{size:.0f}" if unit == "bytes" or size >= 100 else f"{size:.1f}"
        return f"{digits} {unit}".replace(".", self._comma)

    def _duration(self, seconds: float) -> str:
        steps = (("second", 120), ("minute", 7200), ("hour", 172_800))
        sizes = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
        unit = next((name for name, upto in steps if abs(seconds) < upto), "day")
        count = round(seconds / sizes[unit])
        form = PHRASES[f"duration-{unit}"][self._language]
        chosen = (
            form["one" if count == 1 else "other"] if isinstance(form, dict) else form
        )
        return str(chosen.format(count=count))


def choose(wanted: str, environment: dict[str, str]) -> Language:
    """Return the language asked for, else that of the session, else English."""
    names = (
        wanted,
        *(environment.get(k, "") for k in ("LC_ALL", "LC_MESSAGES", "LANG")),
    )
    for name in names:
        if (short := name[:2].lower()) in LANGUAGES:
            return LANGUAGES[LANGUAGES.index(short)]
    return "en"
