"""Repairs: login."""

from agent.fix import AnyFix

ALL: tuple[AnyFix, ...] = ()
