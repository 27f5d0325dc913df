"""What IT can set about how fast a PC must be."""

from __future__ import annotations

from agent.value import Value


class PerformanceRules(Value):
    """When a PC counts as slow."""
