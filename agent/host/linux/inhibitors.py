"""What logind knows: who holds the machine back, and who came from elsewhere."""

from __future__ import annotations

from contextlib import suppress

from agent.host.linux.bus import Bus, BusError
from agent.host.trouble import PartMissing
from agent.value import Value

LOGIND = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
REMOTE_DESKTOPS = ("xrdp", "gnome-remote-desktop")
"""How the PAM services begin whose sessions logind does not call remote."""
LASTS = 1.5
"""Seconds for all questions together."""


class Inhibitor(Value):
    """Who keeps what from happening (org.freedesktop.login1, ``ListInhibitors``).

    ``who`` is what the program says; ``uid`` is the kernel's word for whose it is.
    """

    who: str
    what: tuple[str, ...]
    uid: int


def inhibitors(bus: str = "") -> tuple[Inhibitor, ...]:
    """Return who blocks something; who only delays it is left out.

    Raises ``PartMissing`` where logind does not run, ``HostError`` where it is mute.
    """
    with Bus(bus, lasts=LASTS) as talk:
        (rows,) = talk.call(LOGIND, PATH, MANAGER, "ListInhibitors")
    return tuple(
        Inhibitor(who, tuple(what.split(":")), uid)
        for what, who, _, mode, uid, _ in rows
        if mode == "block"
    )


def remote_services(bus: str = "") -> tuple[str, ...]:
    """Return the PAM services of the sessions that came from elsewhere; see above."""
    found: dict[str, None] = {}
    with Bus(bus, lasts=LASTS) as talk:
        (rows,) = talk.call(LOGIND, PATH, MANAGER, "ListSessions")
        for *_, path in rows:
            with suppress(BusError, PartMissing):  # it has just ended
                told = talk.get_all(LOGIND, path, SESSION)
                service = str(told.get("Service", ""))
                far = told.get("Remote") or service.startswith(REMOTE_DESKTOPS)
                if far and told.get("State") != "closing":
                    found[service or "logind"] = None
    return tuple(found)
