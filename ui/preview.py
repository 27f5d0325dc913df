"""Tells what IT would get as a page, before anything is sent."""

from __future__ import annotations

from agent.words import Words
from ui.news import Action
from ui.page import Button, Item, Items, Line, Noting, Page, Sheet, Tone
from ui.post import Doing, Post, fresh
from ui.screens import Screen
from ui.state import State, offers


def preview_page(state: State, words: Words) -> Page:
    """Return what would go, or goes. Enter presses nothing: sending must be meant."""
    status = _status(state.post, words)
    sending = state.post.doing is Doing.SENDING
    key = "ui-sending" if sending else "ui-letter"
    lead = words.phrase(f"{key}-lead")
    if state.post.hitch:
        lead = ""
    elif not state.post.letter:
        lead = words.phrase("ui-letter-wait")
    return Page(
        Screen.PREVIEW,
        words.phrase(key),
        lead,
        status=status,
        sheet=_sheet(state.post, words),
        noting=None if sending else _noting(state.post, words),
        items=None if sending else _items(state.post, words),
        first=_first(state, words),
        second=None if sending else _button(Action.OPEN_REPORT, "ui-save", words),
        way_out=_button(Action.NOT_NOW, "ui-close" if sending else "ui-not-now", words),
        escape=Action.NOT_NOW,
        told=status.text if status else _gone(state.post, words),
    )


def _first(state: State, words: Words) -> Button | None:
    """Offer to send what is shown, or to try again where it could not be shown."""
    if offers(state, Action.SEND):
        return _button(Action.SEND, "ui-send", words)
    if offers(state, Action.PREVIEW):
        return _button(Action.PREVIEW, "ui-retry", words)
    return None


def _status(post: Post, words: Words) -> Line | None:
    if post.hitch:
        return hitch(post, words)
    if post.doing is Doing.NOTHING and _fresh(post) != (0, 0):
        return Line(words.phrase("ui-note-added"), Tone.WELL)
    return None


def hitch(post: Post, words: Words) -> Line | None:
    """Return why the last try did not succeed, where it did not."""
    if not post.hitch:
        return None
    why = post.hitch.why
    detail = words.phrase("desk-why", why=why) if why else ""
    text = words.phrase(f"ui-hitch-{post.hitch.trouble.value}")
    return Line(text, Tone.ASK, detail=detail)


def _sheet(post: Post, words: Words) -> Sheet | None:
    if not post.letter:
        return None
    return Sheet(
        (words.phrase("ui-subject"), post.letter.subject),
        (words.phrase("ui-text"), post.letter.text.rstrip()),
        _button(Action.OPEN_PAGE, "ui-open-page", words),
        _fresh(post),
    )


def _fresh(post: Post) -> tuple[int, int]:
    return fresh(post.before.rstrip(), post.letter.text.rstrip() if post.letter else "")


def _noting(post: Post, words: Words) -> Noting | None:
    if not post.letter:
        return None
    title, hint = words.phrase("ui-note"), words.phrase("ui-note-hint")
    return Noting(title, hint, post.note, _button(Action.NOTE, "ui-note-add", words))


def _items(post: Post, words: Words) -> Items | None:
    """Return what can be left out; a press counts at once, before it is shown."""
    every = post.letter.items if post.letter else ()
    if not every:
        return None
    title, hint = words.phrase("ui-items"), words.phrase("ui-items-hint")
    each = (Item(one, words.item(one), one not in post.unwanted) for one in every)
    return Items(title, hint, _gone(post, words), tuple(each))


def _gone(post: Post, words: Words) -> str:
    """Say what is not in what is shown; where that is made anew, that it takes time."""
    if post.doing is Doing.SHOWING and post.letter:
        return words.phrase("ui-letter-wait")
    names = words.phrase("cli-between").join(map(words.item, post.chosen))
    return words.phrase("ui-items-gone", items=names) if names else ""


def _button(action: Action, key: str, words: Words) -> Button:
    return Button(action, words.phrase(key))
