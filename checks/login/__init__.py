"""Questions about signing in."""

from agent.check import AnyCheck

ALL: tuple[AnyCheck, ...] = ()
