"""Questions about how fast this PC is."""

from agent.check import AnyCheck

ALL: tuple[AnyCheck, ...] = ()
