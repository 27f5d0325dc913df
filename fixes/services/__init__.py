"""Repairs: services."""

from agent.fix import AnyFix

ALL: tuple[AnyFix, ...] = ()
