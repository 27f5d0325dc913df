"""IT's own checks as the policy has them; a mistake is named by line and key."""

import re
from pathlib import Path

import pytest

from agent.codec import plain
from agent.model import Severity
from agent.policy.own import OwnCheck
from agent.policy.own_kinds import KINDS, SHARED, UPSTREAM
from agent.policy.own_rules import LANGUAGES, LIMITS, MOST, PATTERNS
from agent.policy.parse import parse
from agent.trouble import BadInput
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES

IDS = {check.id for check in CHECKS}
FIX_IDS = {fix.id for fix in FIXES}
DOCUMENT = Path(__file__).parents[3] / "docs" / "policy.toml"
WORDS = 'words.en = { title = "a", text = "b", advice = "c" }'
PAYROLL = f"""\
support = "Call 4242"
[[own]]
id = "payroll"
kind = "tcp"
host = "payroll.test"
port = 443
{WORDS}
"""


def read(text):
    return parse(text.encode(), "policy.toml", lambda: FIX_IDS, lambda: IDS)


def documented():
    """The examples of the document, with the # of every line that has none after it."""
    text = DOCUMENT.read_text().split("IT's own checks ---")[1]
    return "\n".join(
        line[1:] for line in text.splitlines() if re.match(r"#[^ \n]", line)
    )


def test_the_documented_examples_show_every_kind_and_every_key():
    own = read(documented()).own
    text = documented()

    assert {row.kind for row in own} == set(KINDS)
    assert [
        k for k in OwnCheck.__match_args__ if not re.search(rf"\b{k}\b", text)
    ] == []
    assert set(own[0].words) == set(LANGUAGES)


def test_the_documented_examples_can_be_added_to_the_documented_rules():
    whole = re.sub(r"(?m)^#(?=[^ \n-])", "", DOCUMENT.read_text())

    assert len(read(whole).own) == len(KINDS)


def test_what_is_left_out_has_its_default():
    (row,) = read(PAYROLL).own

    assert (row.severity, row.explained_by, row.fix) == (Severity.ANNOYING, None, "")
    assert (row.check, row.code) == ("own.payroll", "own-payroll")
    assert read("").own == ()


def test_every_key_belongs_to_a_kind_and_every_number_has_limits():
    keys = {*SHARED, *(k for kind in KINDS.values() for k in (*kind.needs, *kind.may))}
    types = OwnCheck.__annotations__
    numbers = {name for name, kind in types.items() if re.match("int|float", kind)}

    assert keys == set(OwnCheck.__match_args__)
    assert numbers == set(LIMITS)
    assert set(PATTERNS) <= keys


def test_what_explains_a_kind_without_a_word_is_in_the_catalogue():
    assert {name for names in UPSTREAM.values() for name in names} <= IDS
    assert set(UPSTREAM) <= set(KINDS)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "reason"),
    [
        ('kind = "tcp"', 'kind = "tpc"', 4, "own.0.kind", "no kind 'tpc'; perhaps tcp"),
        ('kind = "tcp"', "kind = 3", 4, "own.0.kind", "no kind 3"),
        ('kind = "tcp"', "", 2, "own.0.kind", "is missing"),
        ('host = "payroll.test"', "", 2, "own.0.host", "is missing; kind tcp needs it"),
        (WORDS, "", 2, "own.0.words", "is missing"),
        ("port = 443", "port = 0", 6, "own.0.port", "from 1 to 65535"),
        ("port = 443", 'port = "443"', 6, "own.0.port", "must be a whole number"),
        ("port = 443", "prt = 443", 6, "own.0.prt", "is not known for kind tcp"),
        (
            "port = 443",
            'port=443\npath="/x"',
            7,
            "own.0.path",
            "not known for kind tcp",
        ),
        ('id = "payroll"', 'id = "Pay roll"', 3, "own.0.id", "must be small letters"),
        ('"payroll.test"', '"http://x"', 5, "own.0.host", "a name or an address"),
        (WORDS, f'{WORDS}\nfix = "renew_dhcp"', 8, "own.0.fix", "renew_dhcp_lease"),
        (
            WORDS,
            f'{WORDS}\nexplained_by = ["network.names_resolv"]',
            8,
            "own.0.explained_by",
            "perhaps network.names_resolve",
        ),
        (
            WORDS,
            f'{WORDS}\nexplained_by = ["own.payroll"]',
            8,
            "own.0.explained_by",
            "no check 'own.payroll' before this",
        ),
        (WORDS, f'{WORDS}\nseverity = "bad"', 8, "own.0.severity", "must be one of"),
        (WORDS, 'words.en = "x"', 7, "own.0.words.en", "must be a table"),
        (WORDS, "words = {}", 7, "own.0.words", "at least one of en, nl, fr, de"),
        (WORDS, WORDS.replace(".en", ".pl"), 7, "own.0.words.pl", "must be one of en"),
        (WORDS, WORDS.replace('"b"', '""'), 7, "own.0.words.en.text", "not be empty"),
        (
            WORDS,
            WORDS.replace('"b"', '"{prot}"'),
            7,
            "own.0.words.en.text",
            "{prot} is no fact of this kind; known: host, port, state",
        ),
        (
            WORDS,
            WORDS.replace('"b"', '"{host.__class__}"'),
            7,
            "own.0.words.en.text",
            "is no fact of this kind",
        ),
        (
            WORDS,
            WORDS.replace('"b"', '"{host:>99999999}"'),
            7,
            "own.0.words.en.text",
            "is no fact",
        ),
        (WORDS, WORDS.replace('"b"', '"{"'), 7, "own.0.words.en.text", "no sentence"),
        (
            WORDS,
            WORDS.replace('"a"', f'"{"a" * 121}"'),
            7,
            "own.0.words.en.title",
            "longer than 120",
        ),
        (
            WORDS,
            "[own.words.nl]\ntitle = 'a'\ntext = 'b'\nadvise = 'c'",
            10,
            "own.0.words.nl.advise",
            "not known",
        ),
    ],
)
def test_a_mistake_is_named_by_line_key_and_what_would_do(old, new, line, key, reason):
    assert old in PAYROLL
    with pytest.raises(BadInput) as caught:
        read(PAYROLL.replace(old, new))

    said = str(caught.value)
    assert f"policy.toml, line {line}, key {key}: " in said
    assert reason in said


def row(kind, **keys):
    told = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return f'[[own]]\nid = "x"\nkind = "{kind}"\n{WORDS}\n{told}\n'


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (row("http", url='"ftp://x/"'), "url", "must begin with http:// or https://"),
        (row("http", url='"https://a:b@x/"'), "url", "user name or password"),
        (row("http", url='"https://x/?key=b"'), "url", "may hold a secret"),
        (row("http", url='"https://x/"', status="[99]"), "status", "from 100 to 599"),
        (row("dns", name='"files"'), "name", "with a dot in it"),
        (row("process", process='"/usr/bin/x"'), "process", "without folders"),
        (
            row("process", process='"x"', at_least=3, at_most=2),
            "at_most",
            "not be less than at_least",
        ),
        (row("file", path='"x"'), "path", "must begin with / or with ~/"),
        (row("certificate"), "host", "either host or path"),
        (row("certificate", host='"x"', path='"/x"'), "host", "either host or path"),
        (row("disk", path='"/x"'), "min_free_bytes", "set one"),
        (row("tcp", host='"x"', port=1, seconds=9.0), "seconds", "from 0.2 to 3.5"),
    ],
)
def test_what_a_kind_can_do_nothing_with_is_refused(text, key, reason):
    with pytest.raises(BadInput) as caught:
        read(text)

    assert f"key own.0.{key}: " in str(caught.value)
    assert reason in str(caught.value)


def test_the_second_of_two_rows_is_named_by_its_own_line():
    second = PAYROLL.replace('support = "Call 4242"', "").replace("443", "0")
    second = second.replace('"payroll"', '"second"')
    with pytest.raises(BadInput, match=r"line 13, key own\.1\.port"):
        read(PAYROLL + second)


def test_a_row_may_be_explained_by_one_before_it_and_no_id_may_come_twice():
    second = row("disk", path='"/x"', min_free_percent=5)
    well = second + 'explained_by = ["own.payroll"]\n'

    assert read(PAYROLL + well).own[1].explained_by == ("own.payroll",)
    with pytest.raises(BadInput, match=r"line 9, key own\.1\.id.*already"):
        read(PAYROLL + second.replace('"x"', '"payroll"', 1))


def test_a_mistake_after_the_rows_is_still_named_by_its_line():
    with pytest.raises(BadInput, match=r"line 9, key disk\.min_free"):
        read(f"{PAYROLL}[disk]\nmin_free = 1\n")


def test_there_may_be_so_many_and_no_more():
    many = "".join(
        row("dns", name='"a.test"').replace('"x"', f'"x{n}"') for n in range(MOST + 1)
    )

    with pytest.raises(BadInput, match="one more than the 50"):
        read(many)


@pytest.mark.parametrize("text", ["own = 3", "own = [3]", "[own]\nid = 'x'"])
def test_what_is_no_row_is_refused(text):
    with pytest.raises(BadInput, match="key own"):
        read(text)


def test_a_row_survives_the_way_to_a_bundle_and_back():
    from agent.codec import build

    for one in read(documented()).own:
        assert build(OwnCheck, plain(one)) == one
