"""There is memory enough."""

import pytest

from agent.host.fake.memory import FakeMemory
from agent.host.fake.pressure import FakePressures
from agent.host.ports.memory import MemoryState, Taker
from agent.host.ports.pressure import Pressure
from agent.policy.model import PerformanceRules
from checks.performance.memory_suffices import MEMORY_SHORT, memory_suffices

RULES = PerformanceRules()
GONE = MemoryState(1000, 50, 1000, 60)
SWAPPING = MemoryState(1000, 80, 1000, 700)
CALM, WAITING, STALLED = Pressure(), Pressure(some60=9), Pressure(some60=40, full60=25)


def ask(state, told, takers=(Taker("chrome", 700), Taker("teams", 100))):
    memory, pressures = FakeMemory(state, takers), FakePressures(memory=told)
    return memory_suffices(memory, pressures, RULES)


def test_plenty_of_memory_is_healthy():
    assert memory_suffices(FakeMemory(), FakePressures(), RULES) is None


def test_memory_and_swap_that_are_gone_are_told_with_who_took_the_most():
    assert ask(GONE, WAITING) == MEMORY_SHORT(
        program="chrome", taken=700, available=50, total=1000, stalled=0.0
    )


def test_a_machine_that_swaps_all_the_time_is_short_whatever_swap_is_left():
    assert ask(SWAPPING, STALLED).facts["stalled"] == 25


def test_a_machine_without_swap_is_short_when_its_memory_is_gone():
    assert ask(MemoryState(1000, 50), WAITING)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (GONE, CALM),
        (SWAPPING, WAITING),
        (MemoryState(1000, 500, 1000, 1000), STALLED),
        (MemoryState(1000, 500), WAITING),
        (MemoryState(1000, 500), None),
        (SWAPPING, None),
    ],
    ids=[
        "full, and nobody waits",
        "it swapped a little once",
        "one program in a limit of its own",
        "no swap",
        "no swap, nothing measured",
        "swap is used, nothing measured",
    ],
)
def test_what_is_no_shortage_is_healthy(state, told):
    assert ask(state, told) is None


def test_where_waiting_is_not_measured_what_is_left_decides():
    assert ask(GONE, None).facts["stalled"] == 0.0


def test_a_shortage_nobody_visible_causes_names_nobody():
    assert ask(GONE, WAITING, takers=()).facts["program"] == ""
