"""Repairs: disk."""

from agent.fix import AnyFix

ALL: tuple[AnyFix, ...] = ()
