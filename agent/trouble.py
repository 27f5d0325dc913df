"""What the person at the keyboard can put right."""

from __future__ import annotations

from collections.abc import Collection


class BadInput(Exception):  # noqa: N818 - the input is wrong, not the program
    """One clear sentence: what is wrong, where, and what to do. Exit code 2."""


GOING_ON = "Another run of Blusser is going on; wait until it has ended."


class Busy(Exception):  # noqa: N818 - nothing is broken, somebody is at it already
    """Another run holds the machine and did not end in time; a text says what else."""

    def __init__(self, said: str = GOING_ON) -> None:
        """Take what is said instead."""
        super().__init__(said)


def close(name: str, known: Collection[str]) -> str:
    """Return what somebody may have meant, as the end of a sentence."""
    from difflib import get_close_matches

    names = {one: one for one in known} | {one.split(".")[-1]: one for one in known}
    found = get_close_matches(name, names, n=3, cutoff=0.5)
    if found:
        meant = dict.fromkeys(names[one] for one in found)
        return f"; perhaps {' or '.join(meant)}"
    return f"; known: {', '.join(sorted(known))}" if len(known) < 30 else ""
