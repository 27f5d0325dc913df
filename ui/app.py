"""Opens the window and stays until the person quits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from agent.kit import Kit
from agent.outbox.courier import Courier
from agent.told import Spoken
from agent.trouble import BadInput
from agent.typed import TYPE_CHECKING
from agent.words import Words
from ui.run import HandOver

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from agent.policy.model import Policy
    from ui.notices import Notices
    from ui.tray import Tray

NO_DISPLAY = 2
"""As for every other mistake that the person at the keyboard can put right."""


def run(
    kit: Kit,
    words: Words,
    hand_over: HandOver,
    spoken: Spoken | None = None,
    courier: Callable[[], Courier | None] = lambda: None,
) -> int:
    """Open the window, or raise the one that is open; return the exit code.

    ``spoken``: what is said of runs that nobody started, and whether only the icon is
    shown until somebody wants more; then one that is open stays as it is. ``courier``:
    the ways to IT's desk, where the policy of that moment names one.
    Raises ``BadInput`` where Qt lacks a library of the system. Without a display the
    process ends here, with one sentence and exit 2: Qt itself would abort it.
    """
    app = application(words)
    from ui.bridge import Bridge
    from ui.desk import Desk, open_folder
    from ui.endings import Endings
    from ui.single import Single

    seat = Single(_own_folder(kit.state))
    background = spoken is not None and spoken.background
    if not seat.claim():
        if background or seat.call():
            return 0
        raise BadInput(words.phrase("ui-silent-window"))
    desk = Desk(Bridge(kit, hand_over, courier), words, kit.policy.support, open_folder)
    endings = Endings()
    seat.raised.connect(desk.window.present)
    desk.ended.connect(_end)
    endings.came.connect(_end)
    app.commitDataRequest.connect(desk.let_go)
    desk.begin(background=background)
    notices = _notices(kit, words, spoken, desk.tray) if spoken else None
    code = app.exec()
    if notices:
        notices.close()
    seat.close()
    desk.close()
    endings.close()
    return code


def _notices(kit: Kit, words: Words, spoken: Spoken, tray: Tray) -> Notices:
    """Have the tray say what there is to say, and take what its menu asks."""
    from ui.notices import Notices

    places = (spoken.left, os.path.join(kit.state, "told.json"))
    notices = Notices(
        places,
        lambda: _rules(kit),
        words,
        writers=spoken.writers,
        heard=tray.present,
        moments=spoken.moments,
    )
    notices.told.connect(tray.tell)
    notices.told.connect(lambda: tray.mute.setEnabled(notices.may_mute))
    tray.snoozed.connect(notices.snooze)
    tray.muted.connect(notices.mute)
    notices.begin()
    return notices


def _rules(kit: Kit) -> Policy:
    """Return the rules of this moment; those we began with where they are refused."""
    try:
        return (kit.anew() if kit.anew else kit).policy
    except BadInput:
        return kit.policy


def application(words: Words) -> QApplication:
    """Make Qt's application; a machine without a display is told in one sentence."""
    try:
        from PySide6.QtCore import QtMsgType, qInstallMessageHandler
        from PySide6.QtWidgets import QApplication

        from ui import icon
    except ImportError as missing:
        msg = words.phrase("ui-no-library", why=str(missing))
        raise BadInput(msg) from missing
    reasons: list[str] = []

    def refuse(kind: QtMsgType, _: object, said: str) -> None:
        reasons.append(said.strip().splitlines()[0].rstrip(".") if said else "")
        if kind is QtMsgType.QtFatalMsg:
            why = words.phrase("ui-no-display", why=reasons[0])
            sys.stderr.write(f"{why}\n")
            sys.stderr.flush()
            os._exit(NO_DISPLAY)

    former = qInstallMessageHandler(refuse)
    app = QApplication(["blusser"])
    qInstallMessageHandler(former)
    app.setApplicationName("Blusser")
    app.setDesktopFileName("blusser")
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setWindowIcon(icon.application_icon())
    return app


def _end() -> None:
    """End the loop. Qt's ``quit`` asks the window first, which would only hide."""
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.exit(0)


def _own_folder(state: str) -> str:
    """Return a folder of this person alone: the session's, else that of the state."""
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session and os.access(session, os.W_OK):
        return session
    with suppress(OSError):
        os.makedirs(state, mode=0o700, exist_ok=True)
    return state
