"""What each repair must wait for, by the levers that it holds."""

import pytest

from agent.host.ports.adapter_levers import AdapterControl, ConnectionControl
from agent.host.ports.disk import DiskControl
from agent.host.ports.name_levers import NameServiceControl
from agent.host.ports.network_levers import LeaseControl, TimeControl
from agent.host.ports.services import ServiceControl
from agent.host.ports.units import SoundControl
from agent.host.ports.upkeep import PackageControl
from agent.host.ports.vpn import TunnelControl
from agent.host.ports.way_levers import WayControl
from agent.moment import Moment
from fixes.catalogue import ALL

CALL, GUEST, WORK = Moment.IN_CALL, Moment.REMOTE_SESSION, Moment.UPDATING
CUTS = {CALL, GUEST}
DANGER = {
    AdapterControl: CUTS | {WORK},
    ConnectionControl: CUTS,
    WayControl: CUTS,
    TunnelControl: CUTS,
    LeaseControl: {GUEST},
    ServiceControl: {WORK},
    NameServiceControl: {WORK},
    TimeControl: {WORK},
    DiskControl: {Moment.DRIVE_FAILING},
    PackageControl: set(Moment) - {Moment.METERED},
    SoundControl: {CALL, Moment.PRESENTING},
}
"""What cuts the line cuts off who talks over it and who works from elsewhere; what is
half installed must not be started; a drive that dies must not be worked."""


@pytest.mark.parametrize("lever", DANGER, ids=lambda one: one.__name__)
def test_who_pulls_a_lever_waits_for_whom_it_would_harm(lever):
    pulling = [one for one in ALL if lever in one.parts.values()]

    assert pulling, "no repair has it any more"
    for one in pulling:
        assert DANGER[lever] - set(one.not_during) == set(), one
