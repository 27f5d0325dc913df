"""Takes secrets and names out of what was allowed, the same way everywhere.

The same secret gets the same stand-in in arguments, answers and facts, so that the
redacted transcript still replays to the redacted diagnosis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from agent.bundle.rules import NAMES, SECRET_NAMES, SECRETS, Rule
from agent.value import Value

STAND_INS: Final = {"user": "user", "name": "name", "host": "pc", "domain": "domain"}
"""By kind of known value; a home folder becomes ``/home/user-1``."""
NOBODY: Final = frozenset(
    "root daemon nobody admin administrator system guest user"  # noqa: SIM905
    " localhost localdomain"
    " localhost.localdomain local lan home internal corp domain workgroup none".split()
)
"""Accounts and names that identify nobody: never replaced."""
ORDINARY: Final = frozenset(
    "desktop laptop server client office test demo debian ubuntu"  # noqa: SIM905
    " fedora linux windows"
    " disk network login service services host machine computer mark will rose guy"
    " grace page case rule state status name names size free files kind mount".split()
)
"""Names that are words as well: replaced only where nothing but a name can stand."""
SHORT: Final = 4
"""Letters below which a name counts as ordinary: An, Jo, Jan."""
SECRET_KEY: Final = re.compile(SECRET_NAMES, re.IGNORECASE)


class RuleFailedError(Exception):
    """A rule broke on this item, which therefore must not leave the machine."""


class Redactor:
    """Replaces, and counts by rule what it replaced."""

    def __init__(
        self,
        known: Mapping[str, str],
        secrets: Sequence[Rule] = SECRETS,
        names: Sequence[Rule] = NAMES,
    ) -> None:
        """Take the values that name this machine and its people, by kind."""
        self.removed: Counter[str] = Counter()
        self._numbers: dict[tuple[str, str], str] = {}
        self._issued: set[str] = set()
        self._known = self._values(known)
        self._fields = field_names()
        self._rules = (*secrets, None, *names)
        self._pattern = _any_of(self._known)

    def clean(self, data: Any) -> Any:
        """Return plain data without secrets; raise ``RuleFailedError`` if in doubt."""
        match data:
            case str():
                return self.text(data)
            case list():
                return [self.clean(part) for part in data]
            case dict():
                pairs = [
                    (
                        key if key in self._fields else self.text(key),
                        self._under(key, part),
                    )
                    for key, part in data.items()
                ]
                if len(dict(pairs)) < len(pairs):
                    msg = "two names became one"
                    raise RuleFailedError(msg)
                return dict(pairs)
        return data

    def text(self, text: str) -> str:
        """Return a text without secrets."""
        for rule in self._rules:
            name = rule.name if rule else "known values"
            try:
                if rule:
                    text = rule.pattern.sub(partial(self._replace, rule), text)
                elif self._pattern:
                    text = self._pattern.sub(self._known_value, text)
            except Exception as trouble:
                raise RuleFailedError(name) from trouble
        return text

    def _under(self, key: str, part: Any) -> Any:
        if isinstance(part, str) and part and SECRET_KEY.fullmatch(key):
            self.removed["password or key by its name"] += 1
            return self._stand_in("secret", part)
        return self.clean(part)

    def _replace(self, rule: Rule, found: re.Match[str]) -> str:
        secret = found["s"]
        if secret in self._issued or not rule.accepts(secret):
            return found[0]
        self.removed[rule.name] += 1
        begin, end = (at - found.start() for at in found.span("s"))
        return found[0][:begin] + self._stand_in(rule.stand_in, secret) + found[0][end:]

    def _known_value(self, found: re.Match[str]) -> str:
        kind, _, stand_in = self._known[int((found.lastgroup or "v0")[1:])]
        self.removed[f"{kind} of this computer"] += 1
        return stand_in

    def _stand_in(self, kind: str, secret: str) -> str:
        """Number the secrets of a kind as they come; same secret, same number."""
        if (kind, secret) not in self._numbers:
            number = 1 + sum(1 for name in self._issued if name.startswith(f"{kind}-"))
            self._numbers[kind, secret] = f"{kind}-{number}"
            self._issued.add(f"{kind}-{number}")
        return self._numbers[kind, secret]

    def _values(self, known: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return kind, value and stand-in, the longest value first."""
        values: list[tuple[str, str, str]] = []
        for kind, value in known.items():
            if len(value) < 2 or value.lower() in NOBODY:
                continue
            if kind == "home":
                user = self._stand_in("user", known.get("user", value).lower())
                values += (
                    [(kind, value, f"/home/{user}")] if value.count("/") > 1 else []
                )
                continue
            stand_in = self._stand_in(STAND_INS.get(kind, kind), value.lower())
            parts = [p for p in value.split() if kind == "name" and _is_telling(p)]
            values += [
                (kind, part, stand_in) for part in {value: 0, **dict.fromkeys(parts)}
            ]
        return sorted(values, key=lambda entry: -len(entry[1]))


def _any_of(known: Sequence[tuple[str, str, str]]) -> re.Pattern[str] | None:
    ways = [f"(?P<v{at}>{_way(value)})" for at, (_, value, _) in enumerate(known)]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _is_telling(name: str) -> bool:
    return len(name) >= SHORT and name.lower() not in ORDINARY | NOBODY


def _way(value: str) -> str:
    """Return a pattern for a name as a word; stricter where it is one anyway."""
    name = re.escape(value)
    if _is_telling(value):
        return rf"(?<!\w){name}(?!\w)"
    return "|".join(
        (
            rf"\A{name}\Z",
            rf"(?<=[/\\]){name}(?=[/\\\s\"':,]|\Z)",
            rf"(?<![\w.-]){name}(?=@)",
            rf"(?<=['\"«]){name}(?=['\"»])",
        )
    )


def field_names(kind: type[Value] = Value) -> frozenset[str]:
    """Return the names of all fields of all values: those keys are ours."""
    own = frozenset(kind.__match_args__)
    return own.union(*(field_names(sub) for sub in kind.__subclasses__()))
