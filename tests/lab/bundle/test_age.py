"""Debian's own ``age``, by other authors in another language, opens what we seal."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from agent.bundle import sizes
from agent.bundle.opening import opened
from agent.bundle.pack import packed
from agent.bundle.seal import Unopened, sealed, unsealed
from agent.bundle.unpack import read_bundle
from agent.policy.recipients import objection
from agent.words import Words

pytestmark = pytest.mark.lab

KEPT = Path(__file__).parents[2] / "transcripts" / "disk-left.zip"
SIZES = (0, 1, 65_535, 65_536, 65_537, sizes.LIMIT)
"""Around the pieces of 64 KiB that age cuts into."""


def age(*words: object, data: bytes = b"") -> bytes:
    """Run Debian's age; it must be there, and it must do it."""
    command = ["/usr/bin/age", *map(str, words)]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Keys:
    """The key files of IT, as ``age-keygen`` makes them, and their public halves."""

    def __init__(self, folder: Path) -> None:
        """Make one for the day, one for the safe, and one of a stranger."""
        self.files = [folder / name for name in ("day", "safe", "stranger")]
        for file in self.files:
            command = ["/usr/bin/age-keygen", "-o", str(file)]
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        texts = [file.read_text() for file in self.files]
        self.public = [re.search("public key: (age1.*)", text)[1] for text in texts]


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Keys:
    """Return keys of age's own making."""
    return Keys(tmp_path_factory.mktemp("keys"))


def test_it_is_debians_own():
    owner = subprocess.run(
        ["/usr/bin/dpkg", "--search", "/usr/bin/age"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert owner.stdout == "age: /usr/bin/age\n"


def test_the_rules_take_the_keys_that_it_makes(keys):
    assert [objection(one) for one in keys.public] == ["", "", ""]


@pytest.mark.parametrize("length", SIZES)
@pytest.mark.parametrize("who", [0, 1], ids=["day", "safe"])
def test_it_opens_what_we_seal_with_either_key(keys, tmp_path, who, length):
    data = os.urandom(length)
    (tmp_path / "b.age").write_bytes(sealed(data, keys.public[:2]))

    assert age("-d", "-i", keys.files[who], tmp_path / "b.age") == data


def test_with_another_key_it_opens_nothing(keys, tmp_path):
    (tmp_path / "b.age").write_bytes(sealed(b"x", keys.public[:2]))
    command = ["/usr/bin/age", "-d", "-i", str(keys.files[2]), str(tmp_path / "b.age")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stdout) == (1, "")
    assert "no identity matched any of the recipients" in done.stderr


@pytest.mark.parametrize("length", SIZES)
@pytest.mark.parametrize("as_text", [(), ("-a",)], ids=["bytes", "text"])
def test_we_open_what_it_seals(keys, length, as_text):
    data = os.urandom(length)
    whom = [word for one in keys.public[:2] for word in ("-r", one)]
    made = age(*as_text, *whom, data=data)

    for file in keys.files[:2]:
        assert unsealed(made, file.read_bytes()) == data
    with pytest.raises(Unopened, match="sealed for others"):
        unsealed(made, keys.files[2].read_bytes())


def test_a_report_goes_through_both_and_is_the_same(keys, tmp_path):
    """Sealed here, opened and sealed anew by age, opened and verified here."""
    data = packed(read_bundle(str(KEPT)), Words("en"), bytes(range(32)))
    (tmp_path / "a.age").write_bytes(sealed(data, keys.public[:2]))
    between = age("-d", "-i", keys.files[0], tmp_path / "a.age")
    whom = [word for one in keys.public[:2] for word in ("-r", one)]
    (tmp_path / "b.age").write_bytes(age(*whom, data=between))
    one = opened(str(tmp_path / "b.age"), str(keys.files[1]))

    assert one.data == between == data
    assert one.evidence.device
    assert one.evidence.case == read_bundle(str(KEPT)).case


def test_a_spoilt_one_neither_opens(keys, tmp_path):
    whole = sealed(os.urandom(70_000), keys.public[:2])
    for at in (5, 40, 200, len(whole) // 2, len(whole) - 1):
        bad = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        (tmp_path / "bad.age").write_bytes(bad)
        command = ["/usr/bin/age", "-d", "-i", str(keys.files[0])]
        done = subprocess.run(
            [*command, str(tmp_path / "bad.age")], capture_output=True, timeout=60
        )

        assert done.returncode == 1
        with pytest.raises(Unopened):
            unsealed(bad, keys.files[0].read_bytes())


def test_the_key_file_is_for_its_owner_alone(keys):
    for file in keys.files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
