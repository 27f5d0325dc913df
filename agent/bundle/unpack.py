"""Reads bundles back, with distrust: they come by mail and by ticket."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from unicodedata import category

from agent.bundle import sizes
from agent.bundle.evidence import Evidence, Machine, Withheld
from agent.bundle.seal import is_sealed
from agent.bundle.signature import Forged, signer
from agent.case import Case
from agent.codec import Mismatch, build
from agent.host.transcript import Asking
from agent.trouble import BadInput
from agent.value import Value

SCHEMA = 1
CAPS = {
    "manifest.json": sizes.MANIFEST,
    "signature.txt": sizes.SIGNATURE,
    "case.json": sizes.CASE,
    "transcript.json": sizes.TRANSCRIPT,
    "report.html": sizes.REPORT,
}
"""The members of a bundle, each with the most bytes it may have."""
SIGNED = "signature.txt"
"""The member that is not in a bundle of a PC that had no key."""
UNPRINTED, UNSEEN = {"Cc", "Cf", "Cs"}, "\N{REPLACEMENT CHARACTER}"
"""Characters that steer a terminal, turn text around or cannot be written."""


class BundleRefused(BadInput):
    """A file is no bundle, or not a whole one: what, where, and what to do."""


class Manifest(Value):
    """What the bundle is, the SHA-256 of its members, and what is not in it."""

    schema: int
    tool: str
    version: str
    case: str
    members: dict[str, str]
    machine: Machine
    withheld: tuple[Withheld, ...] = ()
    removed: dict[str, int] = {}  # noqa: RUF012 - a default that nobody can change


def read_bundle(path: str) -> Evidence:
    """Read a bundle back; raise ``BundleRefused`` unless it is whole and ours."""
    data = content(path, sizes.LIMIT)
    if is_sealed(data):
        msg = f"{path} is sealed; see «blusser open --help»."
        raise BundleRefused(msg)
    return read(data, path)


def content(path: str, most: int) -> bytes:
    """Return the bytes of a file, at most so many, or raise ``BundleRefused``."""
    try:
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except OSError as trouble:
        why = trouble.strerror or trouble
        msg = f"{path} cannot be read: {why}; name a report of Blusser."
        raise BundleRefused(msg) from trouble
    if len(data) > most:
        raise _refused(path, f"it is larger than {most} bytes")
    return data


def read(data: bytes, path: str) -> Evidence:
    """Return what the bytes of a bundle say; ``path``: where they are from.

    Raises ``BundleRefused`` where it is not whole and ours, or was changed after it
    was signed.
    """
    if len(data) > sizes.LIMIT:
        raise _refused(path, f"it is larger than {sizes.LIMIT} bytes")
    try:
        return _evidence(_members(data, path), path)
    except Forged as wrong:
        raise _refused(path, str(wrong)) from wrong
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as trouble:
        raise _refused(path, "it is no zip file, or a cut one") from trouble
    except (ValueError, KeyError, RuntimeError, Mismatch) as trouble:
        raise _refused(path, f"its contents are damaged ({trouble})"[:300]) from trouble


def _refused(path: str, why: str) -> BundleRefused:
    return BundleRefused(f"{path} is not a usable report: {why}; ask for it once more.")


def _members(data: bytes, path: str) -> dict[str, bytes]:
    """Read the members, never more of any than it may have."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        names = sorted(entry.filename for entry in entries)
        if names not in (sorted(CAPS), sorted(CAPS.keys() - {SIGNED})):
            raise _refused(path, f"it must hold just {', '.join(CAPS)}")
        if _length(entries) != len(data):
            raise _refused(path, "it holds more or less than its table says")
        return {entry.filename: _member(archive, entry, path) for entry in entries}


def _length(entries: list[zipfile.ZipInfo]) -> int:
    """Return how long a zip of just these is (APPNOTE 4.3.7, 4.3.12 and 4.3.16)."""
    headers = sum(30 + 46 + 2 * len(entry.filename) for entry in entries)
    return headers + sum(entry.compress_size for entry in entries) + 22


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
    name = entry.filename
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(path, f"{name} is packed in a way that Blusser does not use")
    with archive.open(entry) as file:
        data = file.read(CAPS[name] + 1)
    if len(data) > CAPS[name] or entry.file_size != len(data):
        raise _refused(path, f"{name} is larger than it may be")
    return data


def _evidence(members: Mapping[str, bytes], path: str) -> Evidence:
    made = members.get(SIGNED)
    device = "" if made is None else signer(members["manifest.json"], made)
    raw = _json(members["manifest.json"])
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if schema != SCHEMA:
        msg = (
            f"{path} is a bundle of form {schema!r:.20}, and this Blusser reads form"
            f" {SCHEMA}; replay it with the version that made it."
        )
        raise BundleRefused(msg)
    manifest: Manifest = build(Manifest, raw)
    for name in CAPS.keys() - {"manifest.json", SIGNED}:
        if manifest.members.get(name) != sha256(members[name]).hexdigest():
            raise _refused(path, f"{name} was changed after it was made")
    case: Case = build(Case, _json(members["case.json"]))
    if case.id != manifest.case:
        raise _refused(path, "its parts are of different runs")
    askings = build(tuple[Asking, ...], _json(members["transcript.json"]))
    about = (manifest.machine, manifest.withheld, manifest.removed, device)
    return Evidence(case, askings, *about)


def _json(data: bytes) -> Any:
    """Read what came from elsewhere: strictly, and without what fools a terminal."""
    try:
        raw = json.loads(data, parse_constant=_no, object_pairs_hook=_once)
        return _printable(raw)
    except RecursionError as deep:
        msg = "nested too deeply"
        raise ValueError(msg) from deep


def _no(constant: str) -> None:
    msg = f"{constant} is no number"
    raise ValueError(msg)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        msg = "a name stands there twice"
        raise ValueError(msg)
    return dict(pairs)


def _printable(thing: Any) -> Any:
    """Replace control characters, in arguments and answers alike."""
    if isinstance(thing, str):
        return "".join(UNSEEN if category(c) in UNPRINTED else c for c in thing)
    if isinstance(thing, list):
        return [_printable(part) for part in thing]
    if isinstance(thing, dict):
        return {_printable(key): _printable(part) for key, part in thing.items()}
    return thing
