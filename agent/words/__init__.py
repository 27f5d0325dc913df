"""Turns values into sentences, at the very edge of the program."""

from __future__ import annotations

import os

from agent.typed import Any
from agent.words.phrases import LANGUAGES, Language, table

FAMILIES = ("network", "disk", "login", "services", "performance")
HERE = os.path.dirname(__file__)


class Words:
    """One language: phrases of the front ends, and sentences by code and id."""

    def __init__(self, language: Language) -> None:
        """Choose a language; its files are read when first needed."""
        self.language = language
        self._files: dict[str, dict[str, Any]] = {}

    def phrase(self, key: str, **facts: Any) -> str:
        """Return a phrase of the front ends; facts are texts and whole numbers."""
        return _form(table(key)[key][self.language], facts).format(**facts)

    def problem(self, code: str, part: str, facts: dict[str, Any]) -> str:
        """Return ``title``, ``text`` or ``advice`` of a problem, facts filled in."""
        return self._written(self._find("problems", code)[part], facts)

    def question(self, check: str) -> str:
        """Return what a check asks, as it continues «Could not find out whether»."""
        family, _, name = check.partition(".")
        return str(self._file(family)["checks"][name])

    def fix(self, fix: str, part: str) -> str:
        """Return ``doing`` (while it runs) or ``done`` (afterwards) of a fix."""
        return str(self._find("fixes", fix)[part])

    def family(self, family: str) -> str:
        """Return the name of a family; of one that a newer Blusser has, its id."""
        return self.phrase(f"family-{family}") if family in FAMILIES else family

    def reason(self, why: str) -> str:
        """Return why a repair did not run, without the detail that is for IT."""
        from agent.words.reasons import REASONS

        for known, others in REASONS.items():
            if why.startswith(known):
                return others.get(self.language, known)
        return why

    def number(self, value: float) -> str:
        """Return a number with one decimal, as people here write it."""
        return f"{value:.1f}".replace(".", "." if self.language == "en" else ",")

    def _find(self, section: str, key: str) -> dict[str, Any]:
        for family in FAMILIES:
            if key in (entries := self._file(family).get(section, {})):
                found: dict[str, Any] = entries[key]
                return found
        raise KeyError(key)

    def _file(self, family: str) -> dict[str, Any]:
        if family not in self._files:
            import tomllib

            path = os.path.join(HERE, self.language, f"{family}.toml")
            with open(path, "rb") as file:
                self._files[family] = tomllib.load(file)
        return self._files[family]

    def _written(self, sentence: Any, facts: dict[str, Any]) -> str:
        """Fill the facts of a finding in, as people here write them."""
        from agent.words.facts import Facts

        return Facts(self.language).vformat(_form(sentence, facts), (), facts)


def _form(sentence: Any, facts: dict[str, Any]) -> str:
    """Choose between the forms ``{by, one, other}`` by the fact they name."""
    if isinstance(sentence, dict):
        sentence = sentence["one" if facts[sentence["by"]] == 1 else "other"]
    return str(sentence)


def choose(wanted: str, environment: dict[str, str]) -> Language:
    """Return the language asked for, else that of the session, else English."""
    names = (
        wanted,
        *(
            environment.get(k, "")
            for k in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        ),
    )
    for name in names:
        if (short := name[:2].lower()) in LANGUAGES:
            return LANGUAGES[LANGUAGES.index(short)]
    return "en"
