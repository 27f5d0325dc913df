"""A bundle is opened whole, as it was signed, or not at all."""

import json
import os
from hashlib import sha256

import pytest
from pyrage import x25519

from agent.bundle import sizes
from agent.bundle.evidence import gather
from agent.bundle.opening import opened
from agent.bundle.pack import _zipped, packed
from agent.bundle.redact import Redactor
from agent.bundle.seal import sealed
from agent.bundle.signature import signed
from agent.bundle.unpack import BundleRefused, read_bundle
from agent.trouble import BadInput
from agent.value import replace
from agent.words import Words
from tests.agent.bundle.test_unpack import members, rebuilt
from tests.agent.bundle.toys import CHECKS, FIXES, KNOWN, LISTS, RealHouse, recorded

DAY, SAFE = (x25519.Identity.generate() for _ in range(2))
BOTH = [str(one.to_public()) for one in (DAY, SAFE)]
SECRET, OTHER = bytes(range(32)), bytes(32)


def made(secret=SECRET, key=b"", **house):
    case, askings = recorded(RealHouse({"roof": 0, "wall": 0, "door": 0} | house))
    redactor = Redactor(KNOWN, key) if key else Redactor(KNOWN)
    evidence = gather(case, askings, {"os": "Toy"}, redactor, LISTS)
    return packed(evidence, Words("en"), secret)


@pytest.fixture(scope="module")
def good():
    return made()


@pytest.fixture
def put(tmp_path):
    def write(data, name="b.zip"):
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


@pytest.fixture
def refused(put):
    def open_it(data, identity="", kind=BundleRefused):
        path = put(data)
        with pytest.raises(kind) as told:
            opened(path, identity)
        said = str(told.value)
        assert (path in said, said.count("\n"), len(said) < 600) == (True, 0, True)
        return said

    return open_it


def test_it_says_whether_it_was_sealed_and_by_whom_it_is_signed(good, put):
    keys = put(str(SAFE).encode(), "safe.txt")
    plain = opened(put(good))
    whole = opened(put(sealed(good, BOTH), "b.zip.age"), keys)

    assert (plain.sealed, whole.sealed) == (False, True)
    assert plain.data == whole.data == good
    assert plain.evidence == whole.evidence == read_bundle(put(good))
    assert plain.evidence.device == made_by(good)


def made_by(data):
    return members(data)["signature.txt"].split()[5].decode()


def test_one_without_a_signature_is_read_and_has_no_device(put):
    assert opened(put(made(secret=b""))).evidence.device == ""


def test_a_sealed_one_is_not_read_by_who_has_no_key(good, put, refused):
    assert "--identity KEYFILE" in refused(sealed(good, BOTH), kind=BadInput)
    with pytest.raises(BundleRefused, match="is sealed; see «blusser open --help»"):
        read_bundle(put(sealed(good, BOTH)))


def test_a_wrong_key_file_is_named(good, put, refused):
    whole = sealed(good, BOTH)
    other = put(str(x25519.Identity.generate()).encode(), "other.txt")
    none = put(b"# nothing", "none.txt")

    assert f"with {other}: it is sealed for others." in refused(whole, other)
    assert f"with {none}: that file is no identity file" in refused(whole, none)
    for path in ("/nowhere/key", os.path.dirname(none)):
        said = refused_key(put(whole), path)
        assert said.startswith(f"The key file {path} cannot be read: ")


def refused_key(path, identity):
    with pytest.raises(BadInput) as told:
        opened(path, identity)
    return str(told.value)


def test_sealed_or_not_the_same_is_refused(good, put, refused):
    keys = put(str(DAY).encode(), "day.txt")
    for bad in (b"", b"hello", good[:-1], good + b"x", rebuilt(good, case_json=b"{}")):
        assert refused(sealed(bad, BOTH), keys)
    assert "larger than" in refused(sealed(b"PK" + bytes(sizes.LIMIT), BOTH), keys)
    assert "larger than" in refused(b"age-encryption.org/v1\n" + bytes(3_000_000), keys)


def test_sealed_within_sealed_is_no_report(good, put, refused):
    keys = put(str(DAY).encode(), "day.txt")

    assert "no zip file" in refused(sealed(sealed(good, BOTH), BOTH), keys)


@pytest.mark.parametrize(
    "name", ["case.json", "transcript.json", "report.html", "manifest.json"]
)
def test_each_member_that_is_changed_is_refused(good, refused, name):
    parts = members(good)
    for at in range(0, len(parts[name]), 1 + len(parts[name]) // 40):
        turned = bytearray(parts[name])
        turned[at] ^= 0x01
        refused(_zipped(parts | {name: bytes(turned)}))


def test_a_member_changed_with_its_sum_in_the_manifest_is_refused_for_the_signature(
    good, refused
):
    for name in ("case.json", "transcript.json", "report.html"):
        parts = members(good)
        parts[name] = parts[name].replace(b"roof", b"door") + b" "
        manifest = json.loads(parts["manifest.json"])
        manifest["members"][name] = sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest, indent=1).encode()

        assert "its signature does not hold" in refused(_zipped(parts))
    assert "its signature does not hold" in refused(rebuilt(good))


def test_of_two_bundles_the_signatures_cannot_be_swapped(good, refused):
    for other in (made(), made(secret=OTHER)):
        mixed = members(good) | {"signature.txt": members(other)["signature.txt"]}

        assert "its signature does not hold" in refused(_zipped(mixed))


def test_no_byte_of_a_signature_can_be_changed(good, refused):
    parts = members(good)
    for at in range(len(parts["signature.txt"])):
        turned = bytearray(parts["signature.txt"])
        turned[at] ^= 0x01
        refused(_zipped(parts | {"signature.txt": bytes(turned)}))
    for text in (b"", parts["signature.txt"][:-1], parts["signature.txt"] + b"\n"):
        refused(_zipped(parts | {"signature.txt": text}))


def test_who_signs_a_changed_one_anew_is_another_device(good, put):
    parts = members(good)
    parts["signature.txt"] = signed(parts["manifest.json"], OTHER)
    one, two = (opened(put(each)).evidence for each in (good, _zipped(parts)))

    assert one.device != two.device
    assert replace(one, device="") == replace(two, device="")


def test_an_opened_one_replays_to_the_same_diagnosis(good, put):
    from agent.bundle.replay import differences, replay
    from agent.case import CaseFile

    evidence = opened(
        put(sealed(good, BOTH), "b.zip.age"), put(str(DAY).encode(), "day.txt")
    ).evidence
    file = CaseFile("replay", evidence.case.symptom)
    notes = replay(evidence, CHECKS, FIXES, file.hear)

    assert list(notes) == []
    assert list(differences(evidence.case, file.case())) == []
    assert [cause.code for cause in file.case().causes] == [
        cause.code for cause in evidence.case.causes
    ]
