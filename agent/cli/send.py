"""``blusser send``: hands the last run to IT, and delivers what waits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.handing import deliver, queue, told
from agent.cli.keeping import Bundle, check_items, write_to_outbox
from agent.cli.misuse import no_run
from agent.cli.options import Arguments
from agent.cli.world import Here, World, rules_named
from agent.codec import plain
from agent.history import History
from agent.outbox.parcel import Parcel, Spool
from agent.policy.desk import takes_tickets
from agent.trouble import BadInput, Busy
from agent.value import replace
from agent.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.cli.render import Line


def run(args: Arguments, world: World) -> int:
    """Queue the run that was named, else the last with causes left, and deliver.

    Returns 0 when nothing waits any more, 1 when something does.
    """
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    if not takes_tickets(kit.policy.desk):
        rules = rules_named(kit.policy_source, words)
        msg = words.phrase("usage-no-desk", source=rules, folder=kit.outbox)
        raise BadInput(msg)
    here = Here(kit, world, args, words)
    if not args.waiting:
        queued(here)
    waiting = deliver(here, eager=not args.silent)
    parcels = Spool(kit.outbox).parcels()
    if args.json:
        _print_json(parcels)
    elif not args.silent:
        _print(parcels[-1:] if args.waiting else parcels[-3:], len(waiting), words)
    return Exit.PROBLEMS if waiting else Exit.WELL


def queued(here: Here) -> Parcel | None:
    """Put a run of the history into the outbox; raise ``BadInput`` where none is."""
    kit, args = here.kit, here.args
    with closing(History(kit.state)) as history:
        found = history.find(args.case)
    if not found:
        if args.case:
            raise no_run(args.case, kit.state)
        raise BadInput(here.words.phrase("usage-no-run", folder=kit.state))
    case, askings = found
    if not (case.left or args.note):
        raise BadInput(here.words.phrase("usage-nothing-left", id=case.id))
    if args.without:
        from agent.bundle.omitted import items

        check_items(items(case), args.without)
    try:
        bundle = write_to_outbox(
            kit, here.world.platform, case, askings, here.words, chosen=args.without
        )
        return queue(here, case, bundle, args.note)
    except OSError as trouble:
        msg = f"The report cannot be put into {kit.outbox} ({trouble.strerror})."
        raise BadInput(msg) from trouble


def after_run(here: Here, case: Case, bundle: Bundle, note: str = "") -> Parcel | None:
    """Queue what a run left, try once to deliver it, and return how it stands.

    Where the disk takes nothing or another delivery does not end, that is said, and
    the report of the run is told all the same.
    """
    parcel = None
    try:
        parcel = queue(here, case, bundle, note)
        deliver(here, eager=not here.args.silent)
    except OSError as trouble:
        why = here.words.phrase("cli-no-bundle", why=trouble.strerror)
        sys.stderr.write(f"{why}\n")
    except Busy as trouble:
        sys.stderr.write(f"{trouble}\n")
    parcels = Spool(here.kit.outbox).parcels()
    return next((one for one in parcels if parcel and one.key == parcel.key), None)


def _print_json(parcels: list[Parcel]) -> None:
    import json

    said = {"schema": 1, "parcels": [_row(one) for one in parcels]}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")


def _row(parcel: Parcel) -> dict[str, object]:
    """Return what IT may read of a parcel: not its text, and no file of it."""
    row: dict[str, object] = plain(replace(parcel, text="", caller="", files=()))
    return {key: value for key, value in row.items() if key not in ("text", "caller")}


def _print(parcels: list[Parcel], waiting: int, words: Words) -> None:
    from agent.cli.terminal import write

    write(_lines(parcels, waiting, words))


def _lines(parcels: list[Parcel], waiting: int, words: Words) -> Iterator[Line]:
    """Yield the newest parcels with how they stand, and how many wait."""
    from agent.cli.render import Line

    for parcel in parcels:
        mark = "well" if parcel.ref else "ask"
        yield Line(parcel.subject, mark, "bold")
        yield from (Line(one, indent=2) for one in told(parcel, words))
        if parcel.why:
            why = words.phrase("desk-why", why=parcel.why)
            yield Line(why, style="quiet", indent=2)
        if parcel.ref and parcel.ref.url:
            yield Line(parcel.ref.url, style="quiet", indent=2)
    if waiting:
        yield Line(words.phrase("desk-waiting", count=waiting), style="quiet")
    elif not parcels:
        yield Line(words.phrase("desk-empty"), style="quiet")
