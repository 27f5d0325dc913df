"""What IT is handed: allowed, redacted, bounded, readable, and replayed."""

from __future__ import annotations

BEGINNING = "blusser-2"
"""A bundle is called after its case, and that after its year."""
ENDINGS = (".zip", ".zip.age")
"""Of a bundle, and of one that is sealed."""


def is_bundle(name: str) -> bool:
    """Say whether a file of the outbox is a bundle, by its name."""
    return name.startswith(BEGINNING) and name.endswith(ENDINGS)
