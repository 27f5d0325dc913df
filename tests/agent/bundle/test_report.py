"""What IT reads: the cause first, in their language, and nothing that could act."""

import re
from html.parser import HTMLParser

import pytest

from agent.bundle.evidence import Evidence, Machine, Withheld, gather
from agent.bundle.redact import Redactor
from agent.bundle.report import page
from agent.bundle.unpack import read_bundle
from agent.case import Case, Echo, Seen, Taken
from agent.events import Result
from agent.value import fields_of, replace
from agent.words import LANGUAGES, Words
from tests.agent.bundle.toys import KNOWN, LISTS
from tests.transcripts.test_transcripts import BUNDLES

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{0}{x}%s"


class Reader(HTMLParser):
    """Keeps tags, attributes and text; fails where tags do not close."""

    EMPTY = {"meta", "br"}

    def __init__(self, data):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(data.decode())
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.open += [tag] if tag not in self.EMPTY else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data.strip())

    @property
    def text(self):
        return " ".join(filter(None, self.texts))


def kept(name):
    (path,) = [path for path in BUNDLES if path.stem == name]
    return read_bundle(str(path))


def read(evidence, language="en"):
    return Reader(page(evidence, Words(language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_it_is_whole_without_scripts_and_loads_nothing(path, language):
    data = page(read_bundle(str(path)), Words(language))
    seen = Reader(data)

    assert {"script", "img", "link", "iframe", "form", "a", "object"}.isdisjoint(
        seen.tags
    )
    assert {"src", "href", "action"}.isdisjoint(name for name, _ in seen.attributes)
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    assert (
        "content",
        "default-src 'none'; style-src 'unsafe-inline'",
    ) in seen.attributes
    assert ("lang", language) in seen.attributes
    assert not re.search(
        rb"url\(|@import|https?://[^w]*\.(com|net|org)/[^<]*\.css", data
    )
    assert b"prefers-color-scheme: dark" in data
    assert b"@media print" in data


def test_the_cause_comes_first_then_its_echoes_then_what_was_tried_and_the_machine():
    evidence = kept("disk-cured")
    said = read(evidence).text
    order = (
        "Everything found was repaired",
        "Old files take up the room on your disk",
        "place cache · bytes 12000256 · files 1",
        "Follows from this",
        "The disk is full",
        "What was tried",
        "clean_temp_and_caches",
        "All checks, before and after",
        f"blusser replay blusser-{evidence.case.id}",
        "This computer",
        "Debian GNU/Linux 12",
        "What is not in here",
        "home folder on this computer",
    )
    places = [
        said.find(part, 200 if part.startswith("Debian") else 0) for part in order
    ]

    assert -1 not in places
    assert places == sorted(places)


def test_an_outage_is_told_with_the_name_that_it_has_on_every_machine():
    from agent.value import replace

    evidence = kept("disk-cured")
    name = "tap-dry-0123456789abcdef"
    causes = tuple(replace(one, outage=name) for one in evidence.case.causes)
    said = read(replace(evidence, case=replace(evidence.case, causes=causes))).text

    assert "outage, many PCs will see it" in said
    assert name in said
    assert "outage" not in read(evidence).text


def test_it_speaks_the_language_of_it():
    said = read(kept("network-names"), "nl").text

    assert "Er blijft één oorzaak" in said
    assert "Nagegaan of" in said
    assert "nog aanwezig" in said
    assert "still there" not in said


def test_what_could_not_be_told_stands_apart():
    said = read(kept("network-names")).text

    assert said.index("Could not be told") < said.index("nobody who knows the time")


def filled(kind, **more):
    values = {n: EVIL for n, v in fields_of(kind).items() if isinstance(v, str)}
    return replace(kind, **values, **more)


def test_nothing_that_a_machine_says_becomes_part_of_the_page():
    seen = filled(Seen("", ""), facts={EVIL: [EVIL, {EVIL: EVIL}], "x": {EVIL: [EVIL]}})
    states = [replace(seen, state=s) for s in ("found", "unsure", "healthy", EVIL)]
    case = filled(
        Case("", "", "", "", ""),
        before=tuple(states),
        after=tuple(states[::-1]),
        causes=(seen,),
        doubted=(seen,),
        left=(EVIL,),
        echoes=(Echo(EVIL, EVIL, (EVIL,)),),
        steps=(Taken(EVIL, EVIL, EVIL, Result.FAILED, EVIL, 0.01),),
    )
    notes = (Withheld("not-allowed", EVIL, 3),)
    machine = filled(Machine(), uptime=90.0)
    evidence = Evidence(case, (), machine, notes, {EVIL: 2})
    plain = read(replace(evidence, case=Case("1", "", "", "", "0")))
    found = read(evidence)

    assert {"script", "img"}.isdisjoint(found.tags)
    assert "onerror" not in dict(found.attributes)
    assert "<script>alert(1)</script>" in found.text
    assert set(plain.tags) <= set(found.tags)


def test_what_was_left_out_is_named_with_its_reason():
    notes = (Withheld("not-allowed", "Wifi.name", 2), Withheld("rule-failed", "disk.x"))
    said = read(Evidence(Case("1", "", "", "", "0"), (), withheld=notes)).text

    assert re.search(r"Wifi\.name : not on the list .* \(2\)", said)
    assert "a rule of redaction failed on it" in said


def test_an_entry_that_does_not_fit_is_counted_and_not_cut():
    rows = tuple(Seen(f"disk.c{n}", "unsure", why="y" * 900) for n in range(300))
    case = Case("1", "", "", "", "0", before=rows, after=rows)
    said = read(Evidence(case, ())).text

    assert re.search(r"\d+ entries did not fit on this page; see case.json", said)


def test_an_empty_case_makes_a_page():
    evidence = gather(Case("1", "", "", "", "0"), [], {}, Redactor(KNOWN), LISTS)

    assert "Nothing that was asked for had to be left out" in read(evidence).text


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_no_reason_of_a_real_run_stays_english(path, language):
    case = read_bundle(str(path)).case
    whys = {one.why for one in (*case.before, *case.after, *case.steps) if one.why}
    words = Words(language)

    assert not {why for why in whys if words.reason_in_full(why).endswith(why)}


def test_a_reason_keeps_the_detail_that_it_needs_to_act_on():
    why = "the check itself failed: KeyError at line 4"
    step = Taken("flush", "x", "network.x", Result.FAILED, why, 0.1)
    case = replace(kept("disk-cured").case, steps=(step,))

    said = read(replace(kept("disk-cured"), case=case), "nl").text
    assert "deze controle is zelf mislukt (KeyError at line 4)" in said


def test_a_reason_without_words_is_shown_as_it_is_and_escaped():
    step = Taken("flush", "x", "network.x", Result.FAILED, EVIL, 0.1)
    case = replace(kept("disk-cured").case, steps=(step,))

    assert EVIL in read(replace(kept("disk-cured"), case=case), "fr").text


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize(
    "why",
    ["whoever sent this left it out", "it was too large", "there was no room"],
)
def test_why_something_is_missing_is_said_in_the_readers_language(why, language):
    said = Words(language).reason_in_full(f"withheld: {why}")

    assert said.startswith(Words(language).phrase("report-withheld"))
    assert why not in said


def test_where_columns_do_not_fit_side_by_side_each_cell_names_its_own():
    data = page(kept("network-names"), Words("de")).decode()
    rows = re.findall(r"<tr[^>]*><td>.*?</tr>", data)
    named = [re.findall(r'<td data-of="([^"]+)"', row) for row in rows]

    assert "content: attr(data-of)" in data
    assert ["Vorher", "Nachher"] in named
    assert ["Was die Prüfung am Ende sagt", "Sekunden"] in named
