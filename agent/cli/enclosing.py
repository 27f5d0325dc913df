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
    parcel = parcel_of(here, bundle, note, ())
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


def enclosed(bundle: Bundle, case: str) -> Iterator[Enclosed]:
    """Write what goes along beside the bundle: itself, and its page unless sealed."""
    with open(bundle.path, "rb") as file:
        data = file.read()
    if data != bundle.data:
        yield _written(bundle, case, ".zip.age", AGE, data)
        return
    yield _written(bundle, case, ".zip", ZIP, data)
    yield _written(bundle, case, ".html", PAGE, _page(data))


def _written(
    bundle: Bundle, case: str, ending: str, kind: str, data: bytes
) -> Enclosed:
    file = f"sent-{case}{ending}"
    place = os.path.join(os.path.dirname(bundle.path), file)
    write_whole(place, data)
    return Enclosed(file, f"blusser-{case}{ending}", kind, sha256(data).hexdigest())


def _page(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("report.html")
