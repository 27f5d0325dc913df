"""Shows and sends reports in a thread, and says how it went, whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from traceback import format_exc

from agent.case import Case
from agent.outbox.courier import Brought, Chosen, Courier
from agent.trouble import BadInput, Busy
from ui.news import Hitch, Previewed, Sent, Trouble

Ways = Callable[[], Courier | None]
"""Read the policy of the moment; nothing where it names no desk."""


def previewed(
    ways: Ways, case: Case, bundle: str, note: str, chosen: Chosen = ()
) -> Previewed:
    """Return what IT would get of a bundle with this note, without what is left out."""
    try:
        courier = ways()
        letter = courier.show(bundle, note, chosen) if courier else None
    except Exception as trouble:  # noqa: BLE001 - told on the page, and in the journal
        return Previewed(case.id, note, hitch=_hitch(trouble), chosen=chosen)
    hitch = None if letter else Hitch(Trouble.REFUSED)
    return Previewed(case.id, note, letter, hitch, chosen)


def sent(ways: Ways, case: Case, bundle: str, note: str, chosen: Chosen = ()) -> Sent:
    """Hand a case to IT; where nothing is said of it, it was not even put aside."""
    try:
        courier = ways()
        handed = courier.send(case, bundle, note, chosen) if courier else None
    except Exception as trouble:  # noqa: BLE001 - told on the page, and in the journal
        return Sent(case.id, hitch=_hitch(trouble))
    if handed and handed.said:
        return Sent(case.id, handed)
    why = Trouble.FAILED if handed else Trouble.REFUSED
    return Sent(case.id, hitch=Hitch(why))


def _hitch(trouble: Exception) -> Hitch:
    """Return what a person may hear of it; what nobody foresaw goes to the journal."""
    match trouble:
        case Busy():
            return Hitch(Trouble.BUSY)
        case BadInput():
            return Hitch(Trouble.REFUSED, str(trouble))
        case OSError(strerror=str(why)):
            return Hitch(Trouble.FAILED, why)
    sys.stderr.write("".join(format_exc()))
    return Hitch(Trouble.FAILED)


class Rounds:
    """Brings what waits, as long as something may; a failure is logged once."""

    def __init__(self, ways: Ways) -> None:
        """Something may wait from before."""
        self._ways = ways
        self.due = True
        self._logged = ""

    def carry_out(self) -> tuple[Sent, ...]:
        """Bring what waits, and return what became of it; never raises."""
        try:
            courier = self._ways()
            brought = courier.deliver() if courier else Brought(waits=False)
            self.due, self._logged = brought.waits, ""
        except Exception as trouble:  # noqa: BLE001 - nobody asked; the journal is told
            why = f"{type(trouble).__name__}: {trouble}"
            if why != self._logged:
                sys.stderr.write(f"Reports for IT wait: {why}\n")
            self._logged = why
            return ()
        return tuple(Sent(case, handed) for case, handed in brought.ended.items())
