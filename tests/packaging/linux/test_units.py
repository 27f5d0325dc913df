"""The units: written from the table, one for all that needs one, and tight."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from agent.model import Account
from agent.service.acting import judges
from agent.service.offer import NOT_LENT, offer_of
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "packaging" / "linux"
TABLE = tomllib.loads((FOLDER / "rights.toml").read_text())
SERVICES = sorted(FOLDER.glob("*.service"))
LOOSEST = {"blusser-broker": 10, "blusser-fix": 30, "blusser-ask": 30}
"""Tenths, by how the name begins; what runs without the system's rights: 10."""


def units():
    made = {"__name__": "units", "__file__": str(FOLDER / "units.py")}
    exec((FOLDER / "units.py").read_text(), made)
    return made["units"](TABLE)


def exposure(path):
    """Return whether a unit is within its limit, by systemd's own measure."""
    kind = next((k for k in LOOSEST if path.name.startswith(k)), "")
    most = LOOSEST.get(kind, 10)
    words = ("security", "--no-pager", "--offline=true", f"--threshold={most}")
    return subprocess.run(
        ["systemd-analyze", *words, path], capture_output=True, text=True
    )


def test_the_units_are_those_of_the_table():
    """Write them with ``python packaging/linux/units.py``."""
    made = units()
    ours = [*FOLDER.glob("blusser-*@.service"), *FOLDER.glob("blusser-broker.*")]
    ours += FOLDER.glob("blusser-resume.*")

    assert {path.name: path.read_text() for path in ours} == made


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_no_start_of_a_pc_waits_for_a_network_because_of_us(path):
    """``After`` orders, ``Wants`` would have it waited for, on PCs that are offline."""
    asks = [one for one in path.read_text().splitlines() if "network-online" in one]

    assert all(one.startswith("After=") for one in asks)


def test_all_that_is_lent_has_a_unit_and_nothing_else():
    lent = offer_of(CHECKS, FIXES)

    assert set(TABLE["fix"]) == lent.fixes, "a line in rights.toml, then run units.py"
    assert set(TABLE["ask"]) == lent.checks, "a line in rights.toml, then run units.py"


def test_what_is_not_lent_says_why():
    mighty = {one.id for one in FIXES if one.runs_as is Account.SYSTEM}

    assert set(NOT_LENT) <= mighty
    assert all(NOT_LENT.values())


def test_a_check_sees_in_a_unit_what_it_sees_outside():
    """Without a network, or a home, it would find one broken, and explain all by it."""
    lent = [one for one in FIXES if one.id in TABLE["fix"]]
    asked = {one.id: {c.family for c in judges(one, CHECKS)} for one in lent}
    rights = TABLE["fix"]

    assert [
        n for n in asked if "network" in asked[n] and not rights[n].get("network")
    ] == []
    assert [n for n in asked if "disk" in asked[n] and not rights[n].get("homes")] == []


@pytest.mark.parametrize("kind", ["fix", "ask"])
def test_every_right_says_what_it_is_for(kind):
    for name, rights in TABLE[kind].items():
        assert rights["why"], name
        assert all(rights.get("capabilities", {}).values()), name
        assert all(rights.get("writes", {}).values()), name


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_unit_is_as_tight_as_it_must_be(path):
    done = exposure(path)

    assert done.returncode == 0, done.stdout


def test_the_service_itself_has_no_capability_and_no_network():
    text = (FOLDER / "blusser-broker.service").read_text().splitlines()

    assert "CapabilityBoundingSet=" in text
    assert "PrivateNetwork=yes" in text
    assert "RestrictAddressFamilies=AF_UNIX" in text
    assert "NoNewPrivileges=yes" in text


def test_a_unit_that_is_too_loose_is_noticed(tmp_path):
    for name in ("blusser-broker.service", "blusser-fix-flush_resolver_cache@.service"):
        tight = (FOLDER / name).read_text()
        loose = [
            line
            for line in tight.splitlines()
            if not line.startswith(("Protect", "Private", "Restrict", "SystemCall"))
        ]
        planted = tmp_path / name
        planted.write_text("\n".join(loose) + "\n")

        assert exposure(planted).returncode != 0
