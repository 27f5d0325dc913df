"""``blusser open`` and ``replay`` on IT's computer: whole and shown, or one sentence."""

import json
import os
import stat
from pathlib import Path

import pytest
from pyrage import x25519

import agent.cli
from agent.bundle.device import device_key
from agent.bundle.opening import opened
from agent.bundle.pack import packed
from agent.bundle.seal import sealed
from agent.bundle.signature import fingerprint
from agent.bundle.unpack import read_bundle
from agent.value import replace
from agent.words import Words
from tests.agent.bundle.test_unpack import members
from tests.agent.cli.test_replay import KEPT, blusser
from tests.agent.toy import Tanks

DAY, SAFE = (x25519.Identity.generate() for _ in range(2))
BOTH = [str(one.to_public()) for one in (DAY, SAFE)]


@pytest.fixture
def it(toys, capsys, tmp_path):
    """What IT has: a sealed report, its key, and a folder of its own."""
    (tmp_path / "day.txt").write_text(f"# on call\n{DAY}\n")
    (tmp_path / "work").mkdir()
    agent.cli.run(["check"], toys(Tanks(well=0)))
    agent.cli.run(["bundle", "--output", f"{tmp_path}/b.zip"], toys())
    capsys.readouterr()
    plain = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip.age").write_bytes(sealed(plain, BOTH))

    def go(command, name, *words, key="day.txt"):
        identity = ["--identity", f"{tmp_path}/{key}"] if key else []
        argv = [command, f"{tmp_path}/{name}", *identity, *map(str, words)]
        code = agent.cli.run(argv, toys())
        said = capsys.readouterr()
        return code, said.out, said.err

    go.plain, go.folder = plain, tmp_path
    return go


def put(it, name, data):
    (it.folder / name).write_bytes(data)
    return name


def test_it_says_whose_it_is_what_was_found_and_how_large_it_was(it):
    code, out, err = it("open", "b.zip.age")
    device = fingerprint(opened(f"{it.folder}/b.zip").evidence.device)
    told = " ".join(out.split())

    assert (code, err) == (0, "")
    assert "was sealed, is whole, and was changed nowhere" in told
    assert f"Signed by the PC with the key {device}" in told
    assert read_bundle(f"{it.folder}/b.zip").case.id in told
    assert "(well-dry)" in told
    assert "kB" in told


def test_for_programs_it_is_one_object(it):
    said = json.loads(it("open", "b.zip.age", "--json")[1])
    case = read_bundle(f"{it.folder}/b.zip").case

    assert said == {
        "schema": 1,
        "bundle": f"{it.folder}/b.zip.age",
        "sealed": True,
        "device": said["device"],
        "case": case.id,
        "started": case.started,
        "causes": ["well-dry"],
        "bytes": len(it.plain),
        "output": "",
    }
    assert len(said["device"]) == 32


def test_the_device_is_the_one_whose_key_lies_there(it):
    from agent.bundle.signature import signed, signer

    secret = device_key(f"{it.folder}/state")
    key = signer(b"x", signed(b"x", secret))

    assert json.loads(it("open", "b.zip", "--json")[1])["device"] == fingerprint(key)


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_one_that_is_not_sealed_or_not_signed_opens_and_that_is_said(it, language):
    unsigned = packed(
        replace(read_bundle(f"{it.folder}/b.zip"), device=""), Words("en")
    )
    put(it, "u.zip", unsigned)
    words = Words(language)
    code, out, err = it("open", "u.zip", "--lang", language, key="")

    assert (code, err) == (0, "")
    assert words.phrase("open-unsigned") in out
    assert words.phrase("open-unsealed-whole", path=f"{it.folder}/u.zip") in out
    assert json.loads(it("open", "u.zip", "--json")[1])["device"] == ""


@pytest.mark.parametrize("name", ["disk-cured", "disk-left", "network-names"])
def test_old_reports_open_and_are_shown_as_not_signed(tmp_path, name):
    code, out, err = blusser("open", KEPT / f"{name}.zip", cwd=tmp_path)

    assert (code, err) == (0, "")
    assert "Not signed: nothing shows which PC it is from." in out
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["disk-cured", "disk-left", "network-names"])
def test_a_sealed_one_replays_as_it_does_when_it_is_not(tmp_path, name):
    path, key = tmp_path / "b.zip.age", tmp_path / "key"
    path.write_bytes(sealed((KEPT / f"{name}.zip").read_bytes(), BOTH))
    key.write_text(str(SAFE))
    words = ("--json", "--identity", key)
    ended, out, err = blusser("replay", path, *words, cwd=tmp_path)
    plain = blusser("replay", KEPT / f"{name}.zip", "--json", cwd=tmp_path)

    assert (ended, err) == (plain[0], "")
    one, two = json.loads(out), json.loads(plain[1])
    for step in (*one["steps"], *two["steps"]):
        step["seconds"] = 0
    assert one.pop("escalation") != two.pop("escalation")
    assert one == two
    assert sorted(os.listdir(tmp_path)) == ["b.zip.age", "key"]


def test_what_was_in_it_is_written_where_it_is_asked_for(it):
    place = it.folder / "work" / "b.zip"
    said = json.loads(it("open", "b.zip.age", "--json", "--output", place)[1])

    assert said["output"] == str(place)
    assert place.read_bytes() == it.plain
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert read_bundle(str(place)).device


def test_the_page_is_written_in_the_language_of_whoever_reads_it(it):
    english, french = (it.folder / "work" / f"{n}.html" for n in ("en", "fr"))
    assert it("open", "b.zip.age", "--output", english)[0] == 0
    code, out, _ = it("open", "b.zip.age", "--output", french, "--lang", "fr")

    assert english.read_bytes() == members(it.plain)["report.html"]
    assert '<html lang="fr">' in french.read_text()
    assert f"Écrit dans {french}" in " ".join(out.split())


def test_the_page_is_never_the_one_that_somebody_sent(it):
    """A page of a stranger would run in the browser of IT; ours is made anew."""
    from hashlib import sha256

    from agent.bundle.pack import _zipped
    from agent.bundle.signature import signed

    evil = b"<script>alert(1)</script>"
    parts = members(it.plain) | {"report.html": evil}
    manifest = json.loads(parts["manifest.json"])
    manifest["members"]["report.html"] = sha256(evil).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    parts["signature.txt"] = signed(parts["manifest.json"], bytes(32))
    put(it, "evil.zip", _zipped(parts))
    page = it.folder / "work" / "p.html"

    assert it("open", "evil.zip", "--output", page)[0] == 0
    assert b"<script" not in page.read_bytes()


def refused(it, *argv, **how):
    """Run what is wrong: one sentence, exit code 2, nothing written."""
    before = {p: p.read_bytes() for p in it.folder.rglob("*") if p.is_file()}
    code, out, err = it(*argv, **how)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert {p: p.read_bytes() for p in it.folder.rglob("*") if p.is_file()} == before
    return err


@pytest.mark.parametrize("command", ["open", "replay"])
def test_a_sealed_one_without_a_key_is_one_sentence(it, command):
    assert "--identity KEYFILE" in refused(it, command, "b.zip.age", key="")


@pytest.mark.parametrize("command", ["open", "replay"])
def test_the_wrong_key_is_one_sentence(it, command):
    put(it, "other.txt", str(x25519.Identity.generate()).encode())
    put(it, "pub.txt", BOTH[0].encode())

    assert "sealed for others" in refused(it, command, "b.zip.age", key="other.txt")
    assert "no identity file" in refused(it, command, "b.zip.age", key="pub.txt")
    assert "cannot be read" in refused(it, command, "b.zip.age", key="none.txt")


SPOILT = {
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"x",
    "changed": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "empty": lambda data: b"",
    "rubbish": lambda data: os.urandom(len(data)),
    "head alone": lambda data: data[:22],
}


@pytest.mark.parametrize("which", ["b.zip", "b.zip.age"])
@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_one_is_one_sentence_and_nothing_is_written(it, how, which):
    put(it, "bad", SPOILT[how]((it.folder / which).read_bytes()))

    said = refused(it, "open", "bad", "--output", it.folder / "work" / "b.zip")
    assert str(it.folder / "bad") in said


@pytest.mark.parametrize("name", ["none.zip", "work"])
def test_what_is_no_file_is_one_sentence(it, name):
    assert "cannot be read" in refused(it, "open", name)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("work/b.txt", "must end in .zip"),
        ("work", "must end in .zip"),
        ("b.zip", "exists already and stays as it is"),
        ("none/b.zip", "cannot be written: No such file or directory"),
    ],
)
def test_a_wrong_place_is_one_sentence(it, place, why):
    assert why in refused(it, "open", "b.zip.age", "--output", it.folder / place)


def test_a_link_in_its_place_is_not_followed(it):
    link = it.folder / "work" / "b.zip"
    link.symlink_to(it.folder / "nowhere")

    assert "exists already" in refused(it, "open", "b.zip.age", "--output", link)
    assert not (it.folder / "nowhere").exists()


def test_help_names_the_rule(tmp_path):
    for command, said in (
        ("bundle", "where IT named its keys it is sealed for them"),
        ("open", "NAME.zip as it was packed, NAME.html to read"),
        ("replay", "the secret key of age that opens it"),
    ):
        code, out, _ = blusser(command, "--help", cwd=tmp_path)

        assert code == 0
        assert said in " ".join(out.split())
    assert Path(KEPT).is_dir()
