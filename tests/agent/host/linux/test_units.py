"""What systemd's managers say failed, holds others back, or rests for good."""

from fnmatch import fnmatch

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.session import LinuxOwnUnits, LinuxSound
from agent.host.linux.systemd import SERVICE, UNIT
from agent.host.linux.units import NEEDS, TIMER, LinuxUnits
from agent.host.ports.units import Blocker, FailedUnit, TimerState
from tests.agent.host.linux.toybus import ERROR, SILENCE, Refusal, toy_bus

WELL = {
    "LoadState": "loaded",
    "ActiveState": "active",
    "SubState": "running",
    "UnitFileState": "enabled",
    "StartLimitBurst": 5,
    "TriggeredBy": [],
    "Triggers": [],
    "Transient": False,
}
SIMPLE = {"Type": "simple", "Result": "exit-code", "NRestarts": 0, "Restart": "no"}
SIGNS = {str: "s", bool: "b", int: "u", list: "as", tuple: "a(stt)"}
FAILED = {"ActiveState": "failed"}
DEAD = {"ActiveState": "inactive", "SubState": "dead"}


def unit(unit=(), service=(), timer=()):
    no_needs = dict.fromkeys(NEEDS, [])
    return {
        UNIT: WELL | no_needs | dict(unit),
        SERVICE: SIMPLE | dict(service),
        TIMER: {"TimersMonotonic": ()} | dict(timer),
    }


def manager(**units):
    """Answer as systemd would; names are written with ``_`` for ``.``."""
    units = {name.replace("_", "."): one for name, one in units.items()}
    lost = unit({"LoadState": "not-found"} | DEAD)

    def row(name):
        told = units.get(name, lost)[UNIT]
        states = (told[one] for one in ("LoadState", "ActiveState", "SubState"))
        place = f"/unit/{name.replace('.', '_')}"
        return name, "", *states, "", place, 0, "", "/"

    def answers(path, interface, member, body):
        match member:
            case "ListUnitsByPatterns":
                states, patterns = body
                found = [
                    row(name)
                    for name, one in units.items()
                    if one[UNIT]["ActiveState"] in states
                    and any(fnmatch(name, pattern) for pattern in patterns)
                ]
                return "a(ssssssouso)", (found,)
            case "ListUnitsByNames":
                return "a(ssssssouso)", ([row(name) for name in body[0]],)
            case "ListUnitFilesByPatterns":
                on = [
                    (f"/etc/{name}", "enabled")
                    for name, one in units.items()
                    if one[UNIT]["UnitFileState"] in body[0]
                    and fnmatch(name, body[1][0])
                ]
                return "a(ss)", (on,)
            case "LoadUnit":
                return "o", (f"/unit/{body[0].replace('.', '_')}",)
        told = units.get(path.rpartition("/")[2].replace("_", "."))
        if told is None:
            raise Refusal(ERROR + "UnknownObject")
        told = {k: (SIGNS[type(v)], v) for k, v in told[body[0]].items()}
        if member == "GetAll":
            return "a{sv}", (
                {
                    k: ("a(stt)", list(v)) if s == "a(stt)" else (s, v)
                    for k, (s, v) in told.items()
                },
            )
        sign, value = told[body[1]]
        return "v", ((sign, list(value) if sign == "a(stt)" else value),)

    return answers


@pytest.fixture
def ask(tmp_path):
    """Ask a manager one question."""

    def asked(question, *args, **units):
        with toy_bus(tmp_path, manager(**units)) as bus:
            (tmp_path / "calls").write_text("")
            answer = getattr(LinuxUnits(bus.place), question)(*args)
            asked.calls = [name for name, _ in bus.calls]
        (tmp_path / "bus").unlink()
        return answer

    return asked


def test_a_machine_where_nothing_failed_is_asked_one_thing(ask):
    assert ask("failed", a_service=unit()) == ()
    assert ask.calls == ["ListUnitsByPatterns"]


def test_what_failed_is_told_with_how(ask):
    assert ask("failed", a_service=unit(FAILED), b_service=unit()) == (
        FailedUnit("a.service", result="exit-code"),
    )


def test_a_socket_fails_too_and_has_no_service_of_its_own(ask):
    (failed,) = ask("failed", a_socket=unit(FAILED))

    assert (failed.name, failed.once, failed.result) == ("a.socket", False, "")


@pytest.mark.parametrize(
    ("trigger", "timed", "waked"),
    [("a.timer", True, False), ("a.socket", False, True)],
)
def test_what_starts_it_again_counts_while_it_is_up(ask, trigger, timed, waked):
    failed = unit(FAILED | {"TriggeredBy": [trigger]}, {"Type": "oneshot"})
    up = {trigger.replace(".", "_"): unit()}
    down = {trigger.replace(".", "_"): unit(DEAD)}

    (one,) = ask("failed", a_service=failed, **up)
    assert (one.once, one.timed, one.waked) == (True, timed, waked)
    assert one.start == "when-needed"
    (one,) = ask("failed", a_service=failed, **down)
    assert (one.timed, one.waked, one.start) == (False, False, "at-boot")


def test_what_wakes_only_what_somebody_locked_is_locked_as_well(ask):
    failed = unit(FAILED | {"Triggers": ["a.service"]})
    locked = unit({"LoadState": "masked"} | DEAD)

    (one,) = ask("failed", a_path=failed, a_service=locked)
    assert one.start == "forbidden"
    (one,) = ask("failed", a_path=failed, a_service=unit(DEAD))
    assert one.start == "at-boot"


def test_what_somebody_ran_by_hand_is_left_out(ask):
    assert ask("failed", run_service=unit(FAILED | {"Transient": True})) == ()


def test_what_is_gone_meanwhile_did_not_fail(tmp_path):
    answers = manager(a_service=unit(FAILED))

    def gone(path, interface, member, body):
        if member == "GetAll":
            raise Refusal(ERROR + "UnknownObject")
        return answers(path, interface, member, body)

    with toy_bus(tmp_path, gone) as bus:
        assert LinuxUnits(bus.place).failed() == ()


def needs(*names, how="Requires", **more):
    return unit(DEAD | {how: list(names)} | more)


@pytest.mark.parametrize("how", NEEDS)
def test_what_failed_keeps_down_what_needs_it(ask, how):
    units = {"a_service": needs("b.service", how=how), "b_service": unit(FAILED)}

    assert ask("blockers", "a", **units) == (
        Blocker("b.service", "failed", "exit-code"),
    )


def test_what_is_locked_or_missing_keeps_down_what_needs_it(ask):
    locked = unit({"LoadState": "masked"} | DEAD)
    found = ask("blockers", "a", a_service=needs("b.mount", "c.mount"), b_mount=locked)

    assert found == (Blocker("b.mount", "forbidden"), Blocker("c.mount", "missing"))


def test_what_runs_or_only_rests_keeps_nothing_down(ask):
    units = {"b_service": unit(), "c_service": unit(DEAD)}

    assert (
        ask("blockers", "a", a_service=needs("b.service", "c.service"), **units) == ()
    )


def test_of_a_chain_the_deepest_comes_first_and_a_ring_ends(ask):
    ring = {"Requires": ["a.service", "c.service"]}
    found = ask(
        "blockers",
        "a.service",
        a_service=needs("b.service"),
        b_service=unit(FAILED | ring),
        c_service=unit(FAILED),
    )

    assert [one.name for one in found] == ["c.service", "b.service"]


WANTED = {"WantedBy": ["timers.target"], "RequiredBy": []}


def timers(ask, *names, target=(), **units):
    found = ask("timers", names, timers_target=unit(target), **units)
    return {one.name: one.state for one in found if isinstance(one, TimerState)}


def test_timers_that_wait_take_two_questions(ask):
    waits = unit({"SubState": "waiting"})

    assert timers(ask, a_timer=waits, b_timer=waits) == dict.fromkeys(
        ("a.timer", "b.timer"), "waiting"
    )
    assert len(ask.calls) == 2


def test_templates_and_timers_that_are_off_are_not_asked_for(ask):
    off = unit({"UnitFileState": "disabled"} | DEAD)

    assert timers(ask, **{"a@_timer": unit(), "b_timer": off}) == {}


def test_a_named_timer_is_told_of_whatever_it_is(ask):
    off = unit({"UnitFileState": "disabled"} | DEAD)

    assert timers(ask, "b.timer", "c.timer", b_timer=off) == {
        "b.timer": "off",
        "c.timer": "missing",
    }


def test_one_that_is_switched_on_and_down_is_stopped_where_it_is_wanted_now(ask):
    down = unit(DEAD | WANTED)

    assert timers(ask, a_timer=down) == {"a.timer": "stopped"}
    assert timers(ask, a_timer=down, target=DEAD) == {}
    assert timers(ask, a_timer=unit(FAILED | WANTED)) == {"a.timer": "failed"}


@pytest.mark.parametrize(("tried", "told"), [(1, {}), (0, {"a.timer": "stopped"})])
def test_one_not_meant_for_this_machine_is_not_told_of(ask, tried, told):
    not_here = {"ConditionTimestampMonotonic": tried, "ConditionResult": False}

    assert timers(ask, a_timer=unit(DEAD | WANTED | not_here)) == told


@pytest.mark.parametrize(
    ("base", "state"),
    [("OnUnitActiveUSec", "ended"), ("OnBootUSec", "waiting")],
)
def test_one_that_is_over_for_good_is_told_from_one_that_was_for_once(ask, base, state):
    over = unit({"SubState": "elapsed"}, timer={"TimersMonotonic": ((base, 1, 0),)})

    assert timers(ask, a_timer=over) == {"a.timer": state}


def test_our_own_session_is_asked_on_its_own_bus(tmp_path):
    with toy_bus(tmp_path, manager(a_service=unit(FAILED))) as bus:
        (failed,) = LinuxOwnUnits(bus.place).failed()

    assert failed.name == "a.service"


def test_a_manager_that_is_silent_is_trouble(tmp_path):
    with (
        toy_bus(tmp_path, lambda *_: SILENCE) as bus,
        pytest.raises(HostError, match="in time"),
    ):
        LinuxUnits(bus.place).failed()


def test_cards_are_counted_by_their_devices(tmp_path):
    for name in ("controlC0", "controlC1", "pcmC0D0p", "timer"):
        (tmp_path / name).touch()

    assert LinuxSound("", str(tmp_path)).cards() == 2
    assert LinuxSound("", str(tmp_path / "nowhere")).cards() == 0


def test_without_a_session_bus_there_is_no_session(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    with pytest.raises(PartMissing):
        LinuxOwnUnits()
