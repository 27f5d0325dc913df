"""An adapter is switched off only once somebody else will switch it on."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.adapter_control import DEADLINE, LinuxAdapterControl
from agent.host.linux.link_switch import shows, switch
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

NOBODY = "blusser-none"
"""No adapter: whoever gets as far as the switch is told that it is gone."""


def machine(*, managed=True, arms=""):
    def answers(path, interface, member, body):
        if member == "GetDeviceByIpIface":
            return "o", ("/device",)
        if member == "Get":
            return "v", (("b", managed),)
        if member == "StartTransientUnit" and arms:
            raise Refusal(f"{ERROR}{arms}")
        return "o", ("/job",)

    return answers


def pulled(tmp_path, answers):
    with toy_bus(tmp_path, answers) as there:
        try:
            LinuxAdapterControl(there.place, str(tmp_path)).restart(NOBODY)
        finally:
            pulled.calls = there.calls


def test_the_watchdog_is_armed_before_anything_is_switched(tmp_path):
    with pytest.raises(HostError, match="cannot be switched"):
        pulled(tmp_path, machine())

    member, (timer, mode, about, more) = pulled.calls[-1]
    (service, how), about = more[0], dict(about)
    start = dict(how)["ExecStart"][1]
    assert (member, mode) == ("StartTransientUnit", "fail")
    assert (timer[:17], timer[-6:]) == ("blusser-watchdog-", ".timer")
    assert service == timer.replace(".timer", ".service")
    assert about["TimersMonotonic"][1] == [("OnActiveSec", DEADLINE * 1_000_000)]
    assert start[0][1][1:] == ["link", "set", "dev", NOBODY, "up"]


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("InteractiveAuthorizationRequired", PermissionError),
        ("ServiceUnknown", PartMissing),
        ("Failed", HostError),
    ],
)
def test_where_it_cannot_be_armed_nothing_is_switched(tmp_path, error, trouble):
    with pytest.raises(trouble) as said:
        pulled(tmp_path, machine(arms=error))
    assert "cannot be switched" not in str(said.value)


def test_an_adapter_that_nobody_looks_after_is_never_switched_off(tmp_path):
    with pytest.raises(PartMissing, match="its addresses again"):
        pulled(tmp_path, machine(managed=False))
    assert "StartTransientUnit" not in [one[0] for one in pulled.calls]


def test_an_adapter_that_is_gone_says_so():
    with pytest.raises(HostError, match="cannot be switched"):
        switch(NOBODY, on=True)
    assert not shows(NOBODY, "carrier")
