"""Heat does not slow the processor down."""

import pytest

from agent.host import PartMissing
from agent.host.fake.processor import FakeHeat
from agent.policy.model import PerformanceRules
from checks.performance.processor_keeps_cool import CPU_THROTTLED, processor_keeps_cool

RULES = PerformanceRules(throttled_percent=25)


@pytest.mark.parametrize("percent", [0.0, 3.0, 24.9])
def test_a_cool_processor_and_one_that_is_hot_for_an_instant_are_healthy(percent):
    assert processor_keeps_cool(FakeHeat(percent), RULES) is None


def test_one_that_heat_holds_back_is_found():
    assert processor_keeps_cool(FakeHeat(60.0), RULES) == CPU_THROTTLED(percent=60.0)


def test_where_it_is_not_measured_nothing_is_said():
    with pytest.raises(PartMissing):
        processor_keeps_cool(FakeHeat(None), RULES)
