"""Rights that IT's rules of polkit give an account, as polkit itself tells them.

Rules that look at details, as at the name of a unit, are not seen ahead: only who
owns an action may ask with details (``CheckAuthorization`` of
org.freedesktop.PolicyKit1.Authority).
"""

from __future__ import annotations

from agent.host.linux.bus import Body, Bus
from agent.host.trouble import HostError, PartMissing

POLKIT = "org.freedesktop.PolicyKit1"
AUTHORITY = (
    *(POLKIT, "/org/freedesktop/PolicyKit1/Authority", f"{POLKIT}.Authority"),
    *("CheckAuthorization", "(sa{sv})sa{ss}us"),
)
UNASKED = 0
"""No ``AllowUserInteraction``: nobody is asked for a password."""
TIMEOUT = 2.0
ACTIONS = {
    "NameServersControl": "org.freedesktop.resolve1.set-dns-servers",
    "ServiceControl": "org.freedesktop.systemd1.manage-units",
    "TimeControl": "org.freedesktop.timedate1.set-ntp",
}
"""By lever; any other is the kernel's or a file's, where polkit has no say."""


class LinuxOwnRights:
    """polkit, asked about whoever asks."""

    def __init__(self, bus: str = "") -> None:
        """Take another bus, for a test."""
        self._bus = bus

    def suffice(self, levers: tuple[str, ...]) -> bool:
        """See the port."""
        wanted = [ACTIONS[one] for one in levers if one in ACTIONS]
        try:
            return bool(wanted) and all(map(self._may, wanted))
        except (HostError, PartMissing, PermissionError):
            return False

    def _may(self, action: str) -> bool:
        with Bus(self._bus, TIMEOUT) as talk:
            whoever = ("system-bus-name", {"name": ("s", talk.name)})
            body: Body = (whoever, action, {}, UNASKED, "")
            ((authorized, _challenge, _details),) = talk.call(
                *AUTHORITY, body, wake=True
            )
        return bool(authorized)
