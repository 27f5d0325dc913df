"""The options of every command, as data, and a quick reader of a command line.

It takes what is well-formed; everything else (help, abbreviations, mistakes) goes to
argparse, whose import alone is a quarter of a cold start.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.typed import Any
from agent.value import Value
from agent.words.phrases import LANGUAGES

COMMANDS = {
    "check": "ask this PC what is wrong, and change nothing",
    "fix": "ask, repair what may be repaired, and ask again",
    "bundle": "write the report of the last run for IT; without one, look first",
    "send": "hand the last run to IT's desk, and deliver what waits",
    "desk": "prove that IT's desk takes what Blusser sends",
    "replay": "diagnose again from a report, on any computer",
    "open": "open and verify a report, on IT's computer",
    "history": "list the runs on this PC",
    "checks": "list the questions Blusser can ask",
    "speed": "measure how fast data goes to and from IT's own server",
    "policy": "check, show, sign or describe IT's rules",
    "service": "say whether rights are lent here, to whom, and for what",
    "status": "say which policy applies and how the last run ended",
    "ui": "open the window",
}
RUNS = ("check", "fix", "bundle")
HANDING = ("fix", "send")
ACTIONS = ("check", "show", "schema", "sign", "key")
"""What ``blusser policy`` does."""


class Word(Value):
    """A word without a name that a command takes.

    ``choices``: what it may be; empty: anything. ``needed``: it may not be left out.
    """

    name: str
    help: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = True


REPORT = (Word("file", "a report of Blusser"),)
POSITIONAL = {
    "replay": REPORT,
    "open": REPORT,
    "policy": (Word("action", "what to do", ACTIONS), Word("file", needed=False)),
    "desk": (Word("action", "what to do", ("test",)),),
}
"""The words each command takes; the quick reader leaves such commands alone."""


class Option(Value):
    """One option: its kind is text, flag, many (may be repeated) or number."""

    name: str
    help: str
    commands: tuple[str, ...] = tuple(COMMANDS)
    kind: str = "text"
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: int = 0

    def start(self) -> Any:
        """Return the value it has when it is not given."""
        return {"text": "", "flag": False, "many": [], "number": self.default}[
            self.kind
        ]


OPTIONS = (
    Option("policy", "IT's rules, instead of the system's", metavar="FILE"),
    Option("state", "where history and outbox lie", metavar="DIR"),
    Option("lang", "language of the sentences", choices=LANGUAGES),
    Option("json", "one JSON object and nothing else", kind="flag"),
    Option("symptom", "what hurts, in your own words", RUNS, metavar="WORDS"),
    Option("only", "no more than these", RUNS, "many", "FAMILY_OR_CHECK"),
    Option("silent", "show nothing, ask nothing", (*RUNS, "send"), "flag"),
    Option("scheduled", "silently, and only where a run is due", ("fix",), "flag"),
    Option("yes", "say yes to repairs that ask", ("fix",), "flag"),
    Option("background", "only the icon, until it is clicked", ("ui",), "flag"),
    Option(
        "output",
        "where to write it; where IT named its keys it is sealed for them, and its name"
        " ends in .age",
        ("bundle",),
        metavar="FILE",
    ),
    Option("plain", "do not seal it, for your own eyes", ("bundle",), "flag"),
    Option(
        "identity",
        "the secret key of age that opens it",
        ("replay", "open"),
        metavar="KEYFILE",
    ),
    Option(
        "output",
        "write what was in it: NAME.zip as it was packed, NAME.html to read",
        ("open",),
        metavar="NAME",
    ),
    Option("case", "another run than the last", ("bundle", "send"), metavar="ID"),
    Option("send", "hand what is left to IT's desk", ("fix",), "flag"),
    Option("note", "what IT should know besides", HANDING, metavar="WORDS"),
    Option(
        "without",
        "leave this out of the report: a family of checks, or «machine»",
        HANDING,
        "many",
        "ITEM",
    ),
    Option("waiting", "only what waits already", ("send",), "flag"),
    Option("most", "how many runs", ("history",), "number", "N", default=20),
    Option("tree", "what explains what, as docs/checks.txt", ("checks",), "flag"),
    Option("repairs", "every repair instead, as a table", ("checks",), "flag"),
    Option("key", "the secret key to sign with", ("policy",), metavar="FILE"),
    Option("number", "version to sign", ("policy",), "number", "N"),
    Option("days", "how long it counts", ("policy",), "number", "N", default=365),
)


class Arguments:
    """What a command line said: the command, and one attribute per option of it."""

    command: str

    def __init__(self, **given: Any) -> None:
        """Keep what was said."""
        self.__dict__.update(given)

    def __getattr__(self, name: str) -> Any:
        """Refuse what this command has no option for."""
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        """Compare by all that was said."""
        return vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


def quick(argv: Sequence[str]) -> Arguments | None:
    """Read a command line that spells everything out; nothing where it does not."""
    if not argv or argv[0] not in COMMANDS or argv[0] in POSITIONAL:
        return None
    known = {f"--{o.name}": o for o in OPTIONS if argv[0] in o.commands}
    said = {option.name: option.start() for option in known.values()}
    words = iter(argv[1:])
    for word in words:
        option = known.get(word)
        if option is None or option.kind == "number":
            return None
        value = True if option.kind == "flag" else next(words, None)
        if value is None or (isinstance(value, str) and value[:1] in ("", "-")):
            return None
        if option.choices and value not in option.choices:
            return None
        if option.kind == "many":
            said[option.name].append(value)
        else:
            said[option.name] = value
    return Arguments(command=argv[0], **said)
