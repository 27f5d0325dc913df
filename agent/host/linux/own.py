"""What Blusser leaves on this machine for itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

from agent.bundle import is_bundle
from agent.host.linux.home import trial


class LinuxOwnAgent:
    """The state folder, and the folder where bundles wait."""

    def __init__(self, state: str, outbox: str) -> None:
        """Name both folders; they need not exist."""
        self._state, self._outbox = state, outbox

    def refused(self) -> str:
        """See the port."""
        return trial(self._state)

    def sizes(self) -> dict[str, int]:
        """See the port; in the outbox only Blusser's own bundles count."""
        found = {"history": 0, "damaged": 0, "outbox": 0}
        for name, size in _files(self._state):
            if name.startswith("history.sqlite"):
                found["damaged" if ".damaged-" in name else "history"] += size
        for name, size in _files(self._outbox):
            if is_bundle(name):
                found["outbox"] += size
        return found


def _files(folder: str) -> Iterator[tuple[str, int]]:
    """Yield name and bytes of each file; nothing where the folder cannot be seen."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield entry.name, entry.stat(follow_symlinks=False).st_size
    except OSError:
        return
