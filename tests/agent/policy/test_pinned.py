"""Where IT pinned a key, nothing counts that was not signed with it."""

import time

import pytest

from agent.policy.model import Policy
from agent.policy.signature import SECRET_FORM, name_of, new_key, read_key, sign
from agent.policy.source import load
from agent.trouble import BadInput

NOW = int(time.time())
DAY = 86_400
FIRST, SECOND = b"support = 'first'\n", b"support = 'second'\n"


class Signer:
    """IT's computer, with a key of its own, and the PC's places."""

    def __init__(self, places):
        self.places = places
        self._secret, self.public = new_key()

    def pin(self, name="it.pub"):
        self.places.lay(f"keys/{name}", self.public)

    def lay(self, raw, version=1, start=NOW - DAY, end=NOW + DAY, name="policy.toml"):
        secret = read_key(self._secret, SECRET_FORM)
        self.places.lay(name, raw)
        self.places.lay(f"{name}.sig", sign(raw, secret, version, start, end))

    def now(self):
        return load("", self.places, set)


@pytest.fixture
def it(places):
    signer = Signer(places)
    signer.pin()
    return signer


def test_what_is_signed_applies_and_says_so(it):
    it.lay(FIRST, 3)
    rules = it.now()
    (said,) = rules.signatures

    assert rules.policy == Policy(support="first")
    assert f"version 3, key {name_of(read_key(it.public))}, until " in said


def test_without_a_key_no_signature_is_asked_for(places):
    places.lay("policy.toml", FIRST)
    places.lay("policy.toml.sig", b"rubbish")

    assert load("", places, set).policy.support == "first"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda it: (it.places.folder / "policy.toml.sig").unlink(), "a key is pinned"),
        (lambda it: it.places.lay("policy.toml", SECOND), "not what was signed"),
        (lambda it: it.places.lay("policy.toml.sig", b"x"), "not one of Blusser's"),
        (lambda it: it.lay(SECOND, 1), "it is version 1, and version 2 was here"),
        (lambda it: it.lay(SECOND, 3, end=NOW - 1), "its signature expired on"),
        (lambda it: it.lay(SECOND, 3, start=NOW + DAY), "its signature counts from"),
        (lambda it: it.lay(b"[disk", 3), "not valid TOML"),
        (
            lambda it: (it.places.folder / "policy.toml.sig").chmod(0o666),
            "can be changed by everybody",
        ),
    ],
    ids="gone changed rubbish older expired early invalid writable".split(),
)
def test_what_does_not_hold_is_refused_and_the_last_good_one_stays(it, spoil, said):
    it.lay(FIRST, 2)
    it.now()
    spoil(it)
    rules = it.now()

    assert (rules.policy.support, rules.lapsed) == ("first", False)
    assert said in rules.warnings[0]


def test_nothing_unsigned_is_even_read(it):
    it.places.lay("policy.toml", b"[disk")

    with pytest.raises(BadInput, match="a key is pinned"):
        it.now()


def test_the_same_version_may_come_again_and_a_newer_one_replaces_it(it):
    for version, raw in ((1, FIRST), (1, FIRST), (2, SECOND)):
        it.lay(raw, version)
        rules = it.now()

    assert (rules.policy.support, rules.warnings) == ("second", ())


def test_each_key_counts_its_own_versions(it, places):
    it.lay(FIRST, 900)
    it.now()
    other = Signer(places)
    other.pin("new.pub")
    other.lay(SECOND, 1)

    assert other.now().policy.support == "second"


def test_what_a_key_signed_that_was_taken_away_is_no_copy_either(it, places):
    it.lay(FIRST, 5)
    it.now()
    (places.folder / "keys" / "it.pub").unlink()
    other = Signer(places)
    other.pin("new.pub")

    with pytest.raises(BadInput, match="which is not known here"):
        it.now()


def test_a_copy_from_before_a_key_was_pinned_is_no_copy(places):
    places.lay("policy.toml", FIRST)
    load("", places, set)
    signer = Signer(places)
    signer.pin()

    with pytest.raises(BadInput, match="a key is pinned"):
        signer.now()


@pytest.mark.parametrize("spoil", ["rubbish", "writable", "link"])
def test_a_key_that_cannot_be_believed_is_not_left_out(it, places, spoil):
    """Else whoever spoils it would have unsigned rules believed."""
    it.lay(FIRST)
    key = places.folder / "keys" / "it.pub"
    if spoil == "rubbish":
        key.write_bytes(b"x")
    elif spoil == "writable":
        key.chmod(0o666)
    else:
        key.rename(places.folder / "real")
        key.symlink_to(places.folder / "real")

    with pytest.raises(BadInput, match=r"the key .*it\.pub does not count"):
        it.now()


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o1777])
def test_a_folder_of_keys_that_others_may_write_to_counts_for_nothing(it, places, mode):
    """Else whoever takes the key away has unsigned rules believed."""
    it.lay(FIRST)
    (places.folder / "keys").chmod(mode)

    with pytest.raises(BadInput, match="the keys in .*keys do not count: .*changed by"):
        it.now()


@pytest.mark.parametrize("left", ["nothing", "it.pem"])
def test_a_folder_of_keys_that_holds_none_is_a_mistake_and_no_leave(places, left):
    places.lay("policy.toml", FIRST)
    places.lay(f"keys/{left}", b"x").rename(places.folder / "elsewhere")
    if left != "nothing":
        places.lay(f"keys/{left}", b"x")

    with pytest.raises(BadInput, match="keys holds no key; put NAME.pub there"):
        load("", places, set)


def test_the_last_good_one_that_has_expired_itself_has_lapsed(it, places):
    end = int(time.time()) + 3
    it.lay(FIRST, 1, end=end)
    it.now()
    while time.time() < end:
        time.sleep(0.1)
    rules = it.now()

    assert (rules.policy.support, rules.lapsed) == ("first", True)
    assert "its signature expired on" in rules.warnings[0]


def test_versions_that_were_lost_or_spoiled_are_counted_anew(it, places):
    it.lay(FIRST, 5)
    it.now()
    (places.folder / "kept" / "versions").write_bytes(b"\xff\npolicy.toml x\na b 9.5\n")
    it.lay(SECOND, 4)

    assert it.now().policy.support == "second"
