"""What IT is told of the service."""

import json

import pytest

from agent.case import Case
from agent.check import check
from agent.cli import run as run_cli
from agent.fix import fix
from agent.history import History
from agent.model import Account
from tests.agent.toy import WELL_DRY, Water, WaterControl

PLACE = "/run/blusser/hands.sock"


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM)
def dig_deeper(water: WaterControl):
    water.fill("well")


@check(runs_as=Account.SYSTEM)
def deep_well_has_water(water: Water):
    """The deep well has water."""
    return None


@pytest.fixture
def service(toys, tmp_path, capsys):
    def tell(*words, place=PLACE, rules="", cases=()):
        (tmp_path / "policy.toml").write_text(rules)
        (tmp_path / "policy.toml").chmod(0o644)
        world = toys(checks=(deep_well_has_water,))
        world.__dict__["fixes"] = lambda: (dig_deeper,)
        world.platform.service_place = lambda: place
        (tmp_path / "state").mkdir(exist_ok=True)
        history = History(str(tmp_path / "state"))
        for case in cases:
            history.keep(case, [], 10)
        history.close()
        assert run_cli(["service", "--lang", "en", *words], world) == 0
        return " ".join(capsys.readouterr().out.split())

    return tell


def case(name, trigger):
    return Case(name, "2026-11-02T10:00:00Z", trigger, "", "0.1.0", result="repaired")


def test_where_there_is_none_it_says_so(service):
    told = service(place="")

    assert "There is no service here" in told
    assert "May ask" not in told


def test_it_says_who_may_ask_and_for_what(service):
    told = service()

    assert PLACE in told
    assert "May ask: whoever sits at this PC" in told
    assert f"Repairs that need it: {dig_deeper.id}" in told
    assert f"Checks that need it: {deep_well_has_water.id}" in told


def test_whom_the_rules_name_is_named(service):
    told = service(
        rules='[service]\nusers = ["an"]\ngroups = ["desk"]\nremote_sessions = true\n'
    )

    assert "May ask: an, @desk" in told
    assert "Also from afar" in told


def test_it_shows_what_the_service_did_and_nothing_else(service):
    told = service(cases=[case("1-mine", "cli"), case("2-its", "service")])

    assert "2-its" in told
    assert "1-mine" not in told


def test_a_program_reads_the_same(service):
    told = json.loads(service("--json", cases=[case("2-its", "service")]))

    assert told["listens"] == PLACE
    assert told["repairs"] == [dig_deeper.id]
    assert told["last"] == [{"case": "2-its", "result": "repaired"}]
    assert "finish_half_configured_packages" in told["not_lent"]
