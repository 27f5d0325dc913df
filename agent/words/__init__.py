"""Turns values into sentences, at the very edge of the program."""

from __future__ import annotations

from collections.abc import Sequence

from agent.host.ports.freed import Freed
from agent.policy.own import OwnCheck
from agent.typed import Any
from agent.value import fields_of
from agent.words.files import read
from agent.words.phrases import LANGUAGES, TABLED, Language, form, written

FAMILIES = ("network", "disk", "login", "services", "performance")
ROOM = ("bytes", "before", "after")
OWN = "own"
"""The family of what IT wrote itself; its words come from the policy."""


class Words:
    """One language: phrases of the front ends, and sentences by code and id."""

    def __init__(self, language: Language) -> None:
        """Choose a language; its files are read when first needed."""
        self.language = language
        self._own: dict[str, OwnCheck] = {}

    def learn(self, own: Sequence[OwnCheck]) -> None:
        """Take the sentences of checks that IT wrote: its own language, or English."""
        self._own |= {row.code: row for row in own} | {row.check: row for row in own}

    def phrase(self, key: str, **facts: Any) -> str:
        """Return a phrase of the front ends; facts are texts and whole numbers."""
        return form(written(key, self.language), facts, self.language).format(**facts)

    def problem(self, code: str, part: str, facts: dict[str, Any]) -> str:
        """Return ``title``, ``text`` or ``advice`` of a problem, facts filled in."""
        if code in self._own:
            sentence = getattr(self._own[code].said(self.language), part)
            return self._written(sentence, facts)
        return self._written(self._find("problems", code)[part], facts)

    def question(self, check: str) -> str:
        """Return what a check asks, as it continues «Could not find out whether»."""
        family, _, name = check.partition(".")
        if family == OWN:
            row = self._own.get(check)
            said = row.said(self.language).question if row else ""
            return said or self.phrase("own-question", name=name)
        return str(self._file(family)["checks"][name])

    def fix(self, fix: str, part: str) -> str:
        """Return ``doing`` (while it runs) or ``done`` (afterwards) of a fix."""
        return str(self._find("fixes", fix)[part])

    def recovered(self, fix: str, result: str) -> str:
        """Say what became of a repair that an earlier run could not end."""
        try:
            doing = self.fix(fix, "doing")
        except KeyError:
            doing = fix  # of another Blusser
        return self.phrase(f"recovered-{result}", doing=doing)

    def freed(self, room: Freed | None) -> str:
        """Say how much room a repair made; empty where it made none."""
        if not room or not room.bytes:
            return ""
        from agent.words.facts import Facts

        said = self.phrase("repair-freed", **{n: f"{{{n}:bytes}}" for n in ROOM})
        return Facts(self.language).vformat(said, (), fields_of(room))

    def family(self, family: str) -> str:
        """Return the name of a family; of one that a newer Blusser has, its id."""
        known = family in FAMILIES or family == OWN
        return self.phrase(f"family-{family}") if known else family

    def item(self, item: str) -> str:
        """Return the name of what can be left out of a report."""
        glance = item == "machine"
        return self.phrase("report-machine") if glance else self.family(item)

    def reason(self, why: str) -> str:
        """Return why a repair did not run, without the detail that is for IT.

        What has no words in this language stays English, and is said to be for IT.
        """
        from agent.words.reasons import REASONS

        known = next((known for known in REASONS if why.startswith(known)), "")
        if self.language == "en":
            return known + why.removeprefix(known).partition(":")[0] if known else why
        if not known:
            return self.phrase("cli-why-for-it", why=why) if why else ""
        if self.language in TABLED:
            return REASONS[known][self.language]
        return str(read(self.language, "reasons")[known])

    def reason_in_full(self, why: str) -> str:
        """Return a reason for IT: in this language, with the detail that follows it."""
        if self.language == "en" or not why:
            return why
        from agent.words.reasons import REASONS

        rest = why.removeprefix("withheld: ")
        if rest != why:
            gone = self.phrase("report-withheld")
            return f"{gone} ({self.reason_in_full(rest)})"
        known = next((known for known in REASONS if why.startswith(known)), why)
        detail = why.removeprefix(known).strip(" :;,")
        said = self.reason(why)
        return f"{said} ({detail})" if detail else said

    def number(self, value: float) -> str:
        """Return a number with one decimal, as people here write it."""
        return f"{value:.1f}".replace(".", "." if self.language == "en" else ",")

    def took(self, seconds: float) -> str:
        """Return how long something took; what took any time is never 0.0."""
        least = self.number(0.1)
        return f"< {least}" if 0 < seconds < 0.1 else self.number(seconds)

    def _find(self, section: str, key: str) -> dict[str, Any]:
        for family in FAMILIES:
            if key in (entries := self._file(family).get(section, {})):
                found: dict[str, Any] = entries[key]
                return found
        raise KeyError(key)

    def _file(self, family: str) -> dict[str, Any]:
        return read(self.language, family)

    def _written(self, sentence: Any, facts: dict[str, Any]) -> str:
        """Fill the facts of a finding in, as people here write them."""
        from agent.words.facts import Facts

        chosen = form(sentence, facts, self.language)
        return Facts(self.language).vformat(chosen, (), facts)


def choose(
    wanted: str, environment: dict[str, str], allowed: Sequence[str] = ()
) -> Language:
    """Return the language asked for, else that of the session, else English.

    ``allowed``: those that IT allows a session to choose, the usual one first; what
    somebody asks for by name they get.
    """
    names = (
        wanted,
        *(
            environment.get(k, "")
            for k in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        ),
    )
    for name in names:
        short = name[:2].lower()
        if short in LANGUAGES and (name is wanted or not allowed or short in allowed):
            return LANGUAGES[LANGUAGES.index(short)]
    return LANGUAGES[LANGUAGES.index(allowed[0])] if allowed else "en"
