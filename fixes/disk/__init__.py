"""Repairs: disk."""

from agent.fix import AnyFix
from fixes.disk.clean_temp_and_caches import clean_temp_and_caches

ALL: tuple[AnyFix, ...] = (clean_temp_and_caches,)
