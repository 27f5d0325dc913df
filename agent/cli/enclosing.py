"""Makes a parcel of a bundle, or a letter to look at before anything goes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from secrets import token_hex

from agent.cli.keeping import Bundle
from agent.cli.world import Here
from agent.outbox.courier import Letter, page_in
from agent.outbox.parcel import Enclosed, Parcel
from agent.typed import Any
from agent.whole import write_whole

ZIP, AGE, PAGE = "application/zip", "application/octet-stream", "text/html"


def letter(here: Here, bundle: Bundle, note: str) -> Letter:
    """Return what IT would get of a bundle; nothing is queued."""
    parcel, _ = drafted(here, bundle, note)
    page = page_in(os.path.dirname(bundle.path))
    write_whole(page, _page(bundle.data))
    return Letter(parcel.subject, parcel.text, page)


def enclosed(here: Here, bundle: Bundle, note: str) -> Parcel:
    """Return the parcel of a bundle, and put what goes along beside that."""
    parcel, contents = drafted(here, bundle, note)
    for one, data in zip(parcel.files, contents, strict=True):
        write_whole(os.path.join(os.path.dirname(bundle.path), one.file), data)
    return parcel


def drafted(here: Here, bundle: Bundle, note: str) -> tuple[Parcel, list[bytes]]:
    """Return the parcel of a bundle, and what its files hold; nothing is written."""
    from agent.bundle.pack import told_words
    from agent.bundle.redact import Redactor
    from agent.bundle.unpack import read
    from agent.outbox import queueing
    from agent.outbox.ticket import About

    rules, known = here.kit.policy.desk, here.world.platform.known_values()
    evidence = read(bundle.data, bundle.path)
    every = list(_files(bundle, evidence.case.id))
    files = tuple(one for one, _ in every)
    language: Any = rules.language
    speak = here.world.speak(language) if language else here.words
    about = About(
        computer=known.get("host", ""),
        account=known.get("user", "") if rules.caller else "",
        note=Redactor(known).text(note.strip()),
        report=files[0].name,
        digest=files[0].digest,
        sealed=bool(rules.recipients),
    )
    spoken = told_words(evidence, speak)
    parcel = queueing.parcel_of(evidence, spoken, about, rules, files)
    return parcel, [data for _, data in every]


def _files(bundle: Bundle, case: str) -> Iterator[tuple[Enclosed, bytes]]:
    """Yield what goes along: the bundle as it lies there, its page unless sealed."""
    with open(bundle.path, "rb") as file:
        data = file.read()
    if data != bundle.data:
        yield _named(case, ".zip.age", AGE, data)
        return
    yield _named(case, ".zip", ZIP, data)
    yield _named(case, ".html", PAGE, _page(data))


def _named(case: str, ending: str, kind: str, data: bytes) -> tuple[Enclosed, bytes]:
    """Name a file of one parcel; another of the same run may hold less, or more."""
    names = (f"sent-{case}-{token_hex(4)}{ending}", f"blusser-{case}{ending}")
    return Enclosed(*names, kind, sha256(data).hexdigest()), data


def _page(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("report.html")
