"""Whether the sign-in's keyring is shut."""

import os

import pytest

from agent.host.linux.keyring import COLLECTION, LOGIN, TOP, LinuxKeyring, own_bus
from agent.host.trouble import HostError, PartMissing
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus


def secrets(locked, collections=(LOGIN,)):
    def answers(path, interface, member, body):
        asked = (path, member, *body)
        if asked == (TOP, "Get", "org.freedesktop.Secret.Service", "Collections"):
            return "v", (("ao", list(collections)),)
        if asked == (LOGIN, "Get", COLLECTION, "Locked"):
            return "v", (("b", locked),)
        raise AssertionError(asked)

    return answers


@pytest.mark.parametrize("locked", [True, False])
def test_the_keyring_of_the_sign_in_is_asked_about(tmp_path, locked):
    with toy_bus(tmp_path, secrets(locked)) as bus:
        assert LinuxKeyring(bus.place).locked() is locked


def test_it_is_not_started_for_the_question(tmp_path):
    with toy_bus(tmp_path, secrets(locked=False)) as bus:
        LinuxKeyring(bus.place).locked()

    assert all(flags & 2 for flags in bus.flags)


def test_another_keyring_may_be_shut(tmp_path):
    with toy_bus(tmp_path, secrets(True, [f"{TOP}/collection/Vault"])) as bus:
        with pytest.raises(PartMissing):
            LinuxKeyring(bus.place).locked()


def test_without_a_keyring_there_is_no_question(tmp_path):
    def nobody(*_):
        raise Refusal(f"{ERROR}ServiceUnknown")

    with toy_bus(tmp_path, nobody) as bus, pytest.raises(PartMissing):
        LinuxKeyring(bus.place).locked()


def desk_secrets(found=("/item/1",), shut=()):
    def answers(path, interface, member, body):
        if member == "SearchItems":
            assert body == ({"application": "blusser", "desk": "https://desk"},)
            return "aoao", (list(found), list(shut))
        if member == "OpenSession":
            return "vo", (("s", ""), "/session/1")
        assert (path, member, body) == ("/item/1", "GetSecret", ("/session/1",))
        return "(oayays)", (("/session/1", b"", "pässword".encode(), "text/plain"),)

    return answers


def test_the_secret_of_a_desk_is_what_this_person_keeps_for_its_address(tmp_path):
    with toy_bus(tmp_path, desk_secrets()) as bus:
        assert LinuxKeyring(bus.place).secret("https://desk") == "pässword"


def test_nothing_is_kept_for_another_desk(tmp_path):
    with toy_bus(tmp_path, desk_secrets(found=())) as bus:
        assert LinuxKeyring(bus.place).secret("https://desk") == ""


def test_a_keyring_that_is_shut_says_so(tmp_path):
    with toy_bus(tmp_path, desk_secrets((), ("/item/1",))) as bus:
        with pytest.raises(HostError, match="shut"):
            LinuxKeyring(bus.place).secret("https://desk")


@pytest.fixture
def employee(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return monkeypatch


def test_the_bus_is_that_of_the_session(employee, tmp_path):
    employee.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "bus").touch()
    (tmp_path / "other").touch()

    assert own_bus() == f"{tmp_path}/bus"
    employee.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/other,guid=1")
    assert own_bus() == f"{tmp_path}/other"


def test_without_a_session_there_is_no_bus(employee, tmp_path):
    employee.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    with pytest.raises(PartMissing):
        own_bus()


def test_a_service_has_no_session(employee):
    employee.setattr(os, "geteuid", lambda: 0)

    with pytest.raises(PartMissing):
        own_bus()
