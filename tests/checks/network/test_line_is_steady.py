import random

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.line import WELL, FakeLine
from agent.host.fake.network import FakeNameServers, FakeRoutes
from agent.host.ports.line import Volley
from agent.policy.model import NetworkRules
from checks.network.line_is_steady import (
    LOCAL_NETWORK_JITTERY,
    LOCAL_NETWORK_LOSSY,
    LOCAL_NETWORK_SLOW,
    NETWORK_JITTERY,
    NETWORK_LOSSY,
    NETWORK_SLOW,
    line_is_steady,
)

RULES = NetworkRules()
LOSES = [-1.0, 12.0, 12.0, 12.0]
NEAR, WEB, ECHO = WELL


def asked(*looks, rules=RULES, moved=2_000.0):
    line = FakeLine(*looks, moved=moved)
    return line_is_steady(line, FakeRoutes(), FakeNameServers(), rules)


def with_times(volley, times):
    count = len(volley.times)
    row = tuple((times * count)[:count])
    return Volley(volley.to, volley.by, volley.near, row)


def far(times, near=(0.4,)):
    return (
        with_times(NEAR, list(near)),
        with_times(WEB, list(times)),
        with_times(ECHO, list(times)),
    )


def chance(share, seed):
    """Return a look in which packets get lost at random, each with its own luck."""
    luck = random.Random(seed)
    return tuple(
        Volley(
            v.to,
            v.by,
            v.near,
            tuple(-1.0 if luck.random() < share else 9.0 for _ in v.times),
        )
        for v in WELL
    )


def test_a_good_line_is_well_after_one_look():
    line = FakeLine()

    assert line_is_steady(line, FakeRoutes(), FakeNameServers(), RULES) is None
    assert len(line.asked) == 1


def test_packets_lost_beyond_the_gateway_are_the_providers():
    assert asked(far(LOSES)) == NETWORK_LOSSY(percent=25, beyond=True)


def test_packets_lost_on_the_way_to_the_gateway_are_the_local_networks():
    assert asked(far(LOSES, near=LOSES)) == LOCAL_NETWORK_LOSSY(percent=25)


def test_where_the_gateway_answers_no_ping_nothing_is_said_of_where():
    assert asked(far(LOSES)[1:]) == NETWORK_LOSSY(percent=25, beyond=False)


def test_a_gateway_that_answers_few_pings_is_no_bad_line():
    assert asked(far([12.0], near=LOSES)) is None
    assert asked((far([12.0], near=LOSES)[0],)) is None


def test_a_server_that_answers_few_pings_is_no_bad_line():
    assert asked((NEAR, WEB, with_times(ECHO, LOSES))) is None


def test_a_lossy_gateway_that_is_all_we_reach_needs_a_second_witness():
    ping = with_times(NEAR, LOSES)
    names = Volley(ping.to, "names", near=True, times=ping.times)

    assert asked((ping,)) is None
    assert asked((ping, names)) == LOCAL_NETWORK_LOSSY(percent=25)


def test_a_gap_as_when_a_radio_changes_its_station_is_no_loss():
    gap = [12.0] * 8 + [-1.0] * 8
    far_gap = (NEAR, with_times(WEB, gap), with_times(ECHO, [12.0] * 16 + [-1.0] * 16))

    assert asked(far_gap) is None


def test_one_bad_look_of_two_is_nothing():
    assert asked(far(LOSES), WELL) is None


def test_little_loss_is_nothing():
    for seed in range(300):
        assert asked(chance(0.02, seed), chance(0.02, seed + 1000)) is None


def test_much_loss_is_seen_whatever_the_luck():
    seen = [asked(chance(0.36, s), chance(0.36, s + 1000)) for s in range(100)]

    assert None not in seen


@pytest.mark.parametrize("near", [[0.4], [40.0]])
def test_an_answer_that_takes_long_beyond_the_gateway_is_slow(near):
    assert asked(far([300.0], near)) == NETWORK_SLOW(ms=300, beyond=True)


def test_an_answer_that_takes_long_already_at_the_gateway_is_the_local_networks():
    assert asked(far([300.0], [280.0])) == LOCAL_NETWORK_SLOW(ms=280)


def test_what_is_too_slow_up_to_the_gateway_begins_there_however_slow_the_rest_is():
    assert asked(far([700.0], [400.0])) == LOCAL_NETWORK_SLOW(ms=400)
    assert asked(far([700.0], [200.0])) == NETWORK_SLOW(ms=700, beyond=True)


def test_far_away_is_not_slow():
    assert asked(far([80.0])) is None
    assert asked(far([240.0])) is None


def test_a_single_slow_server_is_no_slow_line():
    slow = Volley("192.0.2.8", "web", near=False, times=(400.0,) * 16)

    assert asked((*WELL, slow)) is None


def test_uneven_answers_are_jitter():
    uneven = [20.0, 150.0]

    assert asked(far(uneven)) == NETWORK_JITTERY(ms=130, beyond=True)
    assert asked(far(uneven)[1:]) == NETWORK_JITTERY(ms=130, beyond=False)
    assert asked(far(uneven, uneven)) == LOCAL_NETWORK_JITTERY(ms=130)
    assert asked(far([20.0, 60.0])) is None


def test_it_sets_what_is_too_much():
    rules = NetworkRules(slow_above_ms=50.0, lossy_above_percent=40.0)

    assert asked(far([80.0]), rules=rules) == NETWORK_SLOW(ms=80, beyond=True)
    assert asked(far(LOSES), rules=rules) is None


def test_a_pc_that_fills_the_line_itself_is_not_told_that_it_is_bad():
    with pytest.raises(HostError):
        asked(far([300.0]), moved=2_000_000.0)

    assert asked(moved=2_000_000.0) is None


def test_where_nobody_answers_there_is_nothing_to_measure():
    with pytest.raises(PartMissing):
        asked(())


def test_four_lost_packets_may_be_chance():
    four = (with_times(WEB, LOSES),)
    five = (with_times(WEB, [-1.0, 12.0, 12.0]),)

    assert asked(four) is None
    assert asked(five) is not None


def test_a_single_uneven_server_is_no_uneven_line():
    uneven = Volley("192.0.2.8", "web", near=False, times=(20.0, 400.0) * 8)

    assert asked((*WELL, uneven)) is None
