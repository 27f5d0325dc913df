"""V8: what is never collected has no place in a bundle, and what nobody allowed none.

Names are read word by word, those of every question, argument, answer, rule and fact:
who adds a field for the titles of windows meets this list first.
"""

import io
import re
import zipfile
from inspect import signature

import pytest

from agent.bundle.evidence import Machine, gather
from agent.bundle.gate import our_own
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.case import Case, Seen
from agent.host.transcript import WITHHELD, Asking, Line
from agent.value import fields_of, replace
from agent.words import Words
from tests.agent.test_words import PROBLEMS

NEVER = set(
    "url urls uri href link visited browser browsing bookmark bookmarks search query"
    " favicon cookie cookies history mail mails email inbox sender recipient recipients"
    " subject message messages chat chats contact contacts calendar meeting attendees"
    " window windows title titles caption screen screenshot clipboard keystrokes typed"
    " document documents filename recent ssid ssids bssid essid peer peers remote far"
    " dns lookup lookups record records entries cached content contents text body"
    " location latitude gps face camera microphone dialled caller".split()
)
OURS = {
    "DiskHistory": "how full disks were",
    "ProxyHistory": "which proxy of this session let pages through",
    "HostsFile.entries": "of work's own names only: the checks ask for those",
    "Moments.remote_session": "yes or no",
    "RemoteMounts": "the folders of servers that are mounted",
    "FIELDS.RemoteMount": "the same",
    "OwnCheck.url": "an address that IT wrote",
}
ASKED = {"url", "urls"}
"""As arguments: addresses that IT's rules name; no answer holds one."""


def words(name):
    return {one.lower() for one in re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def names(lists):
    """Yield every name a bundle may hold, and the words in it."""
    for port, questions in lists.questions.items():
        yield port, words(port)
        for one in questions:
            yield f"{port}.{one}", words(one)
            for given in signature(getattr(lists.ports[port], one)).parameters:
                yield f"{port}.{one}({given})", words(given) - ASKED
    for kind, fields in lists.fields.items():
        yield f"FIELDS.{kind}", words(kind)
        yield from ((f"{kind}.{one}", words(one)) for one in fields)
    for section, rules in lists.rules.items():
        yield from ((f"{section}.{one}", words(one)) for one in rules)


def never(lists):
    return [name for name, said in names(lists) if said & NEVER and name not in OURS]


def test_nothing_a_bundle_may_hold_is_called_what_is_never_collected():
    assert never(our_own()) == []


def test_no_exception_is_left_over():
    told = {name for name, said in names(our_own()) if said & NEVER}

    assert set(OURS) == told


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_no_fact_of_a_problem_is_called_so_either(code):
    facts = PROBLEMS[code][1].facts

    assert [one for one in facts if words(one) & NEVER] == []


def test_nor_is_anything_about_the_machine():
    assert not {word for name in fields_of(Machine()) for word in words(name)} & NEVER


class Browser:
    def visited(self, account: str) -> str: ...


@pytest.mark.parametrize(
    ("part", "more"),
    [
        ("fields", {"Adapter": ("name", "kind", "carrier", "ssid")}),
        ("fields", {"Reply": ("server", "cachedRecords")}),
        ("fields", {"Worker": ("name", "windowTitle")}),
        ("rules", {"NetworkRules": ("last_mail",)}),
        ("questions", {"Browser": ("visited",)}),
    ],
)
def test_who_adds_such_a_field_is_told(part, more):
    """The gate itself is broken once each way."""
    own = our_own()
    ports = {**own.ports, "Browser": Browser}
    wider = replace(own, ports=ports, **{part: {**getattr(own, part), **more}})

    assert never(wider)


ADAPTER = {"name": "wlan0", "kind": "wifi", "carrier": True}
SMUGGLED = {
    "a part nobody knows": Line("Browser", "visited", ["x"], "canary"),
    "a part nobody knows, by its absence": Line("Browser", "", [], None, "canary"),
    "a question nobody allowed": Line("Links", "history", [], ["canary"]),
    "one that is withheld": Line("Throughput", "public", [], "canary"),
    "a field nobody allowed": Line("Links", "adapters", [], [{**ADAPTER, "ssid": "canary"}]),
    "a thing instead of a word": Line("NameServers", "cache", [], {"canary": "a.be"}),
    "a row instead of a word": Line("NameServers", "cache", [], ["canary"]),
    "more than was asked for": Line("Links", "adapters", ["canary"], [ADAPTER]),
}  # fmt: skip


def members(evidence):
    with zipfile.ZipFile(io.BytesIO(packed(evidence, Words("en")))) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("how", SMUGGLED)
def test_an_answer_nobody_allowed_is_dropped_with_all_that_was_found_by_it(how):
    seen = Seen("net.a", "found", "x", "annoying", {"x": "canary"}, "canary")
    case = Case("1", "", "test", "", "0", before=(seen,), causes=(seen,))
    good = Line("Links", "adapters", [], [ADAPTER])
    askings = [Asking("net.a", 0, [good, SMUGGLED[how]]), Asking("net.b", 0, [good])]
    evidence = gather(case, askings, {"dns_cache": "canary"}, Redactor({}))

    assert [one.how for one in evidence.askings] == [WITHHELD, ""]
    assert "canary" not in members(evidence)
    assert {one.reason for one in evidence.withheld} == {"not-allowed"}
    assert evidence.askings[1].lines == [good]


def test_a_rule_nobody_allowed_is_dropped_too():
    asking = Asking("net.a", 0, [], {"DeskRules": {"secret": "canary"}})
    case = Case("1", "", "test", "", "0")
    evidence = gather(case, [asking], {}, Redactor({}))

    assert evidence.askings[0].how == WITHHELD
    assert "canary" not in members(evidence)
