"""What IT can set about how fast a PC must be."""

from __future__ import annotations

from agent.value import Value


class PerformanceRules(Value):
    """When a PC counts as slow; all numbers are percent.

    ``memory_free_percent`` and ``swap_free_percent``: memory is short when less than
    both is free (earlyoom ends programs there, at 10 and 10).
    ``memory_stalled_percent``: it is short too, whatever swap is left, when every
    program stood still for memory for so much of the past minute (systemd-oomd ends
    programs at 60).
    ``processor_waiting_percent``: the processor is too busy when a program had to wait
    for it for so much of the past minute and of the past five.
    ``throttled_percent``: it is too hot when slowed down for so much of a second.
    ``battery_percent``: what a battery must still hold of what it held when new
    (Microsoft Intune calls those below 60 the most worn).
    """

    memory_free_percent: float = 10.0
    swap_free_percent: float = 10.0
    memory_stalled_percent: float = 10.0
    processor_waiting_percent: float = 60.0
    throttled_percent: float = 25.0
    battery_percent: float = 60.0
