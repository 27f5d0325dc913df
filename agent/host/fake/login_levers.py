"""Levers of signing in that remember being pulled, and move nothing."""

from __future__ import annotations


class FakeSignInServiceControl:
    """Counts how often it was told to try again."""

    def __init__(self) -> None:
        """Begin with none."""
        self.tries = 0

    def try_again(self) -> None:
        """Count."""
        self.tries += 1
