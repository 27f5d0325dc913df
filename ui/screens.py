"""Where the person can be, and what can be asked for there."""

from __future__ import annotations

from enum import StrEnum

from ui.news import Action


class Screen(StrEnum):
    """Where the person is."""

    HOME = "home"
    WAITING = "waiting"
    LOOKING = "looking"
    ASKING = "asking"
    REPAIRING = "repairing"
    RESULT = "result"
    PREVIEW = "preview"
    TROUBLE = "trouble"


OFFERS: dict[Screen, tuple[Action, ...]] = {
    Screen.HOME: (Action.FIX, Action.LAST),
    Screen.WAITING: (Action.STOP,),
    Screen.LOOKING: (Action.STOP,),
    Screen.ASKING: (Action.YES, Action.NO),
    Screen.REPAIRING: (),
    Screen.RESULT: (
        Action.FIX,
        Action.BACK,
        Action.LAST,
        Action.STILL_BROKEN,
        Action.OPEN_REPORT,
        Action.PREVIEW,
    ),
    Screen.PREVIEW: (
        Action.FIX,
        Action.LAST,
        Action.OPEN_REPORT,
        Action.PREVIEW,
        Action.OPEN_PAGE,
        Action.NOTE,
        Action.LEAVE_OUT,
        Action.SEND,
        Action.NOT_NOW,
    ),
    Screen.TROUBLE: (Action.FIX, Action.BACK, Action.LAST),
}
