"""Switch Wi-Fi on that a setting switched off."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.radio import FakeRadioControl, FakeRadios
from agent.host.ports.radio import Radio
from fixes.network.turn_radio_on import turn_radio_on

OFF = Radio("phy0", soft=True, hard=False)
ON = Radio("phy1", soft=False, hard=False)
HELD = Radio("phy0", soft=True, hard=True)


def test_wifi_is_switched_on_and_off_again_where_it_did_not_help():
    radios, levers = FakeRadios((OFF,)), FakeRadioControl()

    before = turn_radio_on.remember(radios=radios, levers=levers)
    turn_radio_on(radios, levers)
    turn_radio_on.undo(before, radios=radios, levers=levers)

    assert levers.switched == [True, False]


def test_what_is_on_already_is_not_switched():
    radios, levers = FakeRadios((ON,)), FakeRadioControl()

    assert turn_radio_on.remember(radios=radios, levers=levers) is None
    turn_radio_on(radios, levers)
    assert levers.switched == []


def test_a_switch_of_the_case_is_never_fought():
    levers = FakeRadioControl()

    with pytest.raises(Refused, match="switch or key"):
        turn_radio_on(FakeRadios((HELD, OFF)), levers)
    assert levers.switched == []


def test_nobody_flies_with_wifi_on_who_was_not_asked():
    assert turn_radio_on.risk is Risk.ASK
