"""The profile that was in use is used again; nothing is made, changed or removed."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.connection_control import LinuxConnectionControl
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

PROFILES = {"/old": 5, "/new": 7, "/never": 0}


def device(state=30, active="/", *, managed=True, auto=True, after=100):
    said = iter((state, after, after, after))

    def answers(path, interface, member, body):
        about = {
            "Managed": ("b", managed),
            "State": ("u", state),
            "Autoconnect": ("b", auto),
            "ActiveConnection": ("o", active),
            "AvailableConnections": ("ao", list(PROFILES)),
        }
        match member:
            case "GetDeviceByIpIface":
                return "o", ("/device",)
            case "GetAll":
                next(said)
                return "a{sv}", (about,)
            case "GetSettings":
                row = {"timestamp": ("t", PROFILES[path])}
                row["autoconnect"] = ("b", path != "/by-hand")
                return "a{sa{sv}}", ({"connection": row},)
            case "ActivateConnection":
                return "o", ("/active/2",)
        if body[1] == "Connection":
            return "v", (("o", "/mine"),)
        if path == "/device":
            return "v", (("u", next(said)),)
        return "v", (("u", 70),)

    return answers


def reconnected(tmp_path, answers):
    with toy_bus(tmp_path, answers) as there:
        done = LinuxConnectionControl(there.place, 0.3).reconnect("eth0")
    changed = [c for c in there.calls if c[0] not in {"Get", "GetAll", "GetSettings"}]
    return done, changed[1:]


@pytest.mark.parametrize(
    ("about", "profile"),
    [(device(100, "/active"), "/mine"), (device(), "/new"), (device(120), "/new")],
)
def test_the_profile_in_use_or_the_last_one_is_activated_and_nothing_else(
    tmp_path, about, profile
):
    asked = ("ActivateConnection", (profile, "/device", "/"))

    assert reconnected(tmp_path, about) == (True, [asked])


@pytest.mark.parametrize(
    "about", [device(20), device(managed=False), device(auto=False)]
)
def test_without_a_cable_unmanaged_or_disconnected_on_purpose_it_is_left(
    tmp_path, about
):
    assert reconnected(tmp_path, about) == (False, [])


def test_a_connection_that_fails_is_no_success(tmp_path):
    with pytest.raises(HostError, match="come about: 120"):
        reconnected(tmp_path, device(after=120))


def test_a_machine_without_networkmanager_has_no_such_lever(tmp_path):
    def nobody(path, interface, member, body):
        raise Refusal(f"{ERROR}ServiceUnknown")

    with toy_bus(tmp_path, nobody) as there:
        with pytest.raises(PartMissing):
            LinuxConnectionControl(there.place)
