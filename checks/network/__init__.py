"""Questions about the way to the network."""

from agent.check import AnyCheck

ALL: tuple[AnyCheck, ...] = ()
