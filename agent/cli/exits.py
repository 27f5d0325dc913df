"""Exit codes, as promised to deployment tools such as Intune."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """0 and 1 are what detection scripts rely on."""

    WELL = 0
    PROBLEMS = 1
    USAGE = 2
    UNSURE = 3
    FAILED = 4


def code_for(result: str) -> Exit:
    """Return the exit code for the result of a case."""
    return {
        "healthy": Exit.WELL,
        "repaired": Exit.WELL,
        "problems": Exit.PROBLEMS,
        "unsure": Exit.UNSURE,
    }[result]
