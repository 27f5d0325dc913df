"""Bundles as files: the same bytes for the same evidence, whole or not at all."""

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

from agent import VERSION
from agent.bundle import sizes
from agent.bundle.evidence import Evidence, gather
from agent.bundle.known import own_addresses
from agent.bundle.redact import Redactor
from agent.bundle.replay import own_rows
from agent.bundle.report import page
from agent.bundle.seal import sealed
from agent.bundle.signature import signed
from agent.bundle.unpack import SCHEMA, Manifest
from agent.case import Case
from agent.codec import plain
from agent.host.transcript import Asking
from agent.whole import write_whole
from agent.words import Words

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member, so that equal evidence is equal bytes."""


def made(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    case: Case,
    askings: Sequence[Asking],
    machine: Mapping[str, Any],
    known_values: Mapping[str, str],
    words: Words,
    secret: bytes = b"",
    chosen: Collection[str] = (),
) -> bytes:
    """Return the bytes of a bundle of a run.

    ``known_values`` names this machine and its people, by kind; ``secret``: the key
    of this device, to sign with; ``chosen``: the items to leave out.
    """
    redactor = Redactor(known_values, addresses=own_addresses(askings))
    evidence = gather(case, askings, machine, redactor, chosen=chosen)
    return packed(evidence, words, secret)


def write_bundle(
    place: str, case: str, data: bytes, recipients: Sequence[str] = ()
) -> str:
    """Write a bundle to a file, or into a folder under its own name; return where.

    ``case``: the id of its run. ``recipients``: for whom it is sealed; without any it
    is not. Raises ``OSError`` where it cannot be written; then what was there before
    is still there.
    """
    path = place
    if os.path.isdir(place) or place.endswith(os.sep):
        os.makedirs(place, mode=0o700, exist_ok=True)
        ending = ".zip.age" if recipients else ".zip"
        name = re.sub(r"[^0-9a-z-]", "_", case)
        path = os.path.join(place, f"blusser-{name}{ending}")
    write_whole(path, sealed(data, recipients) if recipients else data)
    return path


def packed(evidence: Evidence, words: Words, secret: bytes = b"") -> bytes:
    """Return the bytes of a bundle: the same for the same evidence, words and key."""
    members = {
        "case.json": sizes.encoded(evidence.case),
        "transcript.json": sizes.encoded(evidence.askings),
        "report.html": as_page(evidence, words),
    }
    manifest = Manifest(
        SCHEMA,
        "blusser",
        VERSION,
        evidence.case.id,
        {name: sha256(data).hexdigest() for name, data in members.items()},
        evidence.machine,
        evidence.withheld,
        evidence.removed,
    )
    first = {"manifest.json": (told := _readable(manifest))}
    if secret:
        first["signature.txt"] = signed(told, secret)
    return _zipped(first | members)


def as_page(evidence: Evidence, words: Words) -> bytes:
    """Return the page of a bundle anew: of what came from elsewhere none is opened."""
    return page(evidence, told_words(evidence, words))


def told_words(evidence: Evidence, words: Words) -> Words:
    """Return words in which the checks that IT wrote speak as the bundle has them.

    What stands in the policy may name people, and was redacted with the rules.
    """
    told = Words(words.language)
    told.learn(own_rows(evidence))
    return told


def _readable(manifest: Manifest) -> bytes:
    return json.dumps(plain(manifest), indent=1).encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Zip members; one that would not shrink is stored, so that none grows."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, 0o600 << 16
            shrinks = len(zlib.compress(data, 9)) < len(data)
            kind = zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED
            archive.writestr(info, data, kind, 9)
    return file.getvalue()
