"""The battery holds its charge."""

from agent.host.fake.battery import FakeBatteries
from agent.host.ports.battery import BatteryState
from agent.policy.model import PerformanceRules
from checks.performance.battery_holds_charge import BATTERY_WORN, battery_holds_charge

RULES = PerformanceRules(battery_percent=60)


def test_a_battery_that_lost_a_little_is_healthy():
    assert battery_holds_charge(FakeBatteries(BatteryState("B", 60.0)), RULES) is None


def test_a_battery_that_lost_much_is_told():
    batteries = FakeBatteries(BatteryState("BAT0", 90.0), BatteryState("BAT1", 41.5))

    assert battery_holds_charge(batteries, RULES) == BATTERY_WORN(
        batteries=["BAT1"], percent=41.5
    )
