"""Questions about how fast this PC is."""

from agent.check import AnyCheck
from checks.performance.battery_holds_charge import battery_holds_charge
from checks.performance.memory_suffices import memory_suffices
from checks.performance.processor_has_time import processor_has_time
from checks.performance.processor_keeps_cool import processor_keeps_cool

ALL: tuple[AnyCheck, ...] = (
    battery_holds_charge,
    memory_suffices,
    processor_has_time,
    processor_keeps_cool,
)
