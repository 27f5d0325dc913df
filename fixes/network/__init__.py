"""Repairs: network."""

from agent.fix import AnyFix

ALL: tuple[AnyFix, ...] = ()
