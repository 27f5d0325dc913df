"""Questions about services, printing and Blusser itself."""

from agent.check import AnyCheck

ALL: tuple[AnyCheck, ...] = ()
