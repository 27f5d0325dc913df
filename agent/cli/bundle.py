"""``blusser bundle``: the evidence of a run, for IT."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from time import time

from agent.bundle import is_bundle
from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.misuse import no_run
from agent.cli.options import Arguments
from agent.cli.world import World, outbox_of
from agent.history import History
from agent.host.transcript import Asking
from agent.kit import Kit
from agent.outbox.courier import PREVIEW
from agent.policy.retention import RetentionRules
from agent.trouble import BadInput
from agent.value import Value
from agent.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.cli.render import Line

DAY = 86_400
STALE = 3600.0
"""Seconds after which nobody will finish a half-written bundle, nor look at a page."""


class Bundle(Value):
    """A bundle as it lies in the outbox, and its bytes before it was sealed.

    ``chosen``: the items that were left out of it, by whoever sends it.
    """

    path: str
    data: bytes
    chosen: tuple[str, ...] = ()


def run(args: Arguments, world: World) -> int:
    """Write the bundle of a run, of a new one where none is kept, and say where."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    recipients = () if args.plain else kit.policy.desk.recipients
    place = _place(args.output, words, sealed=bool(recipients))
    case, askings = _kept(kit, args) or _fresh(kit, args, words)
    data = _made(kit, world, case, askings, words, _tell)
    try:
        path = _put(kit, place, case, data, recipients)
        size = os.path.getsize(path)
    except OSError as trouble:
        msg = (
            f"The bundle cannot be written to {place or outbox(kit)}"
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


def outbox(kit: Kit) -> str:
    """Return the folder in which bundles wait for somebody to fetch or send them."""
    return outbox_of(kit.policy, kit.state)


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def write_to_outbox(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    kit: Kit,
    world: World,
    case: Case,
    askings: Sequence[Asking],
    words: Words,
    tell: Callable[[str], object] = _tell,
    chosen: Sequence[str] = (),
) -> Bundle:
    """Write a bundle into the outbox, drop the oldest, and return it.

    It is sealed where the policy names recipients. ``tell`` hears why it is not
    signed, where it is not. ``chosen``: the items to leave out.
    """
    data = _made(kit, world, case, askings, words, tell, chosen)
    path = _put(kit, "", case, data, kit.policy.desk.recipients)
    return Bundle(path, data, tuple(chosen))


def check_items(known: Sequence[str], chosen: Sequence[str]) -> None:
    """Raise ``BadInput`` where a report has no item of that name."""
    if strange := [one for one in chosen if one not in known]:
        msg = (
            f"The report has no {', '.join(strange)} that could be left out; there is"
            f" {', '.join(known)}. What was found, and how it ended, always goes."
        )
        raise BadInput(msg)


def _put(
    kit: Kit, place: str, case: Case, data: bytes, recipients: Sequence[str]
) -> str:
    """Write where it was asked for; without that into the outbox, which stays small."""
    from agent.bundle.pack import write_bundle

    if place:
        return write_bundle(place, case.id, data, recipients)
    folder = outbox(kit)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = write_bundle(folder, case.id, data, recipients)
    with suppress(OSError):
        _tidy(folder, path, kit.policy.retention)
    return path


def _passing(name: str) -> bool:
    """Tell whether it is a page to look at, or one of ours that is being written."""
    halves = (".blusser-2", f".{PREVIEW}.")
    return name == PREVIEW or (name.startswith(halves) and name.endswith(".part"))


def _tidy(folder: str, newest: str, rules: RetentionRules) -> None:
    """Keep the newest bundles, and nothing that a stopped process left behind."""
    oldest = time() - rules.outbox_days * DAY
    mine: list[tuple[float, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            made = entry.stat(follow_symlinks=False).st_mtime
            if is_bundle(entry.name):
                made = made if made >= oldest else 0.0
                mine += [(made, entry.path)] if entry.path != newest else []
            elif _passing(entry.name):
                mine += [(0.0, entry.path)] if time() - made > STALE else []
    mine.sort(reverse=True)
    most = rules.outbox_reports - 1
    for _, path in [*(m for m in mine if not m[0]), *mine[most:]]:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _made(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    kit: Kit,
    world: World,
    case: Case,
    askings: Sequence[Asking],
    words: Words,
    tell: Callable[[str], object],
    chosen: Sequence[str] = (),
) -> bytes:
    """Return the bytes of a bundle, signed unless there is no key to sign with."""
    from agent.bundle.device import NoKey, device_key
    from agent.bundle.pack import made

    try:
        secret = device_key(kit.state)
    except NoKey as why:
        tell(str(why))
        secret = b""
    here = world.platform
    known = here.known_values()
    return made(case, askings, here.about(), known, words, secret, chosen)


def _kept(kit: Kit, args: Arguments) -> tuple[Case, list[Asking]] | None:
    with closing(History(kit.state)) as history:
        found = history.find(args.case)
    if args.case and not found:
        raise no_run(args.case, kit.state)
    return found


def _fresh(kit: Kit, args: Arguments, words: Words) -> tuple[Case, list[Asking]]:
    from agent.cli.diagnose import carry_out

    session, case = carry_out(kit, args, words, None)
    return case, session.askings
