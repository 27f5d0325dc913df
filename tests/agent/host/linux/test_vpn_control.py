"""VPNs that NetworkManager knows, and connecting one of them."""

import pytest

from agent.host import HostError
from agent.host.linux.vpn_control import LinuxTunnelControl
from agent.host.ports.vpn import KnownVpn
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus


def profile(uuid, kind, own=None, **about):
    rows = {"uuid": ("s", uuid), "type": ("s", kind)}
    rows |= {"timestamp": ("t", about.get("timestamp", 7))}
    if "adapter" in about:
        rows["interface-name"] = ("s", about["adapter"])
    return {"connection": rows, kind: own or {}}


PROFILES = {
    "/1": profile("cable", "802-3-ethernet"),
    "/2": profile("plain", "vpn", {"data": ("a{ss}", {"gateway": "x"})}),
    "/3": profile("typed", "vpn", {"data": ("a{ss}", {"password-flags": "2"})}),
    "/4": profile("ring", "vpn", {"data": ("a{ss}", {"password-flags": "1"})}),
    "/5": profile("kept", "vpn", {"data": ("a{ss}", {"cert-pass-flags": "4"})}),
    "/6": profile("guard", "wireguard", {}, adapter="wg0", timestamp=0),
    "/7": profile("keyed", "wireguard", {"private-key-flags": ("u", 1)}),
    "/8": profile("up", "wireguard"),
}


def machine(*states):
    said = iter(states)

    def answers(path, interface, member, body):
        if member == "ListConnections":
            return "ao", (list(PROFILES),)
        if member == "GetSettings":
            return "a{sa{sv}}", (PROFILES[path],)
        if member in {"GetConnectionByUuid", "ActivateConnection"}:
            return "o", ("/active",)
        if member == "Get" and body[1] == "ActiveConnections":
            return "v", (("ao", ["/active"]),)
        if member == "Get" and body[1] == "Uuid":
            return "v", (("s", "up"),)
        if member == "Get" and path == "/active":
            if not (state := next(said, 1)):
                raise Refusal(f"{ERROR}UnknownObject")
            return "v", (("u", state),)
        return ("v", (("u", 70),)) if member == "Get" else ("", ())

    return answers


def test_those_that_are_down_are_told_and_whether_somebody_would_be_asked(tmp_path):
    with toy_bus(tmp_path, machine()) as there:
        known = LinuxTunnelControl(there.place).known()

    assert known == (
        KnownVpn("plain"),
        KnownVpn("typed", asks=True),
        KnownVpn("ring", asks=True),
        KnownVpn("kept"),
        KnownVpn("guard", "wg0", used=False),
        KnownVpn("keyed", asks=True),
    )


def test_one_is_connected_by_its_own_profile_and_waited_for(tmp_path):
    with toy_bus(tmp_path, machine(1, 1, 2)) as there:
        LinuxTunnelControl(there.place).connect("plain")

    done = [one for one in there.calls if one[0] != "Get"]
    assert done == [
        ("GetConnectionByUuid", ("plain",)),
        ("ActivateConnection", ("/active", "/", "/")),
    ]


@pytest.mark.parametrize(("states", "given_up"), [((1, 0), False), ((1,) * 9, True)])
def test_one_that_does_not_come_up_is_no_success_and_not_left_half_way(
    tmp_path, states, given_up
):
    with toy_bus(tmp_path, machine(*states)) as there:
        with pytest.raises(HostError, match="does not come up"):
            LinuxTunnelControl(there.place, 0.3).connect("plain")

    assert (there.calls[-1][0] == "DeactivateConnection") is given_up
