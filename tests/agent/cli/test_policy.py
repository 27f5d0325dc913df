"""What IT does with its rules on the command line."""

import json
import stat
from time import time

import pytest

import agent.cli
from agent.fix import fix
from agent.model import Account
from agent.policy.schema import schema
from agent.policy.signature import KEY_FORM, name_of, read_key, verify
from tests.agent.toy import FIXES, WELL_DRY, WaterControl

GOOD = "support = 'Call 4242'\n[network]\nnames = []\n"


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM)
def drill(water: WaterControl):
    """Dig deeper, with the rights of root."""


@pytest.fixture
def it(toys, capsys, tmp_path):
    world = toys()

    def go(*argv):
        code = agent.cli.run(["policy", *map(str, argv)], world)
        said = capsys.readouterr()
        return code, said.out, said.err

    go.world, go.file = world, tmp_path / "new.toml"
    go.file.write_text(GOOD)
    return go


def test_a_file_that_is_right_is_said_to_be(it):
    assert it("check", it.file) == (0, f"{it.file} is right.\n", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep_cases = 0", "line 1, key keep_cases"),
        ("[fixes]\nnever = ['x']", "there is no repair 'x'"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_wrong_is_exit_code_2_and_one_sentence(it, text, said):
    it.file.unlink() if text is None else it.file.write_text(text)
    code, out, err = it("check", it.file)

    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_without_a_file_the_installed_ones_are_checked(it, tmp_path):
    assert "no rules" in it("check")[1]
    installed = tmp_path / "policy.toml"
    installed.write_text(GOOD)
    assert it("check") == (0, f"{installed} is right.\n", "")
    installed.write_text("[disk")
    code, out, err = it("check")

    assert (code, out) == (2, "")
    assert "The last good one stays in force." in err
    (told,) = it.world.platform.entries
    assert dict(told)["BLUSSER_WARNING"] in err


def test_of_rules_that_never_were_right_the_journal_hears_too(it, tmp_path):
    (tmp_path / "policy.toml").write_text("[disk")
    code, _, err = it("check")
    (told,) = it.world.platform.entries

    assert code == 2
    assert dict(told)["BLUSSER_WARNING"] in err


def test_what_applies_is_shown_with_what_is_not_as_built_in(it, tmp_path):
    (tmp_path / "policy.toml").write_text(GOOD)
    code, out, _ = it("show")
    told = json.loads(it("show", "--json")[1])

    assert code == 0
    assert f"Rules: {tmp_path}/policy.toml" in out
    assert 'support = "Call 4242"' in out
    assert "keep_cases" not in out
    assert told["changed"] == {"support": "Call 4242", "network.names": []}
    assert told["policy"]["keep_cases"] == 200


def test_the_schema_is_printed(it):
    assert json.loads(it("schema")[1]) == schema()


def test_a_key_is_made_of_two_halves_and_the_secret_one_is_its_owners(it, tmp_path):
    code, out, _ = it("key", tmp_path / "it")

    assert code == 0
    assert f"{tmp_path}/it.pub" in out
    assert str(tmp_path / "keys") in out
    assert KEY_FORM.fullmatch((tmp_path / "it.pub").read_bytes())
    assert stat.S_IMODE((tmp_path / "it").stat().st_mode) == 0o600
    assert it("key", tmp_path / "it")[0] == 2
    assert it("key")[0] == 2


def test_what_is_signed_is_what_a_pc_believes_and_versions_rise(it, tmp_path):
    it("key", tmp_path / "it")
    public = read_key((tmp_path / "it.pub").read_bytes())
    sig = tmp_path / "new.toml.sig"
    seals = []
    for more in ((), (), ("--number", "40", "--days", "2")):
        assert it("sign", it.file, "--key", tmp_path / "it", *more)[0] == 0
        keys = {name_of(public): public}
        seals.append(verify(GOOD.encode(), sig.read_bytes(), keys))

    assert [seal.version for seal in seals] == [1, 2, 40]
    assert 2 * 86_400 - 60 < seals[2].expires - time() <= 2 * 86_400


def test_a_version_below_the_last_one_is_not_signed_for_no_pc_would_take_it(
    it, tmp_path
):
    it("key", tmp_path / "it")
    it("sign", it.file, "--key", tmp_path / "it", "--number", "12")
    before = (tmp_path / "new.toml.sig").read_bytes()
    code, _, err = it("sign", it.file, "--key", tmp_path / "it", "--number", "3")

    assert code == 2
    assert "version 12" in err
    assert (tmp_path / "new.toml.sig").read_bytes() == before


def test_a_signed_policy_is_shown_with_who_signed_it(it, tmp_path):
    it("key", tmp_path / "it")
    (tmp_path / "policy.toml").write_text(GOOD)
    it("sign", tmp_path / "policy.toml", "--key", tmp_path / "it")
    (tmp_path / "keys").mkdir()
    (tmp_path / "it.pub").rename(tmp_path / "keys" / "it.pub")

    assert "Signed: " in it("show")[1]
    assert "version 1, key " in it("show")[1]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--key", "it.pub"), "is no secret key"),
        (("--key", "none"), "cannot be read"),
        ((), "--key FILE"),
        (("--key", "it", "--days", "0"), "--days"),
        (("--key", "it", "--number", "-1"), "--number"),
    ],
)
def test_what_cannot_be_signed_is_said_and_nothing_is_written(it, tmp_path, argv, said):
    it("key", tmp_path / "it")
    argv = [tmp_path / one if one.startswith(("it", "no")) else one for one in argv]
    code, _, err = it("sign", it.file, *argv)

    assert code == 2
    assert said in err
    assert not (tmp_path / "new.toml.sig").exists()


def test_a_pc_whose_clock_is_half_an_hour_behind_takes_what_was_just_signed(
    it, tmp_path
):
    it("key", tmp_path / "it")
    it("sign", it.file, "--key", tmp_path / "it")
    public = read_key((tmp_path / "it.pub").read_bytes())
    signature = (tmp_path / "new.toml.sig").read_bytes()
    seal = verify(it.file.read_bytes(), signature, {name_of(public): public})

    assert seal.objection(time() - 1800) == ""
    assert seal.objection(time() - 7200) != ""


def test_a_wrong_policy_is_not_signed(it, tmp_path):
    it("key", tmp_path / "it")
    it.file.write_text("keep_cases = 0")

    assert it("sign", it.file, "--key", tmp_path / "it")[0] == 2
    assert not (tmp_path / "new.toml.sig").exists()


def test_rules_that_have_lapsed_give_no_rights_of_root(it, tmp_path):
    from agent.policy.places import InForce
    from agent.value import replace

    world = replace(it.world, fixes=lambda: (*FIXES, drill))
    it("key", tmp_path / "it")
    (tmp_path / "policy.toml").write_text("[fixes]\nnever = ['fill_tap']\n")
    it("sign", tmp_path / "policy.toml", "--key", tmp_path / "it")
    (tmp_path / "keys").mkdir()
    (tmp_path / "it.pub").rename(tmp_path / "keys" / "it.pub")
    rules = world.rules("")
    assert isinstance(rules, InForce)
    assert rules.policy.fixes.never == ("fill_tap",)
    lapse(tmp_path)
    rules = world.rules("")

    assert rules.lapsed
    assert rules.policy.fixes.never == ("drill", "fill_tap")


def lapse(folder):
    """Sign for no longer than now, on the PC and in its copy."""
    from agent.policy.kept import Good, Kept
    from agent.policy.signature import SECRET_FORM, sign

    raw = (folder / "policy.toml").read_bytes()
    secret = read_key((folder / "it").read_bytes(), SECRET_FORM)
    signature = sign(raw, secret, 1, 1_000_000_000, 1_000_000_001)
    (folder / "policy.toml.sig").write_bytes(signature)

    def read(path, most):
        with open(path, "rb") as file:
            return file.read(most)

    Kept(str(folder / "kept"), read).keep("policy.toml", Good(raw, signature), 0o644)
