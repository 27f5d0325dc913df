"""Makes a parcel of a bundle, or a letter to look at before anything goes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

from agent.cli.bundle import Bundle
from agent.cli.world import Here
from agent.outbox.courier import Letter
from agent.outbox.parcel import Enclosed, Parcel
from agent.typed import Any
from agent.whole import write_whole

PREVIEW = "preview.html"
ZIP, AGE, PAGE = "application/zip", "application/octet-stream", "text/html"


def letter(here: Here, bundle: Bundle, note: str) -> Letter:
    """Return what IT would get of a bundle; nothing is queued."""
    from agent.bundle.unpack import read

    case = read(bundle.data, bundle.path).case.id
    files = tuple(one for one, _ in enclosed(bundle, case))
    parcel = parcel_of(here, bundle, note, files)
    page = os.path.join(os.path.dirname(bundle.path), PREVIEW)
    write_whole(page, _page(bundle.data))
    return Letter(parcel.subject, parcel.text, page)


def parcel_of(
    here: Here, bundle: Bundle, note: str, files: tuple[Enclosed, ...]
) -> Parcel:
    """Return the parcel of a bundle, with these files and a note of the employee."""
    from agent.bundle.pack import told_words
    from agent.bundle.redact import Redactor
    from agent.bundle.unpack import read
    from agent.outbox import queueing
    from agent.outbox.ticket import About

    rules, known = here.kit.policy.desk, here.world.platform.known_values()
    evidence = read(bundle.data, bundle.path)
    language: Any = rules.language
    speak = here.world.speak(language) if language else here.words
    about = About(
        computer=known.get("host", ""),
        account=known.get("user", "") if rules.caller else "",
        note=Redactor(known).text(note.strip()),
        report=files[0].name if files else "",
        digest=files[0].digest if files else "",
        sealed=bool(rules.recipients),
    )
    return queueing.parcel_of(
        evidence, told_words(evidence, speak), about, rules, files
    )


def written(bundle: Bundle, case: str) -> tuple[Enclosed, ...]:
    """Put what goes along beside the bundle, and return what it is."""
    every = tuple(enclosed(bundle, case))
    for one, data in every:
        write_whole(os.path.join(os.path.dirname(bundle.path), one.file), data)
    return tuple(one for one, _ in every)


def enclosed(bundle: Bundle, case: str) -> Iterator[tuple[Enclosed, bytes]]:
    """Yield what goes along: the bundle as it lies there, its page unless sealed."""
    with open(bundle.path, "rb") as file:
        data = file.read()
    if data != bundle.data:
        yield _named(case, ".zip.age", AGE, data)
        return
    yield _named(case, ".zip", ZIP, data)
    yield _named(case, ".html", PAGE, _page(data))


def _named(case: str, ending: str, kind: str, data: bytes) -> tuple[Enclosed, bytes]:
    names = (f"sent-{case}{ending}", f"blusser-{case}{ending}")
    return Enclosed(*names, kind, sha256(data).hexdigest()), data


def _page(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("report.html")
