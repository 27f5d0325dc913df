"""Of the files IT installed each holds by itself, or its last good one does."""

import os

import pytest

from agent.policy.model import Policy
from agent.policy.places import BUILT_IN, InForce
from agent.policy.source import load
from agent.trouble import BadInput

FIXES = frozenset({"flush_resolver_cache"})
GOOD = "support = 'Call 4242'\n"


def now(places):
    return load("", places, lambda: FIXES)


def test_the_file_installed_applies(places):
    path = places.lay("policy.toml", GOOD)

    assert now(places) == InForce(Policy(support="Call 4242"), str(path))


def test_what_is_managed_counts_key_by_key_before_what_was_written_on_the_pc(places):
    managed = places.lay(
        "managed.toml", "support = 'IT'\n[fixes]\nnever = ['flush_resolver_cache']"
    )
    own = places.lay(
        "policy.toml",
        "support = 'me'\nkeep_cases = 7\n[fixes]\nnever = []\n"
        "without_asking = ['flush_resolver_cache']",
    )
    rules = now(places)

    assert rules.source == f"{managed}, {own}"
    assert (rules.policy.support, rules.policy.keep_cases) == ("IT", 7)
    assert rules.policy.fixes.never == ("flush_resolver_cache",)
    assert rules.policy.fixes.without_asking == ("flush_resolver_cache",)


def test_a_list_is_one_key_and_is_not_added_to(places):
    places.lay("managed.toml", "[network]\nnames = ['a.example']")
    places.lay("policy.toml", "[network]\nnames = ['b.example']\ntime_servers = []")
    network = now(places).policy.network

    assert (network.names, network.time_servers) == (("a.example",), ())


@pytest.mark.parametrize("broken", ["managed.toml", "policy.toml"])
def test_of_two_files_the_one_that_is_wrong_is_named(places, broken):
    places.lay("managed.toml", GOOD)
    places.lay("policy.toml", GOOD)
    places.lay(broken, "keep_cases = 0")

    with pytest.raises(BadInput, match=rf"{broken}, line 1, key keep_cases"):
        now(places)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("keep_cases = 0", "line 1, key keep_cases: must be from 1 to 100000"),
        ("[disk", "not valid TOML"),
        (b"\xff", "not UTF-8"),
        (b"#" * 300_000, "larger than 256 kB"),
        ("[fixes]\nnever = ['flush']", "there is no repair 'flush'"),
    ],
    ids=["limit", "toml", "text", "size", "unknown"],
)
def test_the_last_good_one_stays_in_force_and_it_is_said_why(places, broken, said):
    path = places.lay("policy.toml", GOOD)
    now(places)
    places.lay("policy.toml", broken)
    rules = now(places)

    assert (rules.policy, rules.source) == (Policy(support="Call 4242"), str(path))
    (warning,) = rules.warnings
    assert said in warning
    assert warning.endswith("The last good one stays in force.")


def test_where_none_was_good_nothing_runs(places):
    places.lay("policy.toml", "keep_cases = 0")

    with pytest.raises(BadInput, match="must be from 1"):
        now(places)


def test_a_file_that_is_right_again_applies_again(places):
    for text in (GOOD, "[disk", "support = 'new'"):
        places.lay("policy.toml", text)
        rules = now(places)

    assert (rules.policy.support, rules.warnings) == ("new", ())


def test_what_an_administrator_took_away_does_not_come_back(places):
    path = places.lay("policy.toml", GOOD)
    now(places)
    path.unlink()

    assert now(places) == InForce(Policy(), BUILT_IN)
    places.lay("policy.toml", "[disk")
    with pytest.raises(BadInput):
        now(places)


@pytest.mark.parametrize("spoil", ["policy.toml", ".", "link"])
def test_what_others_can_change_is_refused_and_named(places, spoil):
    path = places.lay("policy.toml", GOOD)
    now(places)
    if spoil == "link":
        path.rename(places.folder / "elsewhere")
        path.symlink_to(places.folder / "elsewhere")
    else:
        spoiled = places.folder / spoil
        spoiled.chmod(spoiled.stat().st_mode | 0o020)

    if spoil == ".":  # what was kept lies there too, and is believed no more
        with pytest.raises(BadInput, match="etc can be changed by the group"):
            now(places)
        return
    (warning,) = now(places).warnings
    how = "is a link" if spoil == "link" else "can be changed by the group"
    assert f"The policy file {path} is not used: {path} {how}" in warning


def test_a_copy_that_was_changed_is_no_copy(places):
    places.lay("policy.toml", GOOD)
    now(places)
    copy = places.folder / "kept" / "policy.toml.good"
    whole = copy.read_bytes()
    places.lay("policy.toml", "[disk")
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        copy.write_bytes(changed)
        with pytest.raises(BadInput, match="not valid TOML"):
            now(places)
    copy.write_bytes(whole)
    assert now(places).policy.support == "Call 4242"


def test_a_copy_is_as_private_as_the_file_and_written_once(places):
    path = places.lay("policy.toml", GOOD)
    path.chmod(0o600)
    now(places)
    copy = places.folder / "kept" / "policy.toml.good"
    before = copy.stat()
    now(places)

    assert before.st_mode & 0o777 == 0o600
    assert copy.stat().st_ino == before.st_ino
    assert os.listdir(copy.parent) == ["policy.toml.good"]


def test_where_no_copy_can_be_kept_the_policy_applies_all_the_same(places):
    places.lay("policy.toml", GOOD)
    (places.folder / "kept").write_text("in the way")

    assert now(places).policy.support == "Call 4242"


def test_a_folder_that_may_not_be_looked_into_is_not_an_empty_one(places):
    """Where it cannot be told whether IT has rules, the defaults are no answer."""
    from agent.policy.places import is_there

    assert not is_there(f"{places.folder}/none")
    assert not is_there("/etc/passwd/none")
    assert is_there("/" + "x" * 5000)
