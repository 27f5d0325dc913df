"""V1: no secret of any kind, from any place, in any writing, is in an opened bundle."""

import base64
import io
import json
import re
import zipfile
from html import escape
from urllib.parse import quote

import pytest
from pyrage import x25519

from agent.bundle.allowed import RULES
from agent.bundle.evidence import gather
from agent.bundle.gate import Lists
from agent.bundle.kinds import NAMES, SECRETS
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.bundle.seal import sealed, unsealed
from agent.case import Case, Seen, Taken
from agent.codec import plain
from agent.events import Result
from agent.host.transcript import Asking, Line
from agent.policy.own import OwnCheck, OwnWords
from agent.words import Words
from tests.agent.bundle.toys import KNOWN, LISTS

ALLOWED = Lists(LISTS.ports, LISTS.questions, LISTS.fields, LISTS.rules | RULES)
IT = x25519.Identity.generate()
BOTH = [str(IT.to_public()), str(x25519.Identity.generate().to_public())]
HITS = [(rule.name, hit) for rule in (*SECRETS, *NAMES) for hit in rule.hits]


def packed64(text, code="utf-8"):
    return base64.b64encode(text.encode(code)).decode()


WRITINGS = {
    "plain": lambda text: text,
    "utf-16": lambda text: text.encode("utf-16-le").decode("latin-1"),
    "utf-16 in base64": lambda text: packed64(text, "utf-16-le"),
    "base64": packed64,
    "base64 of an address": lambda text: (
        base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    ),
    "base64 in lines": lambda text: base64.encodebytes(text.encode()).decode(),
    "base64 twice": lambda text: packed64(packed64(text)),
    "base64 behind a path": lambda text: f"/x/{packed64(text)}",
    "address": lambda text: quote(text, safe=""),
    "address twice": lambda text: quote(quote(text, safe=""), safe=""),
    "json": lambda text: json.dumps(text)[1:-1],
    "json in capitals": lambda text: "".join(f"\\u{ord(c):04X}" for c in text),
    "json in json": lambda text: json.dumps(json.dumps({"x": text})),
    "page": escape,
    "far in": lambda text: "x" * 60 + " y" * 150 + "\n" + text,
}


def needles(secret):
    """Return the secret in every writing, at any place of a base64 word."""
    yield from (
        secret,
        quote(secret, safe=""),
        json.dumps(secret)[1:-1],
        escape(secret),
    )
    yield secret.encode("utf-16-le").decode("latin-1")
    for code in ("utf-8", "utf-16-le"):
        for before in range(3):
            data = b"\0" * before + secret.encode(code)
            word = base64.b64encode(data[: len(data) // 3 * 3]).decode()
            if len(word) - 4 > 6:
                yield word[4:]


def bundle(text):
    """Put a text in every place from which one can get into a bundle."""
    case, asking = case_with(text), asking_with(text)
    own = OwnCheck("x", "tcp", {"en": OwnWords(text, text, text, text)}, host="a.test")
    asked = Asking(
        "own.x", 0, [], {"OwnCheck": plain(own), "HouseRules": {"server": text}}
    )
    words = Words("en")
    words.learn([own])
    evidence = gather(case, [asking, asked], {"os": text}, Redactor(KNOWN), ALLOWED)
    opened = unsealed(sealed(packed(evidence, words), BOTH), str(IT).encode())
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    said = "\n".join([*members.values(), *texts(json.loads(members["case.json"]))])
    return said + "\n".join(texts(json.loads(members["transcript.json"]))), evidence


def case_with(text):
    facts = {
        "x": text,
        "list": [text, "y"],
        "table": {text: "key"},
        "lines": text.split("\n"),
    }
    found = Seen("house.x", "found", "roof-leaks", "annoying", facts, f"why {text}")
    own = Seen("own.x", "found", "own-x", "annoying", {})
    unsure = Seen("house.y", "unsure", why=text)
    step = Taken("mend_roof", "roof-leaks", "house.x", Result.FAILED, text, 1.0)
    rows = {"before": (found, unsure, own), "after": (found, unsure, own)}
    more = {"causes": (found, own), "doubted": (found,), "steps": (step,)}
    return Case("1", "", "test", text, "0", **rows, **more, recovered=(step,))


def asking_with(text):
    notes = {"n": text, text: "n"}
    return Asking(
        "house.x",
        0,
        [
            Line("House", "look", [text], {"level": 1, "path": text, "notes": notes}),
            Line("House", "owner", [text], None, f"no: {text}", "HostError"),
        ],
        {},
        f"ended: {text}",
    )


def texts(thing):
    if isinstance(thing, dict):
        return [one for part in (*thing, *thing.values()) for one in texts(part)]
    if isinstance(thing, list):
        return [one for part in thing for one in texts(part)] + [
            border.join(part for part in thing if isinstance(part, str))
            for border in ("", "\n")
        ]
    return [thing] if isinstance(thing, str) else []


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("rule", (*SECRETS, *NAMES), ids=lambda rule: rule.name)
def test_no_secret_of_any_kind_is_in_a_bundle(rule, writing):
    for hit in rule.hits if writing == "plain" else rule.hits[:1]:
        text = WRITINGS[writing](hit.replace("«", "").replace("»", ""))
        said, evidence = bundle(f"canary\n{text}")

        assert evidence.withheld == ()
        assert said.count("canary") > 10
        for secret in re.findall("«([^»]+)»?", hit):
            assert [one for one in needles(secret) if one in said] == []


@pytest.mark.parametrize("border", ["\n", " "])
@pytest.mark.parametrize(("name", "hit"), HITS, ids=str)
def test_no_secret_that_stretches_over_the_items_of_a_list_is_kept(name, hit, border):
    items = hit.replace("«", "").replace("»", "").split(border)
    cleaned = Redactor({}).clean(["canary", *items, "canary"])

    assert len(cleaned) == len(items) + 2
    for secret in re.findall("«([^»]+)»?", hit):
        for part in secret.split(border):
            assert len(part) < 6 or part not in "\n".join(cleaned)


def test_what_names_this_computer_goes_in_every_writing_too():
    for write in WRITINGS.values():
        said, _ = bundle("canary\n" + write("jan.peeters on PC-0042 of Jan Peeters"))
        for name in ("jan.peeters", "PC-0042", "Jan Peeters"):
            assert [one for one in needles(name) if one in said] == []


def test_harmless_words_in_base64_are_left():
    text = f"got {packed64('out of paper now')} and /usr/lib/x86_64-linux"

    assert Redactor(KNOWN).text(text) == text


@pytest.mark.parametrize("text", ["pwd=abc9xyz", "pin=471147", "x jan.peeters"])
def test_a_base64_word_that_does_not_look_random_is_opened(text):
    for word in (packed64(text), packed64(packed64(text))):
        assert word not in Redactor(KNOWN).text(f"got {word} here")
