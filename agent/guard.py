"""Holds a repair back in a moment in which it may do more harm than good."""

from __future__ import annotations

from collections.abc import Collection

from agent.fix import AnyFix
from agent.host import PartMissing
from agent.host.transcript import Lines
from agent.host.trouble import NotReplayed
from agent.inquiry import all_within, within
from agent.machine import Machine
from agent.model import Account
from agent.moment import Moment
from agent.planning import Allowed

PATIENCE = 3.0
"""Seconds for all that is asked."""
WAITS = {
    Moment.IN_CALL: "it waits: somebody is in a call",
    Moment.PRESENTING: "it waits: somebody presents or watches something",
    Moment.REMOTE_SESSION: "it waits: somebody works on this PC from elsewhere",
    Moment.LOW_BATTERY: "it waits: the battery is nearly empty",
    Moment.METERED: "it waits: the connection is paid by what goes over it",
    Moment.DRIVE_FAILING: "the drive is failing, and this would strain it",
    Moment.UPDATING: "it waits: software is being installed",
}
CANNOT_TELL = "it waits: nobody can tell whether it would do harm now"
NOBODY_LENDS = "it needs administrator rights, and IT lends none for it"
DANGEROUS = (Moment.DRIVE_FAILING, Moment.UPDATING)
"""Nobody's yes makes these harmless, and not to know is reason enough to wait."""


def held_back(fix: AnyFix, host: Machine, allowed: Allowed) -> str:
    """Say why a repair has to wait; empty where it need not.

    A person who said yes to this very repair knows of a call, a battery or a guest
    themselves; that a drive dies or software is half installed they may not know.
    """
    agrees = allowed.agrees(fix)
    return _waits([m for m in fix.not_during if not agrees or m in DANGEROUS], host)


def foreseen(fix: AnyFix, host: Machine, lent: Collection[str] | None) -> str:
    """Say why a repair would not be made whoever says yes; empty where it may be.

    ``lent``: the repairs that an employee's program may have done with the rights of
    the system; ``None`` where we have these ourselves. Whoever lends them hears of no
    yes, and so waits in every moment that the repair names. Where IT gave this account
    rights of its own that suffice, none are borrowed.
    """
    borrows = fix.runs_as is Account.SYSTEM and not fix.by_group and lent is not None
    borrows = borrows and not within(PATIENCE, lambda: _able(fix, host))
    if borrows and fix.id not in (lent or ()):
        return NOBODY_LENDS
    if borrows and (said := within(PATIENCE, lambda: _unwilling(host))):
        return said
    if fix.unless and (said := within(PATIENCE, lambda: _refusing(fix, host))):
        return said
    return _waits([m for m in fix.not_during if borrows or m in DANGEROUS], host)


def _able(fix: AnyFix, host: Machine) -> bool:
    """Say whether this account may pull the levers of a repair by itself."""
    from agent.host.ports.own_rights import OwnRights

    levers = tuple(port.__name__ for port in fix.parts.values())
    try:
        mine = host.parts({"mine": OwnRights}, Lines("rights", 0))["mine"]
        return bool(mine.suffice(levers))
    except Exception:  # noqa: BLE001 - who cannot tell borrows, as everybody does
        return False


def _unwilling(host: Machine) -> str:
    """Return why whoever lends rights lends this account none, as to one from afar."""
    from agent.host.ports.rights import SystemRights

    try:
        host.parts({"rights": SystemRights}, Lines("rights", 0))["rights"].greet()
    except PermissionError as no:
        return str(no)
    except PartMissing:
        return NOBODY_LENDS
    except Exception:  # noqa: BLE001 - what cannot be told, the act will tell
        return ""
    return ""


def _refusing(fix: AnyFix, host: Machine) -> str:
    """Return why the act would be refused; what cannot be told, the act will tell."""
    assert fix.unless
    try:
        return fix.unless(**host.parts(fix.parts, Lines(fix.id, 0)))
    except Exception:  # noqa: BLE001 - a look ahead must not end a run
        return ""


def _waits(moments: list[Moment], host: Machine) -> str:
    """Say which of these moments is now; empty where none is.

    All are asked at once: who does not answer hides nothing that another says.
    """
    told = all_within(PATIENCE, lambda moment: _now(moment, host), moments)
    pairs = zip(moments, told, strict=True)
    said = (_untold(moment) if one is None else one for moment, one in pairs)
    return next(filter(None, said), "")


def _untold(moment: Moment) -> str:
    return CANNOT_TELL if moment in DANGEROUS else ""


def _now(moment: Moment, host: Machine) -> str:
    """Return what is said of a moment that is now; empty where it is not."""
    from agent.host.ports.moments import Moments

    try:
        part = host.parts({"now": Moments}, Lines("moments", 0))["now"]
        signs: tuple[str, ...] = getattr(part, moment.name.lower())()
    except (PartMissing, NotReplayed):
        return ""  # a replay knows from the case what was held back
    except Exception:  # noqa: BLE001 - whatever it is, nobody could tell
        return _untold(moment)
    return f"{WAITS[moment]} ({', '.join(signs)})" if signs else ""
