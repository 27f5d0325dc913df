"""Switch an adapter off and on that shows nobody at its end."""

import pytest

from agent.fix import Refused, Risk
from agent.host import PartMissing
from agent.host.fake.adapter_levers import FakeAdapterControl
from agent.host.fake.network import FakeLinks
from agent.host.fake.radio import FakeRadios
from agent.host.ports.network import Adapter
from agent.moment import Moment
from fixes.network.restart_adapter import restart_adapter

CABLE = Adapter("eth0", "wired", carrier=False)
OTHER = Adapter("eth1", "wired", carrier=False)
RADIO = Adapter("wlan0", "wireless", carrier=False)


def restarted(*adapters, usual=""):
    levers = FakeAdapterControl()
    restart_adapter(FakeLinks(adapters), FakeRadios(usual=usual), levers)
    return levers.restarted


def test_the_only_adapter_is_restarted_once():
    assert restarted(CABLE) == ["eth0"]


@pytest.mark.parametrize(("usual", "name"), [("wired", "eth0"), ("wireless", "wlan0")])
def test_of_two_the_one_that_is_used_here(usual, name):
    assert restarted(CABLE, RADIO, usual=usual) == [name]


@pytest.mark.parametrize(
    ("adapters", "usual"),
    [((CABLE, RADIO), ""), ((CABLE, OTHER), "wired"), ((), "wired")],
)
def test_where_it_is_not_clear_which_none_is_touched(adapters, usual):
    with pytest.raises(Refused, match="which adapter"):
        restarted(*adapters, usual=usual)


def test_an_adapter_is_never_switched_off_while_another_works():
    with pytest.raises(Refused):
        restarted(CABLE, Adapter("wlan0", "wireless", carrier=True), usual="wired")


def test_never_under_a_remote_session_a_call_or_an_update():
    unfit = {Moment.REMOTE_SESSION, Moment.IN_CALL, Moment.UPDATING}

    assert unfit <= set(restart_adapter.not_during)
    assert restart_adapter.risk is Risk.ASK


def test_where_nobody_would_switch_it_on_again_it_is_left():
    levers = FakeAdapterControl(PartMissing("nobody would switch it on"))

    with pytest.raises(PartMissing):
        restart_adapter(FakeLinks((CABLE,)), FakeRadios(), levers)
