"""What the person at the keyboard can put right."""

from __future__ import annotations


class BadInput(Exception):  # noqa: N818 - the input is wrong, not the program
    """One clear sentence: what is wrong, where, and what to do. Exit code 2."""


GOING_ON = "Another run of Blusser is going on; wait until it has ended."


class Busy(Exception):  # noqa: N818 - nothing is broken, somebody is at it already
    """Another run holds the machine and did not end in time; a text says what else."""

    def __init__(self, said: str = GOING_ON) -> None:
        """Take what is said instead."""
        super().__init__(said)
