"""The report on paper, by a real browser: whole, white and inside its margins.

``pdftotext`` tells where on which page each word stands.
"""

from __future__ import annotations

import html
import re
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from agent.bundle.evidence import Evidence
from agent.bundle.report import page
from agent.bundle.unpack import read_bundle
from agent.value import replace
from agent.words import LANGUAGES, Words

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

KEPT = Path(__file__).parents[2] / "transcripts"
MARGIN = 14 / 25.4 * 72
"""Points: the narrowest margin of the style, in the unit of a PDF."""
TOUCH = 1.5
"""Points that the boxes of two words may share: those of letters that lean."""
DARK = "--blink-settings=preferredColorScheme=0"
LONG = {
    "path": "/home/user-abcd/.cache/" + "0A1B2C3D4E5F60718293A4B5C6D7E8F9" * 4,
    "url": "https://zeiterfassungssystem.verwaltungsgemeinschaft.example.org/an"
    "meldung?weiter=%2Fstart%2Fpersonalabrechnung%2F2026",
}


class Word(NamedTuple):
    """A word of a page and its box, in points from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def crowded() -> Evidence:
    """Return what a bad day leaves: causes with long facts, and many steps."""
    day = read_bundle(str(KEPT / "network-names.zip"))
    disk = read_bundle(str(KEPT / "disk-cured.zip"))
    one = disk.case.causes[0]
    causes = [
        replace(one, facts=one.facts | LONG, check=f"disk.cause_{n}", outage="tap-dry")
        for n in range(7)
    ]
    case = replace(day.case, causes=tuple(causes), steps=disk.case.steps * 5)
    return replace(day, case=case)


def printed(document: bytes, folder: Path, *more: str) -> Path:
    """Have the browser print a page on A4 and return the file."""
    sheet = document.replace(b"</style>", b"@page { size: A4; }</style>")
    (folder / "report.html").write_bytes(sheet)
    out = folder / "report.pdf"
    words = (
        *("/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu"),
        *(f"--user-data-dir={folder}/browser", "--no-pdf-header-footer", *more),
        *(f"--print-to-pdf={out}", f"file://{folder}/report.html"),
    )
    subprocess.run(words, check=True, capture_output=True, timeout=200)
    return out


def words_of(pdf: Path) -> tuple[list[Word], tuple[float, float]]:
    """Return the words with their places, and the size of a page."""
    command = ("/usr/bin/pdftotext", "-bbox", str(pdf), "-")
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: list[Word] = []
    size, at = (0.0, 0.0), -1
    for line in told.splitlines():
        numbers = [float(n) for n in re.findall(r'="([\d.-]+)"', line)]
        if "<page" in line:
            at, size = at + 1, (numbers[0], numbers[1])
        elif "<word" in line:
            inside = html.unescape(re.sub("<[^>]*>", "", line)).strip()
            found.append(Word(at, *numbers, inside))
    return found, size


def overlaps(words: list[Word]) -> list[tuple[str, str]]:
    """Return the words of a page that are printed over each other."""
    return [
        (one.text, other.text)
        for at, one in enumerate(words)
        for other in words[at + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > TOUCH
        and min(one.bottom, other.bottom) - max(one.top, other.top) > TOUCH * 2
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_printed_inside_the_margins_and_over_no_other(language, tmp_path):
    document = page(crowded(), Words(language))
    found, (wide, high) = words_of(printed(document, tmp_path))
    pages = defaultdict(list)
    for word in found:
        pages[word.page].append(word)
    body = document.decode().partition("<body>")[2]
    said = html.unescape(re.sub("<[^>]*>", " ", body)).split()
    paper = "".join(word.text for word in found)

    assert (round(wide), round(high)) == (595, 842)
    assert [w for w in found if w.left < MARGIN or w.right > wide - MARGIN] == []
    assert [w for w in found if w.top < MARGIN or w.bottom > high - MARGIN / 2] == []
    assert [pair for one in pages.values() for pair in overlaps(one)] == []
    assert {w for w in said if w.isalpha() and len(w) < 12 and w not in paper} == set()


def test_no_cause_is_torn_in_two_and_each_page_tells_its_number(tmp_path):
    found, _ = words_of(printed(page(crowded(), Words("de")), tmp_path))
    last = max(word.page for word in found) + 1
    numbered = [" ".join(w.text for w in found if w.page == n) for n in range(last)]
    begins = [word.page for word in found if word.text == "Alte"][:7]
    ends = [word.page for word in found if word.text.startswith("disk.cause_")]

    assert last > 2
    assert begins == ends
    assert all(f"{n + 1} / {last}" in one for n, one in enumerate(numbered))


def test_the_paper_stays_white_where_the_screen_is_dark(tmp_path):
    pdf = printed(page(crowded(), Words("de")), tmp_path, DARK)
    command = ("/usr/bin/pdftoppm", "-gray", "-r", "20", "-l", "1", str(pdf))
    shown = subprocess.run(command, check=True, capture_output=True).stdout
    pixels = shown[-(165 * 234) :]

    assert sum(one > 250 for one in pixels) > len(pixels) * 0.6
    assert pixels[0] == 255
