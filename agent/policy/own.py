"""What IT can check without code: the tables ``[[own]]`` of the policy."""

from __future__ import annotations

from agent.model import Severity
from agent.value import Value


class OwnWords(Value):
    """What the employee reads, in one language.

    ``question`` goes on after «Could not find out whether»; without one there is a
    sentence that names the check.
    """

    title: str
    text: str
    advice: str
    question: str = ""


class OwnCheck(Value):
    """One question of IT's own; ``agent.policy.own_kinds`` says which keys count.

    ``explained_by``: ids of checks whose finding explains this one; without the key,
    what such a thing needs. ``fix``: a repair to try. ``host``, ``port``: who must take
    a connection within ``seconds``. ``url``: a page that must answer with one of
    ``status``, or any below 400. ``name``: what name servers must know. ``service``:
    what must run, ``if_installed`` only where it is. ``process``: a program of which
    ``at_least`` so many run, and ``at_most``. ``path``: a file, a volume or a mount
    point; ``~/`` is the employee's home. ``exists``: whether a file must be there, or
    must not; ``max_age_hours``, ``min_bytes``, ``max_bytes``: what it may be like.
    ``min_free_bytes``, ``min_free_percent``: a volume is full when it is below all that
    are set. ``days``: a certificate must be valid for so long.
    """

    id: str
    kind: str
    words: dict[str, OwnWords]
    severity: Severity = Severity.ANNOYING
    explained_by: tuple[str, ...] | None = None
    fix: str = ""
    host: str = ""
    port: int = 443
    seconds: float = 3.0
    url: str = ""
    status: tuple[int, ...] = ()
    name: str = ""
    service: str = ""
    if_installed: bool = False
    process: str = ""
    at_least: int = 1
    at_most: int | None = None
    path: str = ""
    exists: bool = True
    max_age_hours: float | None = None
    min_bytes: int = 0
    max_bytes: int | None = None
    min_free_bytes: int = 0
    min_free_percent: float = 0.0
    days: float = 14.0

    def said(self, language: str) -> OwnWords:
        """Return the sentences in a language; else in English, else the first given."""
        first = next(iter(self.words.values()))
        return self.words.get(language) or self.words.get("en") or first

    @property
    def check(self) -> str:
        """The id of the check."""
        return f"own.{self.id}"

    @property
    def code(self) -> str:
        """The code of its problem."""
        return f"own-{self.id.replace('_', '-')}"
