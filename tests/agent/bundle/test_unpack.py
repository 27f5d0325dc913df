"""Bundles come from elsewhere: whatever is not whole and ours is refused, clearly."""

import io
import json
import re
import struct
import zipfile
from hashlib import sha256

import pytest

from agent.bundle import sizes
from agent.bundle.evidence import gather
from agent.bundle.pack import _zipped, packed
from agent.bundle.redact import Redactor
from agent.bundle.unpack import BundleRefused, read_bundle
from agent.trouble import BadInput
from agent.words import Words
from tests.agent.bundle.toys import KNOWN, LISTS, RealHouse, recorded


@pytest.fixture(scope="module")
def good():
    case, askings = recorded(RealHouse({"roof": 0, "wall": 0, "door": 0}))
    evidence = gather(case, askings, {"os": "Toy"}, Redactor(KNOWN), LISTS)
    return packed(evidence, Words("en"))


@pytest.fixture
def refused(tmp_path):
    def read(data):
        path = tmp_path / "b.zip"
        path.write_bytes(data)
        with pytest.raises(BundleRefused) as trouble:
            read_bundle(str(path))
        said = str(trouble.value)
        assert str(path) in said
        assert said.count("\n") == 0
        assert len(said) < 600
        return said

    return read


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(data, seal=True, **changed):
    """Change members, as somebody would who knows how a bundle is sealed."""
    parts = members(data) | {f"{n.replace('_', '.')}": d for n, d in changed.items()}
    if seal and "manifest_json" not in changed:
        manifest = json.loads(parts["manifest.json"])
        for name in manifest["members"]:
            manifest["members"][name] = sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()
    return _zipped(parts)


def test_it_is_bad_input():
    assert issubclass(BundleRefused, BadInput)


def test_a_good_one_is_read(good, tmp_path):
    (tmp_path / "b.zip").write_bytes(good)

    assert read_bundle(str(tmp_path / "b.zip")).case.causes
    (tmp_path / "b.zip").write_bytes(rebuilt(good))
    assert read_bundle(str(tmp_path / "b.zip")).case.causes


@pytest.mark.parametrize("name", ["none.zip", ""])
def test_what_cannot_be_opened_is_named(tmp_path, name):
    with pytest.raises(
        BundleRefused, match=r"cannot be read: .*; name a report of Blusser\."
    ):
        read_bundle(str(tmp_path / name))


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" * 9, b"\0" * 70_000])
def test_what_is_no_zip_is_refused(refused, data):
    assert "it is no zip file" in refused(data)


def test_cut_anywhere_it_is_refused(good, refused):
    for end in range(1, len(good), 97):
        refused(good[:end])
    refused(good[:-1])


def test_with_any_byte_turned_it_is_refused_or_the_same(good, tmp_path):
    path = tmp_path / "b.zip"
    path.write_bytes(good)
    whole = read_bundle(str(path))
    for at in range(0, len(good), 23):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        try:
            assert read_bundle(str(path)) == whole, at
        except BundleRefused:
            pass


@pytest.mark.parametrize("around", [(b"", b"x"), (b"x", b""), (b"", b"\0" * 1000)])
def test_nothing_may_lie_before_or_behind(good, refused, around):
    before, behind = around

    refused(before + good + behind)


def test_a_comment_is_refused(good, refused):
    file = io.BytesIO(good)
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = b"hello"

    refused(file.getvalue())


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "x.txt", "report.html/", "C:\\x"]
)
def test_a_foreign_member_is_refused_and_nothing_is_written(good, refused, name):
    assert "it must hold just" in refused(_zipped(members(good) | {name: b"x"}))


def test_a_member_that_is_missing_or_there_twice_is_refused(good, refused):
    parts = members(good)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning):
        for name in (*parts, "case.json"):
            archive.writestr(name, parts[name])
    del parts["report.html"]

    assert "it must hold just" in refused(_zipped(parts))
    assert "it must hold just" in refused(file.getvalue())


def test_a_bomb_is_refused_before_it_goes_off(good, refused):
    bomb = rebuilt(good, report_html=b"\0" * 200_000_000)

    assert len(bomb) < sizes.LIMIT
    assert "report.html is larger than it may be" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(good, refused):
    bomb = bytearray(rebuilt(good, report_html=b"\0" * 200_000_000))
    size, small = struct.pack("<L", 200_000_000), struct.pack("<L", 100)

    refused(bytes(bomb.replace(size, small)))


def test_a_huge_file_is_refused_after_half_a_megabyte(refused):
    assert "larger than" in refused(b"PK" + b"\0" * 3_000_000)


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(good, refused, kind):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, data in members(good).items():
            archive.writestr(zipfile.ZipInfo(name), data, kind)

    assert "does not use" in refused(file.getvalue())


def test_a_locked_one_is_refused(good, refused):
    locked = bytearray(good)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = locked.find(mark)
        while found >= 0:
            locked[found + at] |= 1
            found = locked.find(mark, found + 4)

    refused(bytes(locked))


@pytest.mark.parametrize("schema", [0, 2, "1", None, [1]])
def test_another_form_is_refused_by_its_number(good, refused, schema):
    manifest = json.loads(members(good)["manifest.json"]) | {"schema": schema}

    said = refused(rebuilt(good, manifest_json=json.dumps(manifest).encode()))

    assert f"of form {schema!r}, and this Blusser reads form 1" in said


def test_a_member_that_was_changed_is_named(good, refused):
    said = refused(rebuilt(good, seal=False, case_json=b"{}"))

    assert "case.json was changed after it was made" in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"id":' * 20_000,
        b"1" * 60_000,
        b"NaN",
        b'{"id": "a", "id": "b"}',
    ],
    ids=repr,
)
@pytest.mark.parametrize("name", ["case_json", "transcript_json", "manifest_json"])
def test_contents_that_are_no_contents_are_refused(good, refused, name, data):
    if (name, data) == ("transcript_json", b"[]"):
        return

    refused(rebuilt(good, **{name: data[:14_000]}))


@pytest.mark.parametrize(
    ("old", "new"),
    [(rb'^{"id"', b'{"id":"x","id"'), (rb'"seconds":[^,}]+', b'"seconds":NaN')],
)
def test_what_strict_readers_refuse_is_refused(good, refused, old, new):
    case, changed = re.subn(old, new, members(good)["case.json"], count=1)
    assert changed

    assert "damaged" in refused(rebuilt(good, case_json=case))


def test_parts_of_two_runs_are_refused(good, refused):
    case = json.loads(members(good)["case.json"]) | {"id": "20200101-000000-1"}

    assert "different runs" in refused(
        rebuilt(good, case_json=json.dumps(case).encode())
    )


def test_nothing_that_steers_a_terminal_comes_out(good, tmp_path):
    evil = "\x1b]0;owned\x07\x9b31m\u202egnp.exe\ud800"
    case = json.loads(members(good)["case.json"]) | {"trigger": evil}
    (tmp_path / "b.zip").write_bytes(rebuilt(good, case_json=json.dumps(case).encode()))
    read = read_bundle(str(tmp_path / "b.zip")).case.trigger

    assert read == "\ufffd]0;owned\ufffd\ufffd31m\ufffdgnp.exe\ufffd"
