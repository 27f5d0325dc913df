"""Keeps reports in the outbox, signed and sealed as IT wants, and few of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import time

from agent.bundle import is_bundle
from agent.case import Case
from agent.cli.platform import Platform
from agent.host.transcript import Asking
from agent.kit import Kit
from agent.outbox.courier import PREVIEW
from agent.policy.retention import RetentionRules
from agent.trouble import BadInput
from agent.value import Value
from agent.words import Words

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


def tell_here(sentence: str) -> None:
    """Say it to whoever sits at the terminal."""
    sys.stderr.write(f"{sentence}\n")


def write_to_outbox(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    kit: Kit,
    platform: Platform,
    case: Case,
    askings: Sequence[Asking],
    words: Words,
    tell: Callable[[str], object] = tell_here,
    chosen: Sequence[str] = (),
) -> Bundle:
    """Write a bundle into the outbox, drop the oldest, and return it.

    It is sealed where the policy names recipients. ``tell`` hears why it is not
    signed, where it is not. ``chosen``: the items to leave out.
    """
    data = made(kit, platform, case, askings, words, tell, chosen)
    path = put(kit, "", case, data, kit.policy.desk.recipients)
    return Bundle(path, data, tuple(chosen))


def check_items(known: Sequence[str], chosen: Sequence[str]) -> None:
    """Raise ``BadInput`` where a report has no item of that name."""
    if strange := [one for one in chosen if one not in known]:
        msg = (
            f"The report has no {', '.join(strange)} that could be left out; there is"
            f" {', '.join(known)}. What was found, and how it ended, always goes."
        )
        raise BadInput(msg)


def put(
    kit: Kit, place: str, case: Case, data: bytes, recipients: Sequence[str]
) -> str:
    """Write where it was asked for; without that into the outbox, which stays small."""
    from agent.bundle.pack import write_bundle

    if place:
        return write_bundle(place, case.id, data, recipients)
    folder = kit.outbox
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


def made(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    kit: Kit,
    platform: Platform,
    case: Case,
    askings: Sequence[Asking],
    words: Words,
    tell: Callable[[str], object],
    chosen: Sequence[str] = (),
) -> bytes:
    """Return the bytes of a bundle, signed unless there is no key to sign with."""
    from agent.bundle.device import NoKey, device_key
    from agent.bundle.pack import made as packed

    try:
        secret = device_key(kit.state)
    except NoKey as why:
        tell(str(why))
        secret = b""
    about, known = platform.about(), platform.known_values()
    return packed(case, askings, about, known, words, secret, chosen)
