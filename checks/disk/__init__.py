"""Questions about disks and files."""

from agent.check import AnyCheck

ALL: tuple[AnyCheck, ...] = ()
