"""What a screen shows, as values: the story tells it, the window draws it."""

from __future__ import annotations

from enum import StrEnum

from agent.value import Value
from ui.news import Action
from ui.screens import Screen


class Tone(StrEnum):
    """What something is: told by a shape and by a colour, never by colour alone."""

    PLAIN = ""
    WELL = "well"
    ASK = "ask"
    TROUBLE = "trouble"
    UNSURE = "unsure"
    BUSY = "busy"
    QUIET = "quiet"


class Button(Value):
    """Something to press."""

    action: Action
    text: str


class Choice(Value):
    """Something that may hurt, to press: the id of the symptom, and its words."""

    symptom: str
    text: str


class Hurts(Value):
    """How to say what hurts: a heading, choices, and a line for one's own words."""

    title: str
    choices: tuple[Choice, ...]
    hint: str


class Sheet(Value):
    """What goes to IT, to read: its two parts with their names, what of it is new.

    ``fresh``: from which character of the text to which.
    """

    subject: tuple[str, str]
    text: tuple[str, str]
    link: Button
    fresh: tuple[int, int] = (0, 0)


class Noting(Value):
    """How to add to it: a heading, a line with what stands in it, a button."""

    title: str
    hint: str
    note: str
    add: Button


class Item(Value):
    """Something that can be left out: its id, its name, and whether it goes along."""

    id: str
    text: str
    along: bool


class Items(Value):
    """What goes along: a heading, what pressing does, and a box for each.

    ``gone``: what is left out of the text that is shown, as a sentence.
    """

    title: str
    hint: str
    gone: str
    each: tuple[Item, ...]


class Line(Value):
    """One row: a drawing or a mark at the left, text, detail under it, aside right.

    A ``strong`` text is a heading of its detail.
    """

    text: str
    tone: Tone = Tone.PLAIN
    icon: str = ""
    detail: str = ""
    aside: str = ""
    strong: bool = False


class Fold(Value):
    """Lines under a heading that are closed until asked for."""

    title: str
    lines: tuple[Line, ...]


class Card(Value):
    """A surface of its own: a heading, paragraphs, lines, what is folded, a button.

    ``path`` is where something lies, and may break anywhere.
    """

    title: str = ""
    tone: Tone = Tone.PLAIN
    texts: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    path: str = ""
    folds: tuple[Fold, ...] = ()
    button: Button | None = None


class Page(Value):
    """One screen. ``percent`` is negative where nothing goes on.

    ``first`` is the next step, ``aside`` what is offered beside the way out.
    ``enter`` and ``escape`` are what those keys ask for. ``told`` is what those who
    hear the window want to hear first.
    """

    screen: Screen
    headline: str
    lead: str = ""
    tag: str = ""
    tone: Tone = Tone.PLAIN
    percent: int = -1
    cards: tuple[Card, ...] = ()
    folds: tuple[Fold, ...] = ()
    note: str = ""
    status: Line | None = None
    hurts: Hurts | None = None
    sheet: Sheet | None = None
    noting: Noting | None = None
    items: Items | None = None
    first: Button | None = None
    second: Button | None = None
    way_out: Button | None = None
    aside: Button | None = None
    enter: Action | None = None
    escape: Action | None = None
    told: str = ""


class Sign(Value):
    """What the tray icon shows: its shape by tone, and the words beside it."""

    tone: Tone
    text: str
    can_fix: bool
    can_show: bool


class Labels(Value):
    """Words for those who hear the window instead of seeing it."""

    tones: dict[Tone, str]
    progress: str
    show: str
    hide: str
