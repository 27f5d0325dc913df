"""What the program said, as a case reads it."""

from __future__ import annotations

import json
from typing import Any


class Report:
    """What ``--json`` printed, the exit code, and the processor's seconds."""

    def __init__(self, exit_code: int, said: dict[str, Any], cpu: float = 0.0) -> None:
        """Keep all three."""
        self.exit_code, self.said, self.cpu = exit_code, said, cpu

    @property
    def causes(self) -> list[str]:
        """Return the codes of the causes, the first named first."""
        return [one["code"] for one in self.said["causes"]]

    @property
    def echoes(self) -> set[str]:
        """Return the checks whose findings are explained."""
        return {one["check"] for one in self.said["echoes"]}

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return which repair was tried, and what came of it."""
        return [(one["fix"], one["result"]) for one in self.said["steps"]]

    @property
    def unsure(self) -> list[str]:
        """Return what could not be told, and why."""
        return [f"{one['check']}: {one['why']}" for one in self.said["unsure"]]

    def __repr__(self) -> str:
        """Show all of it where a test fails."""
        return f"exit {self.exit_code}: {json.dumps(self.said, indent=1)}"
