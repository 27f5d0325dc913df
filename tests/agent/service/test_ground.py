"""Nothing starts on ground that somebody else could change."""

import os
import re

import pytest

from agent.service.ground import faults, own_places, stand
from agent.trouble import BadInput
from tests.agent.cli.conftest import Platform

ME = os.geteuid()


@pytest.fixture
def tree(tmp_path):
    """Return an install tree; its parents are the system's and ours."""
    top = tmp_path / "lib" / "blusser"
    (top / "agent" / "__pycache__").mkdir(parents=True)
    (top / "agent" / "main.py").write_text("")
    (top / "agent" / "__pycache__" / "main.pyc").write_text("")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "policy.toml").write_text("")
    for folder, _, files in os.walk(tmp_path):
        os.chmod(folder, 0o755)
        for name in files:
            os.chmod(os.path.join(folder, name), 0o644)
    return tmp_path


def found(tree):
    """Return what is wrong below the tree; what is above it is the test machine's."""
    places = [str(tree / "lib" / "blusser"), str(tree / "etc" / "policy.toml")]
    return [one for one in faults(places, ME) if str(tree) in one]


def test_a_tree_that_is_ours_alone_is_firm(tree):
    assert found(tree) == []


@pytest.mark.parametrize(
    "place",
    [
        "lib",
        "lib/blusser",
        "lib/blusser/agent",
        "lib/blusser/agent/main.py",
        "lib/blusser/agent/__pycache__",
        "lib/blusser/agent/__pycache__/main.pyc",
        "etc",
        "etc/policy.toml",
    ],
)
@pytest.mark.parametrize("bits", [0o002, 0o020])
def test_what_others_may_write_to_is_named(tree, place, bits):
    path = tree / place
    os.chmod(path, path.stat().st_mode | bits)

    assert found(tree) == [f"others than root may write to {path}"]


@pytest.mark.parametrize("place", ["lib", "lib/blusser", "etc/policy.toml"])
def test_a_link_on_the_way_is_named(tree, place):
    path = tree / place
    moved = path.rename(f"{path}-moved")
    path.symlink_to(moved)

    assert found(tree)[0] == f"{path} is a link"


def test_a_link_inside_may_lead_to_what_is_as_firm(tree):
    link = tree / "lib" / "blusser" / "libx.so"
    link.symlink_to(tree / "lib" / "blusser" / "agent" / "main.py")

    assert found(tree) == []


def test_a_link_inside_that_leads_to_what_others_may_change_is_named(tree):
    (outside := tree / "outside").mkdir()
    os.chmod(outside, 0o777)
    (outside / "x.so").write_text("")
    (tree / "lib" / "blusser" / "libx.so").symlink_to(outside / "x.so")

    assert found(tree) == [f"others than root may write to {outside}"]


def test_a_policy_that_is_not_there_counts_by_its_folder(tree):
    (tree / "etc" / "policy.toml").unlink()
    assert found(tree) == []

    os.chmod(tree / "etc", 0o777)
    assert found(tree) == [f"others than root may write to {tree / 'etc'}"]


def test_what_belongs_to_somebody_else_is_named(tree):
    named = list(faults([str(tree / "etc" / "policy.toml")], owner=ME + 1))

    assert f"{tree / 'etc'} belongs to another account than root" in named or any(
        "belongs to another account than root" in one for one in named
    )


def test_the_sentence_names_the_path(tree):
    os.chmod(tree / "etc" / "policy.toml", 0o666)
    first = next(faults([str(tree / "etc" / "policy.toml")], ME))

    with pytest.raises(BadInput, match=re.escape(f"not start: {first}.")) as no:
        stand([str(tree / "etc" / "policy.toml")], ME)
    assert str(no.value).endswith(".")


def test_what_we_run_from_and_believe_is_looked_at(tmp_path):
    rules = Platform(tmp_path)
    places = own_places(rules)
    believed = {*rules.policy_files(), rules.policy_keys(), rules.policy_kept()}

    assert places[0] == os.path.realpath(places[0])
    assert believed <= {*places}
    assert any(os.path.exists(os.path.join(one, "os.py")) for one in places)
