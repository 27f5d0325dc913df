"""Services as systemd's manager tells about them."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.systemd import (
    MANAGER,
    SERVICE,
    UNIT,
    LinuxServiceControl,
    LinuxServices,
    service_of,
    unit_of,
)
from agent.host.ports.services import Service
from tests.agent.host.linux.toybus import ERROR, Refusal, signal, toy_bus

RUNS = {
    "LoadState": "loaded",
    "UnitFileState": "enabled",
    "ActiveState": "active",
    "SubState": "running",
    "ActiveEnterTimestampMonotonic": 60_000_000,
    "ConditionTimestampMonotonic": 59_000_000,
    "ConditionResult": True,
    "StartLimitBurst": 5,
}
SIMPLE = {"Type": "simple", "Result": "success", "NRestarts": 0, "Restart": "no"}


def seen(unit=(), service=(), *, triggered=False):
    told = RUNS | dict(unit), SIMPLE | dict(service)
    return service_of("a.service", *told, 100.0, triggered=triggered)


def test_a_service_that_runs():
    assert seen() == Service("a.service", steady=40.0, result="success")


@pytest.mark.parametrize(
    ("active", "sub", "state"),
    [
        ("reloading", "reload", "running"),
        ("active", "exited", "finished"),
        ("activating", "start-pre", "starting"),
        ("activating", "auto-restart", "restarting"),
        ("activating", "auto-restart-queued", "restarting"),
        ("deactivating", "stop-sigterm", "stopping"),
        ("failed", "failed", "failed"),
        ("inactive", "dead", "stopped"),
    ],
)
def test_states_are_told_apart(active, sub, state):
    assert seen({"ActiveState": active, "SubState": sub}).state == state


@pytest.mark.parametrize(
    ("load", "file", "triggered", "start"),
    [
        ("loaded", "enabled", False, "at-boot"),
        ("loaded", "enabled-runtime", False, "at-boot"),
        ("loaded", "generated", False, "at-boot"),
        ("loaded", "enabled", True, "when-needed"),
        ("loaded", "static", False, "when-needed"),
        ("loaded", "indirect", False, "when-needed"),
        ("loaded", "transient", False, "when-needed"),
        ("loaded", "", False, "when-needed"),
        ("loaded", "disabled", False, "disabled"),
        ("loaded", "disabled", True, "when-needed"),
        ("masked", "masked", False, "forbidden"),
        ("masked", "", True, "forbidden"),
        ("loaded", "masked-runtime", False, "forbidden"),
    ],
)
def test_who_starts_it_is_told_apart(load, file, triggered, start):
    unit = {"LoadState": load, "UnitFileState": file}

    assert seen(unit, triggered=triggered).start == start


DEAD = {"ActiveState": "inactive", "SubState": "dead"}


def test_a_task_that_ended_well_is_finished():
    assert seen(DEAD, {"Type": "oneshot"}).state == "finished"


def test_a_service_that_ended_well_all_the_same_is_stopped():
    assert seen(DEAD).state == "stopped"


def test_a_service_not_meant_for_this_machine_has_nothing_to_do():
    assert seen(DEAD | {"ConditionResult": False}).state == "finished"


def test_a_condition_that_was_never_looked_at_excuses_nothing():
    never = {"ConditionResult": False, "ConditionTimestampMonotonic": 0}

    assert seen(DEAD | never).state == "stopped"


FAILED = {"ActiveState": "failed", "SubState": "failed"}


def test_the_start_limit_is_seen_in_the_result():
    assert seen(FAILED, {"Result": "start-limit-hit"}).gave_up


def test_the_start_limit_is_seen_though_the_result_keeps_the_failure():
    often = {"Result": "exit-code", "NRestarts": 5, "Restart": "on-failure"}

    assert seen(FAILED, often).gave_up
    assert not seen(FAILED, often | {"NRestarts": 4}).gave_up
    assert not seen(FAILED | {"StartLimitBurst": 0}, often).gave_up


def test_a_service_that_failed_once_was_not_given_up():
    assert not seen(FAILED, {"Result": "exit-code"}).gave_up


def test_what_is_down_is_not_steady():
    assert seen(FAILED).steady == 0.0


def test_a_name_without_an_ending_is_a_service():
    assert unit_of("cups") == "cups.service"
    assert unit_of("cups.socket") == "cups.socket"
    assert unit_of("org.example.guard") == "org.example.guard.service"


def variants(properties):
    signs = {str: "s", bool: "b", int: "t", list: "as"}
    return {name: (signs[type(v)], v) for name, v in properties.items()}


def manager(units):
    """Answer as systemd would; ``units`` holds properties by unit and interface."""

    def answers(path, interface, member, body):
        if member == "LoadUnit":
            if "!" in body[0]:
                raise Refusal(ERROR + "InvalidArgs")
            known = list(units)
            at = known.index(body[0]) if body[0] in known else len(known)
            return "o", (f"/unit/{at}",)
        if member == "ListUnitsByPatterns":
            rows = [
                (
                    n,
                    "",
                    "loaded",
                    u[UNIT]["ActiveState"],
                    "",
                    "",
                    f"/unit/{at}",
                    0,
                    "",
                    "/",
                )
                for at, (n, u) in enumerate(units.items())
            ]
            return "a(ssssssouso)", (rows,)
        at = int(path.rpartition("/")[2])
        absent = {UNIT: {"LoadState": "not-found"}, SERVICE: {}}
        unit = [*units.values(), absent][at]
        if member == "GetAll":
            return "a{sv}", (variants(unit[body[0]]),)
        return "v", (variants(unit[body[0]])[body[1]],)

    return answers


QUIET = {UNIT: RUNS, SERVICE: SIMPLE | {"StandardInput": "null"}}


def unit(unit=(), service=()):
    return {UNIT: QUIET[UNIT] | dict(unit), SERVICE: QUIET[SERVICE] | dict(service)}


def test_named_services_are_those_that_are_here(tmp_path):
    units = {"a.service": unit(), "b.service": unit(FAILED)}
    with toy_bus(tmp_path, manager(units)) as bus:
        found = LinuxServices(bus.place).named(("a", "b.service", "c", "no!"))

    assert [(one.name, one.state) for one in found] == [
        ("a", "running"),
        ("b.service", "failed"),
    ]


@pytest.mark.parametrize(
    ("socket", "start"), [("active", "when-needed"), ("inactive", "at-boot")]
)
def test_a_trigger_counts_while_it_is_up(tmp_path, socket, start):
    units = {
        "a.service": unit({"TriggeredBy": ["a.socket"]}),
        "a.socket": unit({"ActiveState": socket}),
    }
    with toy_bus(tmp_path, manager(units)) as bus:
        (found,) = LinuxServices(bus.place).named(("a.service",))

    assert found.start == start


def test_only_what_restarted_or_was_given_up_is_unsteady_the_worst_first(tmp_path):
    restarts = {"Restart": "always", "NRestarts": 3}
    units = {
        "well.service": unit(),
        "failed.service": unit(FAILED, {"Result": "signal"}),
        "some.service": unit({}, restarts),
        "more.service": unit({}, restarts | {"NRestarts": 4}),
        "given-up.service": unit(FAILED, {"Result": "start-limit-hit"}),
        "getty@tty1.service": unit({}, restarts | {"StandardInput": "tty"}),
    }
    with toy_bus(tmp_path, manager(units)) as bus:
        found = LinuxServices(bus.place).unsteady()

    assert [one.name for one in found] == [
        "more.service",
        "some.service",
        "given-up.service",
    ]


def test_without_systemd_on_the_bus_the_part_is_missing(tmp_path):
    def nobody(*asked):
        raise Refusal(ERROR + "ServiceUnknown")

    with toy_bus(tmp_path, nobody) as bus, pytest.raises(PartMissing):
        LinuxServices(bus.place).unsteady()


def test_starting_waits_for_its_own_job(tmp_path):
    def started(path, interface, member, body):
        gone = ("JobRemoved", "uoss")
        bus.signals = [
            signal(MANAGER, *gone, (1, "/job/1", "b.service", "failed")),
            signal(MANAGER, *gone, (2, "/job/2", "a.service", "done")),
        ]
        return "o", ("/job/2",)

    with toy_bus(tmp_path, started) as bus:
        assert LinuxServiceControl(bus.place).start("a") == "done"
        assert bus.calls == [("StartUnit", ("a.service", "replace"))]


def test_starting_anew_forgets_the_failures_of_that_service_alone_and_first(tmp_path):
    def started(path, interface, member, body):
        gone = ("JobRemoved", "uoss", (2, "/job/2", "a.service", "done"))
        if member == "ResetFailedUnit":
            return "", ()
        bus.signals = [signal(MANAGER, *gone)]
        return "o", ("/job/2",)

    with toy_bus(tmp_path, started) as bus:
        assert LinuxServiceControl(bus.place).start_anew("a") == "done"
        assert bus.calls == [
            ("ResetFailedUnit", ("a.service",)),
            ("StartUnit", ("a.service", "replace")),
        ]


def test_starting_without_the_right_to_is_refused(tmp_path):
    def no(*asked):
        raise Refusal(ERROR + "InteractiveAuthorizationRequired")

    with toy_bus(tmp_path, no) as bus, pytest.raises(PermissionError):
        LinuxServiceControl(bus.place).start("a")


def test_what_is_locked_cannot_be_started(tmp_path):
    def no(*asked):
        raise Refusal("org.freedesktop.systemd1.UnitMasked")

    with toy_bus(tmp_path, no) as bus, pytest.raises(HostError, match="UnitMasked"):
        LinuxServiceControl(bus.place).start("a")
