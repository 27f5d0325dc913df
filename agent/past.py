"""What earlier runs saw, read from the transcripts in the history."""

from __future__ import annotations

import _sqlite3 as sqlite3  # the module below ``sqlite3``, as in ``agent.history``
import os

from agent.host.ports.disk_history import Reading
from agent.host.trouble import HostError

ASKED = '"port":"Disk","question":"volumes"'
"""How the line that tells of the volumes begins; see ``agent.codec.to_json``."""
ANSWER = '"answer":'
QUERY = """
SELECT strftime('%s', 'now') - strftime('%s', started),
       substr(transcript, instr(transcript, ?1), 8000)
FROM cases
WHERE started > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?2)
  AND instr(transcript, ?1)
ORDER BY id DESC LIMIT 30
"""
"""The first answer of each run, before anything was repaired."""


class PastRuns:
    """The history in one state folder."""

    def __init__(self, folder: str) -> None:
        """Name the folder; there need be no history in it."""
        self._path = os.path.join(folder, "history.sqlite")

    def readings(self, device: str, days: int) -> tuple[Reading, ...]:
        """See the port."""
        if not os.path.exists(self._path):
            return ()
        try:
            file = sqlite3.connect(self._path, timeout=1)
            try:
                rows = file.execute(QUERY, (ASKED, f"-{days} days")).fetchall()
            finally:
                file.close()
        except sqlite3.Error as trouble:
            msg = f"the history of earlier runs could not be read: {trouble}"
            raise HostError(msg) from trouble
        return tuple(
            Reading(float(age), free)
            for age, text in rows
            if age > 0 and (free := _free(text, device)) is not None
        )


def _free(text: str, device: str) -> int | None:
    """Read how much was free on a device from the line of a transcript."""
    from json import JSONDecoder

    _, _, answer = text.partition(ANSWER)
    try:
        volumes, _ = JSONDecoder().raw_decode(answer)
        told = {one["device"]: int(one["free"]) for one in volumes or ()}
    except (ValueError, KeyError, TypeError):
        return None
    return told.get(device)
