"""The processor has time for everybody."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.pressure import FakePressures
from agent.host.fake.processor import FakeProcessor
from agent.host.ports.pressure import Pressure
from agent.host.ports.processor import Worker
from agent.policy.model import PerformanceRules
from checks.performance.processor_has_time import PROCESSOR_BUSY, processor_has_time

RULES = PerformanceRules(processor_waiting_percent=60)
SWAMPED = Pressure(some60=95, some300=70)
HOG = Worker("sync-client", 180.0, 900.0)
INDEXER = Worker("indexer", 90.0, 900.0, yields=True)
NEW = Worker("unzip", 99.0, 3.0)


def ask(*workers, told=SWAMPED):
    pressures, processor = FakePressures(processor=told), FakeProcessor(*workers)
    return processor_has_time(pressures, processor, RULES)


def test_a_calm_processor_is_healthy_and_nobody_is_looked_at():
    processor = FakeProcessor(HOG)

    assert processor_has_time(FakePressures(), processor, RULES) is None
    assert processor.asked == 0


def test_one_that_keeps_it_busy_for_minutes_is_named():
    assert ask(INDEXER, HOG) == PROCESSOR_BUSY(
        program="sync-client", share=180.0, waiting=70
    )


def test_one_that_gets_little_as_the_machine_is_swamped_is_named_all_the_same():
    few = Worker("browser", 15.0, 500.0)

    assert ask(Worker("sync-client", 25.0, 12.0), few).facts["share"] == 25.0


@pytest.mark.parametrize("told", [Pressure(95, 59), Pressure(59, 95)])
def test_a_short_burst_and_one_that_is_over_are_healthy(told):
    assert ask(HOG, told=told) is None


def test_work_that_makes_way_for_others_is_in_nobodys_way():
    assert ask(INDEXER) is None


MANY = (Worker("a", 60.0, 99.0), Worker("b", 50.0, 99.0), Worker("c", 40.0, 9.0))


@pytest.mark.parametrize(
    "workers", [(NEW,), (NEW, INDEXER), (Worker("a", 9.0, 99.0),), MANY]
)
def test_where_no_single_program_is_behind_it_nobody_is_blamed(workers):
    with pytest.raises(HostError):
        ask(*workers)


def test_where_waiting_is_not_measured_nothing_is_said():
    with pytest.raises(PartMissing):
        processor_has_time(FakePressures(processor=None), FakeProcessor(HOG), RULES)
