import tomllib
from pathlib import Path

import pytest

from agent.codec import plain
from agent.policy.limits import LIMITS
from agent.policy.model import Policy
from agent.policy.parse import parse
from agent.policy.places import BUILT_IN, LARGEST, InForce
from agent.policy.source import load
from agent.trouble import BadInput
from agent.value import Value, fields_of

FIXES = frozenset({"flush_resolver_cache"})


def read(text):
    raw = text if isinstance(text, bytes) else text.encode()
    return parse(raw, "policy.toml", lambda: FIXES)


def test_an_empty_file_is_the_built_in_defaults():
    assert read("") == Policy()


def test_the_documented_file_shows_every_key_with_its_default():
    path = Path(__file__).parents[3] / "docs" / "policy.toml"
    shown = tomllib.loads(path.read_text().replace("# only =", "only ="))
    known = plain(Policy())

    assert read(path.read_text()) == Policy()
    assert shown.keys() | {"own"} == known.keys()
    for name, section in known.items():
        if isinstance(section, dict):
            assert shown[name].keys() == section.keys()


def test_a_mistake_after_an_array_of_arrays_is_still_named_by_its_line():
    with pytest.raises(BadInput, match=r"line 5, key network\.proxy"):
        read('[network]\nprobes = [\n  ["http://x.test/", "a"],\n]\nproxy = 3\n')


def test_settings_replace_the_defaults_one_by_one():
    policy = read('[disk]\nmin_free_percent = 5\n[services]\nrequired = ["cups"]\n')

    assert policy.disk.min_free_percent == 5.0
    assert policy.disk.min_free_bytes == Policy().disk.min_free_bytes
    assert policy.services.required == ("cups",)


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ("\n[disk]\n\nmin_free_percent = 'x'", 4, "disk.min_free_percent", "a number"),
        ("[disk]\nmin_free_percent = 101", 2, "disk.min_free_percent", "from 0 to 100"),
        ("[disk]\nmin_fre = 1", 2, "disk.min_fre", "not known here"),
        ("[dsk]\nmin = 1", 1, "dsk", "not known here"),
        ("# a\ndisk = 3", 2, "disk", "must be a table"),
        ("disk.cache_days = 0", 1, "disk.cache_days", "from 1 to 3650"),
        (
            '[network]\nprobes = [\n ["ftp://x/", ""]]',
            2,
            "network.probes.0.0",
            "must begin with http://",
        ),
        (
            '[network]\nendpoints = ["https://me:secret@host/"]',
            2,
            "network.endpoints.0",
            "must not hold a user name or password",
        ),
        ('[fixes]\nnever = ["flush"]', 2, "fixes.never", "no repair 'flush'"),
        ("support = 1", 1, "support", "must be a text"),
        ("[schedule]\nquiet_hours = '22-7'", 2, "schedule.quiet_hours", "22:00-07:00"),
        (
            "[schedule]\nquiet_hours = '22:00-22:00'",
            2,
            "schedule.quiet_hours",
            "begins when it ends",
        ),
        ("[schedule]\ndays = ['monday']", 2, "schedule.days.0", "one of mon, tue"),
        ("[schedule]\ndays = ['mon', 'mon']", 2, "schedule.days.1", "here twice"),
        ("[schedule]\ndays = []", 2, "schedule.days", "at least 1"),
        ("languages = ['tlh']", 1, "languages.0", "must be one of en, nl"),
        ("consent = 'boss'", 1, "consent", "one of 'employee', 'policy'"),
        ("textfile = 'prom'", 1, "textfile", "must be a full path"),
        ("outbox = '~/reports'", 1, "outbox", "must be a full path"),
        ("[desk]\nsecret = 'desk.secret'", 2, "desk.secret", "must be a full path"),
        ("[desk]\ncertificate = 'a'", 2, "desk.certificate", "must be a full path"),
        ("[desk]\nauthority = './firm'", 2, "desk.authority", "must be a full path"),
        ("[desk]\nkind = 'fax'", 2, "desk.kind", "one of 'outbox', 'none'"),
    ],
)
def test_a_mistake_is_named_by_line_key_and_reason(text, line, key, reason):
    with pytest.raises(BadInput) as caught:
        read(text)

    assert f"policy.toml, line {line}, key {key}: " in str(caught.value)
    assert reason in str(caught.value)


def test_a_secret_in_a_refused_address_is_not_repeated():
    with pytest.raises(BadInput) as caught:
        read('[network]\nendpoints = ["https://me:secret@host/"]')

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("[disk\n", r"not valid TOML.*line 1"),
        (b"a = 1\nb = '\xff'", "line 2: this is not UTF-8"),
        ("#" * (LARGEST + 1), "larger than 256 kB"),
        ("a = " + "[" * 9000 + "]" * 9000, "nested too deeply"),
        ("keep_cases = " + "9" * 5000, "not valid TOML.*4300 digits"),
        ("[schedule]\nevery_hours = " + "9" * 400, r"line 2, key .*: is too large"),
    ],
    ids=["toml", "text", "size", "depth", "digits", "overflow"],
)
def test_a_file_that_is_no_policy_is_refused_in_one_sentence(raw, said):
    with pytest.raises(BadInput, match=said):
        read(raw)


@pytest.mark.parametrize(
    "text",
    [
        "[schedule]\nevery_hours = 'LONG'",
        "[schedule]\nquiet_hours = 'LONG'",
        "[fixes]\nnever = ['LONG']",
        "[desk]\nkind = 'LONG'",
        "[schedule]\nLONG = 1",
        "languages = ['LONG']",
        "outbox = 'LONG'",
        "[[own]]\nid = 'a'\nkind = 'LONG'\nwords = {}",
    ],
)
def test_whatever_is_wrong_the_sentence_goes_into_one_line_of_the_journal(text):
    with pytest.raises(BadInput) as caught:
        read(text.replace("LONG", "x" * 200_000))

    assert len(str(caught.value)) < 1000


def test_a_key_does_nothing_to_the_terminal_that_shows_it():
    with pytest.raises(BadInput) as caught:
        read('[schedule]\n"a\\n\\u001b[31m" = 3')

    assert str(caught.value).isprintable()


def test_what_a_windows_editor_puts_before_and_between_lines_is_no_mistake():
    text = "[services]\r\nrequired = ['cups']\r\n"

    assert read(text.encode("utf-8-sig")) == read(text)


def test_a_key_that_stands_twice_is_named_with_its_line():
    with pytest.raises(BadInput, match=r"key only: Cannot overwrite.* line 4"):
        read("[fixes]\nonly = []\n\nonly = ['https://me:secret@host']\n")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[fixes]\nnevr = []", "never"),
        ("[shedule]", "schedule"),
        ("[fixes]\nnever = ['flush_resolver_cach']", "flush_resolver_cache"),
    ],
)
def test_of_a_slip_of_the_pen_it_is_said_what_was_meant(text, meant):
    with pytest.raises(BadInput, match=rf"perhaps {meant}"):
        read(text)


def test_a_file_that_was_named_is_read_and_no_other(places, tmp_path):
    named = tmp_path / "named.toml"
    named.write_text("support = 'named'")
    places.lay("policy.toml", "support = 'system'\nkeep_cases = 5")

    assert load(str(named), places, set) == InForce(Policy(support="named"), str(named))


def test_without_any_file_the_built_in_defaults_apply(places):
    assert load("", places, set) == InForce(Policy(), BUILT_IN)


def test_a_named_file_that_does_not_exist_is_not_replaced_by_defaults(places, tmp_path):
    with pytest.raises(BadInput, match="does not exist"):
        load(str(tmp_path / "none.toml"), places, set)


def test_a_folder_is_no_policy(places, tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        load(str(tmp_path), places, set)


def test_every_number_has_its_limits():
    numbers = {
        f"{prefix}{name}"
        for prefix, thing in [
            ("", Policy()),
            *((f"{n}.", v) for n, v in vars_of(Policy())),
        ]
        for name, value in fields_of(thing).items()
        if type(value) in (int, float)
    }

    assert numbers <= set(LIMITS)


def vars_of(policy):
    return [(n, v) for n, v in fields_of(policy).items() if isinstance(v, Value)]
