"""Which questions and rules may go into a bundle: what is not named here does not.

A test fails by name for every question of a port, and every field of a section of
the policy, that stands neither under ``ALLOWED`` nor, with a reason, under
``WITHHELD``.
"""

from __future__ import annotations

from typing import Final

ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "Disk": ("volumes", "eaters", "damage", "drives"),
    "DiskControl": ("clean",),
}
"""By port: the questions and levers whose arguments and answers may be seen by IT."""

WITHHELD: Final[dict[str, dict[str, str]]] = {}
"""By port and question: why an answer stays on the machine."""

RULES: Final[dict[str, tuple[str, ...]]] = {}
"""By section of the policy: the fields that may be seen by IT."""

RULES_WITHHELD: Final[dict[str, dict[str, str]]] = {}
"""By section and field: why it stays on the machine."""
