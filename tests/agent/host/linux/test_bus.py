"""One short conversation with the system bus."""

import time

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.bus import Bus, BusError
from tests.agent.host.linux.toybus import (
    ERROR,
    HANG_UP,
    SILENCE,
    Refusal,
    late_answer,
    signal,
    toy_bus,
)

NAME, PATH, FACE = "org.example.Toy", "/org/example", "org.example.Toy"
SOON = 0.2


def answering(answer):
    def answers(*asked):
        if isinstance(answer, Exception):
            raise answer
        return answer

    return answers


def ask(tmp_path, answer):
    with toy_bus(tmp_path, answering(answer)) as there, Bus(there.place, SOON) as bus:
        return bus.call(NAME, PATH, FACE, "Tell", "s", ("me",))


def test_a_method_returns_its_body(tmp_path):
    assert ask(tmp_path, ("su", ("yes", 2))) == ("yes", 2)


def test_a_property_comes_without_its_signature(tmp_path):
    with toy_bus(tmp_path, answering(("v", (("u", 7),)))) as there:
        with Bus(there.place) as bus:
            assert bus.get(NAME, PATH, FACE, "Number") == 7
        assert there.calls == [("Get", (FACE, "Number"))]


def test_all_properties_come_without_their_signatures(tmp_path):
    told = ("a{sv}", ({"A": ("s", "x"), "B": ("b", True)},))
    with toy_bus(tmp_path, answering(told)) as there, Bus(there.place) as bus:
        assert bus.get_all(NAME, PATH, FACE) == {"A": "x", "B": True}


def test_asking_starts_no_service_unless_it_is_meant_to(tmp_path):
    with toy_bus(tmp_path, answering(("s", ("yes",)))) as there:
        with Bus(there.place) as bus:
            bus.call(NAME, PATH, FACE, "Tell")
            bus.call(NAME, PATH, FACE, "Tell", wake=True)
        no_auto_start = 2
        assert there.flags == [no_auto_start, 0]


def test_without_a_bus_it_says_so(tmp_path):
    with pytest.raises(PartMissing, match="no system bus"):
        Bus(f"{tmp_path}/nothing")


@pytest.mark.parametrize("name", ["ServiceUnknown", "NameHasNoOwner"])
def test_a_name_nobody_has_is_a_missing_part(tmp_path, name):
    with pytest.raises(PartMissing, match=NAME):
        ask(tmp_path, Refusal(ERROR + name))


@pytest.mark.parametrize(
    "name",
    [
        f"{ERROR}AccessDenied",
        f"{ERROR}InteractiveAuthorizationRequired",
        "org.freedesktop.PolicyKit1.Error.NotAuthorized",
        "org.freedesktop.UDisks2.Error.NotAuthorizedDismissed",
        "org.freedesktop.NetworkManager.PermissionDenied",
    ],
)
def test_missing_rights_are_told_apart(tmp_path, name):
    with pytest.raises(PermissionError, match=NAME):
        ask(tmp_path, Refusal(name))


def test_any_other_error_keeps_its_name(tmp_path):
    with pytest.raises(BusError, match="as it is") as caught:
        ask(tmp_path, Refusal("org.example.Broken"))

    assert caught.value.name == "org.example.Broken"


def test_silence_ends_in_time(tmp_path):
    began = time.monotonic()
    with pytest.raises(HostError, match="in time"):
        ask(tmp_path, SILENCE)

    assert time.monotonic() - began < 5 * SOON


def test_a_slow_conversation_ends_in_time_as_a_whole(tmp_path):
    def slow(*asked):
        time.sleep(SOON / 2)
        return "s", ("yes",)

    with toy_bus(tmp_path, slow) as there, Bus(there.place, 5, SOON) as bus:
        bus.call(NAME, PATH, FACE, "Tell")
        with pytest.raises(HostError, match="in time"):
            bus.call(NAME, PATH, FACE, "Tell")
            bus.call(NAME, PATH, FACE, "Tell")
        bus.call(NAME, PATH, FACE, "Tell", timeout=5)


def test_a_bus_that_hangs_up_is_no_answer(tmp_path):
    with pytest.raises(HostError, match="hung up"):
        ask(tmp_path, HANG_UP)


def test_a_bus_that_does_not_believe_us_is_no_answer(tmp_path):
    with (
        toy_bus(tmp_path, answering(SILENCE), b"REJECTED EXTERNAL\r\n") as there,
        pytest.raises(HostError, match="believe"),
    ):
        Bus(there.place, SOON)


def test_a_bus_that_says_nothing_at_all_is_left_in_time(tmp_path):
    with (
        toy_bus(tmp_path, answering(SILENCE), b"") as there,
        pytest.raises(HostError, match="in time"),
    ):
        Bus(there.place, SOON)


def test_signals_are_heard_even_if_they_came_with_an_answer(tmp_path):
    with (
        toy_bus(tmp_path, answering(("s", ("yes",)))) as there,
        Bus(there.place) as bus,
    ):
        there.signals = [
            signal(FACE, "Other", "s", ("no",)),
            signal(FACE, "Done", "s", ("one",)),
            signal(FACE, "Done", "s", ("two",)),
        ]
        bus.listen(FACE, "Done")
        bus.call(NAME, PATH, FACE, "Tell")
        heard = bus.hear(FACE, "Done", SOON)

        assert [next(heard), next(heard)] == [("one",), ("two",)]
        with pytest.raises(HostError, match="in time"):
            next(heard)


def test_an_answer_to_something_else_is_passed_over(tmp_path):
    with (
        toy_bus(tmp_path, answering(("s", ("yes",)))) as there,
        Bus(there.place) as bus,
    ):
        there.before = [late_answer("s", ("too late",))]

        assert bus.call(NAME, PATH, FACE, "Tell") == ("yes",)


def test_the_environment_names_the_bus(tmp_path, monkeypatch):
    with toy_bus(tmp_path, answering(("s", ("yes",)))) as there:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={there.place}")
        with Bus() as bus:
            assert bus.call(NAME, PATH, FACE, "Tell") == ("yes",)


@pytest.mark.parametrize("address", ["nonsense", "tcp:host=a,port=1", "unix:dir=/x"])
def test_an_address_it_cannot_use_is_passed_over(monkeypatch, address):
    from agent.host.linux.bus import SYSTEM_BUS, _place

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)

    assert _place("") == SYSTEM_BUS
