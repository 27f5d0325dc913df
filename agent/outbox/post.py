"""One round of the outbox: what is due goes to the desk, and the desk gets its rest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from traceback import format_tb

from agent.desk.model import Desk, DeskError, KeylessError, LaterError
from agent.outbox.delivery import deliver
from agent.outbox.parcel import ENDED, Parcel, Spool, Stage, Standing
from agent.typed import Final
from agent.value import Value, replace

WAITS: Final = (60.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0, 14_400.0, 28_800.0)
"""Seconds after the first, second … failure in turn; then the last one again."""
JITTER: Final = 0.5
"""Each wait is longer by up to this share of it, so that PCs come apart."""
REFUSED: Final = 28_800.0
"""Seconds after which somebody may have mended a right or a setting."""
OLDEST: Final = 30 * 86_400.0
"""Seconds after which nobody wants to read of it any more."""


class Round(Value):
    """What a round needs: clock, luck from 0 to 1, and whether an outage goes on.

    ``eager``: somebody is waiting; our own rest is cut short, the desk's is not.
    ``network``: a sign of what connects this PC; another than at the failure, as when
    the cable is back, does the same.
    """

    now: Callable[[], float]
    luck: Callable[[], float]
    still: Callable[[Parcel], bool]
    most: int = 0
    eager: bool = False
    network: str = ""


def pending(spool: Spool) -> list[Parcel]:
    """Return the parcels that have not ended, the oldest first."""
    return [one for one in spool.parcels() if one.stage not in ENDED]


def post(spool: Spool, desk: Callable[[], Desk], round_: Round) -> list[Parcel]:
    """Deliver what is due; return every parcel that was touched, as it is now.

    A desk that fails is left alone for a time, with all other parcels; a parcel that
    it refuses waits alone. ``desk`` is opened only where something is due. Raises
    ``OSError`` where this PC's disk stops it.
    """
    touched, open_desk = list[Parcel](), list[Desk]()
    spool.sweep()
    for parcel in pending(spool):
        now = round_.now()
        if now - parcel.made > OLDEST:
            gone = replace(parcel, stage=Stage.GIVEN_UP, ended=now)
            touched.append(spool.keep(gone))
            continue
        if _rests(spool.standing(), round_) or now < parcel.due:
            continue
        unsent = parcel.stage is Stage.WAITING
        if parcel.outage and unsent and not round_.still(parcel):
            healed = replace(parcel, stage=Stage.HEALED, ended=now)
            touched.append(spool.keep(healed))
            continue
        touched.append(_tried(parcel, spool, desk, open_desk, round_))
    return touched


def _rests(standing: Standing, round_: Round) -> bool:
    """Say whether the desk is left alone now.

    A clock that was set back must not make it rest for ever.
    """
    left = standing.until - round_.now()
    moved = round_.network != standing.network
    if (round_.eager or moved) and not standing.told:
        return False
    return 0 < left <= WAITS[-1] * (1 + JITTER) + 86_400.0


def _tried(
    parcel: Parcel,
    spool: Spool,
    desk: Callable[[], Desk],
    open_desk: list[Desk],
    round_: Round,
) -> Parcel:
    """Deliver a parcel; a failure is written down with when to try again.

    One that was refused may stand without its key, and another ticket would be one
    more: nothing is asked again before the desk proves that it is as it should be.
    """
    parcel = replace(parcel, keyless=False)
    try:
        if not open_desk:
            open_desk.append(desk())
        if parcel.refused:
            open_desk[0].preflight()
        done = deliver(parcel, open_desk[0], spool, round_.now, _most(spool, round_))
    except LaterError as trouble:
        spool.stand(_failed(spool.standing(), trouble, round_))
        return spool.keep(_stuck(_now_on_disk(spool, parcel), trouble, due=0.0))
    except DeskError as trouble:
        due = round_.now() + REFUSED * (1 + JITTER * round_.luck())
        stuck = _stuck(_now_on_disk(spool, parcel), trouble, due)
        return spool.keep(replace(stuck, refused=True))
    except OSError:
        raise
    except Exception as bug:  # noqa: BLE001 - one odd answer must not stop the others
        sys.stderr.write("".join(format_tb(bug.__traceback__)))
        odd = DeskError(f"the desk's answer makes no sense: {type(bug).__name__}")
        stuck = _stuck(_now_on_disk(spool, parcel), odd, round_.now() + WAITS[4])
        return spool.keep(stuck)
    if spool.standing().failures:
        spool.stand(replace(spool.standing(), failures=0, until=0.0, told=False))
    return done


def _most(spool: Spool, round_: Round) -> int:
    """Return the largest file worth trying: less than what was refused before."""
    learned = max(spool.standing().least_refused - 1, 0)
    known = [one for one in (round_.most, learned) if one]
    return min(known, default=0)


def _now_on_disk(spool: Spool, parcel: Parcel) -> Parcel:
    """Return how far it got before the failure."""
    return next(one for one in spool.parcels() if one.key == parcel.key)


def _stuck(parcel: Parcel, trouble: DeskError, due: float) -> Parcel:
    keyless, tries = isinstance(trouble, KeylessError), parcel.tries + 1
    return replace(parcel, tries=tries, due=due, why=str(trouble), keyless=keyless)


def _failed(standing: Standing, trouble: LaterError, round_: Round) -> Standing:
    """Return how long the desk is left alone: as it says, else longer each time."""
    own = WAITS[min(standing.failures, len(WAITS) - 1)]
    wait = max(own, trouble.after) * (1 + JITTER * round_.luck())
    return replace(
        standing,
        failures=standing.failures + 1,
        until=round_.now() + wait,
        told=trouble.after > 0,
        network=round_.network,
    )
