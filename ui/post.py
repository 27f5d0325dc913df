"""How the report of the last run gets to IT. Pure: what is shown is what is sent."""

from __future__ import annotations

from enum import StrEnum

from agent.outbox.courier import Chosen, Handed, Letter
from agent.value import Value, replace
from ui.news import Action, Did, Hitch, Previewed, Sent


class Doing(StrEnum):
    """What goes on in a thread."""

    NOTHING = ""
    SHOWING = "showing"
    SENDING = "sending"


class Post(Value):
    """What of the report is shown, and what became of it.

    ``letter``: what IT would get, with ``note`` of the person in it; ``before``: its
    text before that was put in. ``chosen``: what is left out of it. ``wanted`` and
    ``unwanted``: the note that is being put in, and what is being left out. ``handed``:
    how sending went; ``hitch``: why the last try did not succeed.
    """

    doing: Doing = Doing.NOTHING
    letter: Letter | None = None
    note: str = ""
    chosen: Chosen = ()
    wanted: str = ""
    unwanted: Chosen = ()
    before: str = ""
    handed: Handed | None = None
    hitch: Hitch | None = None


def offered(post: Post, *, desk: bool, previewed: bool) -> dict[Action, bool]:
    """Return what of all this can be asked for now.

    ``desk``: there is a report, and a desk that takes it. ``previewed``: the person
    looks at the preview; there it is asked for anew only where it did not come.
    """
    idle = post.doing is Doing.NOTHING
    ready = idle and post.letter is not None
    begin = desk and idle and not post.handed
    return {
        Action.PREVIEW: begin and not (previewed and post.letter),
        Action.OPEN_PAGE: post.letter is not None,
        Action.NOTE: ready,
        Action.LEAVE_OUT: post.letter is not None and post.doing is not Doing.SENDING,
        Action.SEND: ready,
    }


def asked(post: Post, did: Did) -> Post:
    """Return what comes of a press; a note that was not shown is shown, not sent."""
    match did.action:
        case Action.PREVIEW:
            return _showing(replace(post, letter=None), post.wanted)
        case Action.LEAVE_OUT:
            other = replace(post, unwanted=_turned(post, did.said))
            return _showing(other, post.wanted)
        case Action.SEND if did.said == post.note and post.unwanted == post.chosen:
            return replace(post, doing=Doing.SENDING, hitch=None)
        case Action.NOTE | Action.SEND:
            return _showing(post, did.said)
        case Action.NOT_NOW if post.doing is Doing.SHOWING:
            return replace(post, doing=Doing.NOTHING)
    return post


def _showing(post: Post, note: str) -> Post:
    return replace(post, doing=Doing.SHOWING, wanted=note, hitch=None)


def _turned(post: Post, item: str) -> Chosen:
    """Return what is to be left out after one more press on an item."""
    every = post.letter.items if post.letter else ()
    return tuple(one for one in every if (one in post.unwanted) != (one == item))


def shown(post: Post, news: Previewed) -> Post:
    """Take a letter where it is the one that was asked for last."""
    wanted = (post.wanted, post.unwanted)
    if post.doing is not Doing.SHOWING or (news.note, news.chosen) != wanted:
        return post
    if news.letter is None:
        return replace(post, doing=Doing.NOTHING, hitch=news.hitch)
    noted = post.letter is not None and news.note != post.note
    before = post.letter.text if post.letter and noted else ""
    return replace(
        post,
        doing=Doing.NOTHING,
        letter=news.letter,
        note=news.note,
        chosen=news.chosen,
        before=before,
        hitch=None,
    )


def sent(post: Post, news: Sent) -> Post:
    """Take how sending went, and later what became of a parcel that had to wait."""
    if post.doing is not Doing.SENDING:
        waited = post.handed is not None and not post.handed.sent
        return replace(post, handed=news.handed) if waited and news.handed else post
    return replace(post, doing=Doing.NOTHING, handed=news.handed, hitch=news.hitch)


def fresh(before: str, after: str) -> tuple[int, int]:
    """Return from which character to which a text is new; nothing where none was.

    Blanks around it are left out.
    """
    if not before or before == after:
        return 0, 0
    start = _alike(before, after)
    end = len(after) - _alike(before[start:][::-1], after[start:][::-1])
    new = after[start:end]
    start += len(new) - len(new.lstrip())
    return start, max(start, start + len(new.strip()))


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts share from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
