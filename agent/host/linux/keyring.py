"""Whether the sign-in's keyring is shut, told by the Secret Service on our own bus."""

from __future__ import annotations

import os

from agent.host.linux.bus import Bus
from agent.host.linux.places import SYSTEM_ACCOUNTS_BELOW
from agent.host.trouble import HostError, PartMissing

SERVICE, TOP = "org.freedesktop.secrets", "/org/freedesktop/secrets"
ASKED, ITEM = "org.freedesktop.Secret.Service", "org.freedesktop.Secret.Item"
COLLECTION = "org.freedesktop.Secret.Collection"
LOGIN = f"{TOP}/collection/login"
"""What pam_gnome_keyring opens with the password of the sign-in. Others have passwords
of their own, and are shut as long as nobody needs them."""


class LinuxKeyring:
    """GNOME's, or whoever else serves one that sign-ins open."""

    def __init__(self, bus: str = "") -> None:
        """Take another bus than the session's own, for a test."""
        self._bus = bus

    def locked(self) -> bool:
        """See the port. A keyring that does not run is not started for this."""
        with Bus(self._bus or own_bus()) as bus:
            if LOGIN not in bus.get(SERVICE, TOP, ASKED, "Collections"):
                msg = "there is no keyring that a sign-in opens"
                raise PartMissing(msg)
            return bool(bus.get(SERVICE, LOGIN, COLLECTION, "Locked"))

    def secret(self, desk: str) -> str:
        """Return the secret of a desk that this person keeps; empty where none is.

        It is kept under ``application=blusser`` and ``desk=<address>``, as by
        ``secret-tool store``. Raises ``HostError`` where the keyring is shut.
        """
        about = {"application": "blusser", "desk": desk}
        with Bus(self._bus or own_bus()) as bus:
            found, shut = bus.call(
                SERVICE, TOP, ASKED, "SearchItems", "a{ss}", (about,)
            )
            if shut and not found:
                msg = "the keyring is shut; sign in anew, and it opens"
                raise HostError(msg)
            if not found:
                return ""
            how = ("plain", ("s", ""))
            _, session = bus.call(SERVICE, TOP, ASKED, "OpenSession", "sv", how)
            told = bus.call(SERVICE, found[0], ITEM, "GetSecret", "o", (session,))
            return bytes(told[0][2]).decode()


def own_bus() -> str:
    """Return the socket of our session's bus (D-Bus specification; XDG directories).

    Raises ``PartMissing`` where there is none, and for a service, which has none.
    """
    if os.geteuid() >= SYSTEM_ACCOUNTS_BELOW:
        named = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "").partition(",")[0]
        folder = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.geteuid()}"
        for place in (named.removeprefix("unix:path="), os.path.join(folder, "bus")):
            if place.startswith("/") and os.path.exists(place):
                return place
    msg = "this account has no session on this machine"
    raise PartMissing(msg)
