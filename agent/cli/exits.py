"""Exit codes, as promised to deployment tools such as Intune."""

from __future__ import annotations

from agent.typed import Final


class Exit:
    """0 and 1 are what detection scripts rely on."""

    WELL: Final = 0
    PROBLEMS: Final = 1
    USAGE: Final = 2
    UNSURE: Final = 3
    FAILED: Final = 4


def code_for(result: str) -> int:
    """Return the exit code for the result of a case."""
    return {
        "healthy": Exit.WELL,
        "repaired": Exit.WELL,
        "problems": Exit.PROBLEMS,
        "unsure": Exit.UNSURE,
    }[result]
