"""Repairs: login."""

from agent.fix import AnyFix
from fixes.login.wake_sign_in_service import wake_sign_in_service

ALL: tuple[AnyFix, ...] = (wake_sign_in_service,)
