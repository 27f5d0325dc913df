"""Moments in which a repair may do more harm than good."""

from __future__ import annotations

from enum import StrEnum


class Moment(StrEnum):
    """What goes on at this computer, that a repair may have to wait for."""

    IN_CALL = "in-call"
    PRESENTING = "presenting"
    REMOTE_SESSION = "remote-session"
    LOW_BATTERY = "low-battery"
    METERED = "metered"
    DRIVE_FAILING = "drive-failing"
    UPDATING = "updating"
