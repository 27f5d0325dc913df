"""``blusser open``: a report that came to IT, unsealed, verified, and shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from agent.bundle.evidence import Evidence
from agent.bundle.opening import Opened, opened
from agent.bundle.replay import own_rows
from agent.bundle.signature import fingerprint
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.render import Line
from agent.cli.report import by_rank
from agent.cli.world import World
from agent.trouble import BadInput
from agent.words import Words

UNKNOWN = (KeyError, IndexError, ValueError, TypeError, AttributeError)
"""What filling in a sentence raises where facts were withheld or a code is new."""


def run(args: Arguments, world: World) -> int:
    """Open a report, say what it is, and write it where that is asked for."""
    place = _place(args.output)
    one = opened(args.file, args.identity)
    words = world.words(args, own_rows(one.evidence))
    if place:
        _write(place, one, words)
    if args.json:
        import json

        said = _facts(args.file, one) | {"output": place}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        from agent.cli.terminal import write

        write(_lines(args.file, one, place, words))
    return Exit.WELL


def _place(output: str) -> str:
    """Return where to write, if anywhere; what lies there stays as it is."""
    if not output:
        return ""
    place = os.path.abspath(output)
    if not place.endswith((".zip", ".html")):
        msg = f"{place} must end in .zip, for the report as it was packed, or .html."
        raise BadInput(msg)
    if os.path.lexists(place):
        msg = f"{place} exists already and stays as it is; name another place."
        raise BadInput(msg)
    return place


def _write(place: str, one: Opened, words: Words) -> None:
    """Write the bundle, or its page: made here, as nobody's page is to be trusted."""
    from agent.bundle.pack import as_page
    from agent.whole import write_whole

    html = place.endswith(".html")
    try:
        write_whole(place, as_page(one.evidence, words) if html else one.data)
    except OSError as trouble:
        msg = f"{place} cannot be written: {trouble.strerror}."
        raise BadInput(msg) from trouble


def _device(evidence: Evidence) -> str:
    """Return the fingerprint of the device that signed; empty where none did."""
    return fingerprint(evidence.device) if evidence.device else ""


def _facts(path: str, one: Opened) -> dict[str, object]:
    case = one.evidence.case
    return {
        "schema": 1,
        "bundle": os.path.abspath(path),
        "sealed": one.sealed,
        "device": _device(one.evidence),
        "case": case.id,
        "started": case.started,
        "causes": [cause.code for cause in by_rank(case)],
        "bytes": len(one.data),
    }


def _lines(path: str, one: Opened, place: str, words: Words) -> Iterator[Line]:
    """Say whether it is whole and whose, what was found, and where it is written."""
    from agent.words.facts import Facts

    case, device = one.evidence.case, _device(one.evidence)
    sealed = "sealed" if one.sealed else "unsealed"
    yield Line(words.phrase(f"open-{sealed}-whole", path=path), "well", "bold")
    signed = words.phrase("open-signed", device=device)
    none = Line(words.phrase("open-unsigned"), "ask", indent=2)
    yield Line(signed, "well", indent=2) if device else none
    size = Facts(words.language).format_field(len(one.data), "bytes")
    about = {"id": case.id, "started": case.started, "version": case.version}
    said = words.phrase("open-case", size=size, **about)
    yield Line(said, style="quiet", indent=2)
    for cause in by_rank(case):
        yield Line(_title(cause.code, cause.facts, words), "trouble", indent=2)
    if place:
        yield Line(words.phrase("open-written", path=place), style="quiet")


def _title(code: str, facts: dict[str, object], words: Words) -> str:
    """Return the title of a problem and its code; of an unknown one, its code."""
    try:
        return f"{words.problem(code, 'title', facts)} ({code})"
    except UNKNOWN:
        return code
