"""``blusser bundle``: the evidence of a run, for IT."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.keeping import made, put, tell_here
from agent.cli.misuse import no_run
from agent.cli.options import Arguments
from agent.cli.world import World
from agent.history import History
from agent.host.transcript import Asking
from agent.kit import Kit
from agent.trouble import BadInput
from agent.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.cli.render import Line


def run(args: Arguments, world: World) -> int:
    """Write the bundle of a run, of a new one where none is kept, and say where."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    recipients = () if args.plain else kit.policy.desk.recipients
    place = _place(args.output, words, sealed=bool(recipients))
    case, askings = _kept(kit, args) or _fresh(kit, args, words)
    data = made(kit, world.platform, case, askings, words, tell_here)
    try:
        path = put(kit, place, case, data, recipients)
        size = os.path.getsize(path)
    except OSError as trouble:
        msg = (
            f"The bundle cannot be written to {place or kit.outbox}"
            f" ({trouble.strerror}); make room there or name another place with"
            " --output."
        )
        raise BadInput(msg) from trouble
    if args.json:
        import json

        said = {"schema": 1, "bundle": path, "case": case.id, "bytes": size}
        said |= {"sealed": bool(recipients), "device": _device(data, path)}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    elif not args.silent:
        from agent.cli.terminal import write

        write(_lines(path, size, data, len(recipients), words))
    return Exit.WELL


def _place(output: str, words: Words, *, sealed: bool) -> str:
    """Return where to write; empty: the outbox. What lies there stays as it is."""
    place = os.path.abspath(output) if output else ""
    if output.endswith(os.sep) or os.path.isdir(place):
        return place + os.sep
    if os.path.lexists(place):
        raise BadInput(words.phrase("usage-exists", path=place))
    if place and sealed and not place.endswith(".age"):
        msg = f"IT has reports sealed: name it {place}.age, or say --plain."
        raise BadInput(msg)
    if place.endswith(".age") and not sealed:
        msg = f"{place} would not be sealed; name it otherwise than .age."
        raise BadInput(msg)
    return place


def _lines(
    path: str, size: int, data: bytes, keys: int, words: Words
) -> Iterator[Line]:
    """Say where the bundle lies, who can open it, and what it does not hold."""
    from agent.bundle.rules_told import rule_told
    from agent.bundle.unpack import read
    from agent.cli.render import Line
    from agent.words.facts import Facts

    evidence, device = read(data, path), _device(data, path)
    written = Facts(words.language).format_field(size, "bytes")
    yield Line(words.phrase("cli-bundle", path=path), "well")
    said = words.phrase("report-size", size=written)
    if keys:
        said = words.phrase("open-sealed", count=keys, size=written)
    yield Line(said, style="quiet", indent=2)
    if device:
        said = words.phrase("open-signed", device=device)
        yield Line(said, style="quiet", indent=2)
    removed = [f"{rule_told(rule, words)}: {n}" for rule, n in evidence.removed.items()]
    withheld = [f"{note.what} ({note.count})" for note in evidence.withheld]
    for key, names in (("removed", removed), ("withheld", withheld)):
        said = words.phrase(f"report-{key}")
        none = words.phrase(f"report-nothing-{key}")
        text = f"{said}: {', '.join(names)}" if names else none
        yield Line(text, style="quiet", indent=2)
    yield Line(words.phrase("nothing-leaves"), style="quiet")


def _device(data: bytes, path: str) -> str:
    """Return the fingerprint of the device that signed; empty where none did."""
    from agent.bundle.signature import fingerprint
    from agent.bundle.unpack import read

    device = read(data, path).device
    return fingerprint(device) if device else ""


def _kept(kit: Kit, args: Arguments) -> tuple[Case, list[Asking]] | None:
    with closing(History(kit.state)) as history:
        found = history.find(args.case)
    if args.case and not found:
        raise no_run(args.case, kit.state)
    return found


def _fresh(kit: Kit, args: Arguments, words: Words) -> tuple[Case, list[Asking]]:
    from agent.cli.running import carry_out

    session, case = carry_out(kit, args, words, None)
    return case, session.askings
