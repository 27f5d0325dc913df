"""Takes secrets and names out of what was allowed, the same way everywhere.

The same secret gets the same stand-in in arguments, answers and facts, so that the
redacted transcript still replays to the redacted diagnosis. Stand-ins hang on a key
that is drawn anew for each bundle and kept nowhere: nobody can tell from two bundles
whether they speak of the same person, nor try names out.
"""

from __future__ import annotations

import os
import re
from base64 import b32encode
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import count
from typing import Any, Final

from agent.bundle.disguise import BASE64, DEEPEST, Joined, joinings, unpacked, views
from agent.bundle.kinds import NAMES, SECRET_NAMES, SECRETS, Rule, Shape
from agent.bundle.known import ADDRESS, any_of, values

SHORTEST: Final = 4
"""Letters of a stand-in after its kind; more where two would be the same."""
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
        key: bytes = b"",
        addresses: Sequence[str] = (),
    ) -> None:
        """Take the values that name this machine and its people, by kind.

        Without a ``key`` one is drawn. ``addresses`` are those of this machine that
        nobody else has.
        """
        self.removed: Counter[str] = Counter()
        self._key = key or os.urandom(32)
        self._given: dict[tuple[str, str], str] = {}
        self._issued: set[str] = set()
        self._cleaned: dict[str, tuple[str, Counter[str]]] = {}
        mine = [("address", one, self._shaped(ADDRESS, one)) for one in addresses]
        self._known = [*mine, *values(known, self._stand_in)]
        self._rules = (*secrets, None, *names)
        self._hints = [
            (hint, at)
            for at, rule in enumerate(self._rules)
            for hint in (rule.hints if rule else ()) or ("",)
        ]
        self._pattern = any_of(self._known)

    def clean(self, data: Any, ours: Container[str] = ()) -> Any:
        """Return plain data without secrets; raise ``RuleFailedError`` if in doubt.

        ``ours`` are names of declared fields: as keys they name nobody.
        """
        match data:
            case str():
                return self.text(data)
            case list():
                across = self._across(data)
                return [
                    across.get(at) or self.clean(part, ours)
                    for at, part in enumerate(data)
                ]
            case dict():
                pairs = [
                    (
                        key if key in ours else self.text(key),
                        self._under(key, part, ours),
                    )
                    for key, part in data.items()
                ]
                if len(dict(pairs)) < len(pairs):
                    msg = "two names became one"
                    raise RuleFailedError(msg)
                return dict(pairs)
        return data

    def text(self, text: str) -> str:
        """Return a text without secrets, also those that are escaped or packed."""
        if text not in self._cleaned:
            before = self.removed.copy()
            cleaned = self._text(text, 0)
            self._cleaned[text] = cleaned, self.removed - before
        else:
            self.removed += self._cleaned[text][1]
        return self._cleaned[text][0]

    def _text(self, text: str, deep: int) -> str:
        """Clean a text; ``deep`` is how often what holds it was packed."""
        try:
            text = self._plain(text.replace("\0", ""), deep)
            for seen in views(text):
                if (cleaned := self._plain(seen, deep)) != seen:
                    text = cleaned
        except RuleFailedError:
            raise
        except Exception as trouble:
            msg = "other ways to write"
            raise RuleFailedError(msg) from trouble
        return text

    def _plain(self, text: str, deep: int) -> str:
        """Return a text without the secrets that stand in it as they are, or packed."""
        if deep < DEEPEST:
            text = BASE64.sub(partial(self._packed, deep), text)
        for rule in self._awake(text):
            name = rule.name if rule else "known values"
            try:
                if rule:
                    text = rule.replace(partial(self._replace, rule), text)
                elif self._pattern:
                    text = self._pattern.sub(self._known_value, text)
            except Exception as trouble:
                raise RuleFailedError(name) from trouble
        return text

    def _awake(self, text: str) -> list[Rule | None]:
        """Return the rules that may find something in a text, in their order."""
        folded = text.casefold()
        chosen = {at for hint, at in self._hints if hint in folded}
        return [self._rules[at] for at in sorted(chosen)]

    def _packed(self, deep: int, found: re.Match[str]) -> str:
        """Return the stand-in of a base64 word with a secret in it, or the word."""
        if any(self._text(seen, deep + 1) != seen for seen in unpacked(found[0])):
            return self._stand_in("secret", found[0])
        return found[0]

    def _across(self, data: list[Any]) -> dict[int, str]:
        """Return stand-ins for the items of a list over which one secret stretches."""
        gone: dict[int, str] = {}
        if len(data) < 2 or not all(isinstance(part, str) for part in data):
            return gone
        try:
            for joined in joinings(data):
                for name, touched in self._stretches(joined):
                    gone |= {at: self._stand_in("secret", data[at]) for at in touched}
                    self.removed[name] += 1
        except Exception as trouble:
            msg = "what stretches over a list"
            raise RuleFailedError(msg) from trouble
        return gone

    def _stretches(self, joined: Joined) -> Iterator[tuple[str, range]]:
        """Yield by which rule which items hold one secret together."""
        for found in BASE64.finditer(joined.text):
            if joined.is_over(found.span()) and self._packed(0, found) != found[0]:
                yield "long random word", joined.items(*found.span())
        rules = self._awake(joined.text)
        for rule in filter(None, rules[: rules.index(None)]):
            for found in rule.every(joined.text):
                if joined.is_over(found.span()) and rule.accepts(found["s"]):
                    yield rule.name, joined.items(*found.span("s"))

    def _under(self, key: str, part: Any, ours: Container[str]) -> Any:
        if isinstance(part, str) and part and SECRET_KEY.fullmatch(key):
            self.removed["password or key by its name"] += 1
            return self._stand_in("secret", part)
        return self.clean(part, ours)

    def _replace(self, rule: Rule, found: re.Match[str]) -> str:
        secret, shape = found["s"], rule.shape
        read = shape.read if shape else str
        if not rule.accepts(secret) or read(secret) in self._issued:
            return found[0]
        self.removed[rule.name] += 1
        begin, end = (at - found.start() for at in found.span("s"))
        word = (
            self._shaped(shape, secret)
            if shape
            else self._stand_in(rule.stand_in, secret)
        )
        return found[0][:begin] + word + found[0][end:]

    def _known_value(self, found: re.Match[str]) -> str:
        kind, _, stand_in = self._known[int((found.lastgroup or "v0")[1:])]
        self.removed[f"{kind} of this computer"] += 1
        return stand_in.upper() if found[0].isupper() else stand_in

    def _stand_in(self, kind: str, secret: str) -> str:
        """Return the word that stands for a secret in this bundle, and for no other."""
        if (kind, secret) not in self._given:
            letters = b32encode(self._digest(f"{kind} {secret}")).decode().lower()
            ends = range(SHORTEST, len(letters))
            made = (f"{kind}-{letters[:end]}" for end in ends)
            stand_in = next(one for one in made if one not in self._issued)
            self._given[kind, secret] = stand_in
            self._issued |= {stand_in, stand_in.upper()}
        return self._given[kind, secret]

    def _shaped(self, shape: Shape, secret: str) -> str:
        """Return what stands for a thing in its own shape, and for no other."""
        read = shape.read(secret)
        if (shape.kind, read) not in self._given:
            tries = (f"{read} {n}" if n else read for n in count())
            made = (shape.made(read, self._digest(one)) for one in tries)
            stand_in = next(one for one in made if one not in self._issued)
            self._given[shape.kind, read] = stand_in
            self._issued.add(stand_in)
        return shape.write(self._given[shape.kind, read], secret)

    def _digest(self, secret: str) -> bytes:
        return blake2b(secret.encode("utf-8", "replace"), key=self._key).digest()
