"""What earlier runs saw, read from the transcripts in the history."""

from __future__ import annotations

import _sqlite3 as sqlite3  # the module below ``sqlite3``, as in ``agent.history``
import os

from agent.host.ports.disk_history import Reading
from agent.host.trouble import HostError
from agent.typed import Any

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
THROUGH = '{"who":"network.proxy_lets_through",'
"""How the asking begins that tells whether one passes the proxy."""
PASSED = """
SELECT substr(transcript, instr(transcript, ?1), 60000)
FROM cases
WHERE instr(transcript, ?1) AND NOT instr(causes, 'proxy-')
ORDER BY id DESC LIMIT 30
"""
"""Of runs in which nothing was the matter with the proxy."""


class PastRuns:
    """The history in one state folder."""

    def __init__(self, folder: str) -> None:
        """Name the folder; there need be no history in it."""
        self._path = os.path.join(folder, "history.sqlite")

    def readings(self, device: str, days: int) -> tuple[Reading, ...]:
        """See the port ``DiskHistory``."""
        return tuple(
            Reading(float(age), free)
            for age, text in self._rows(QUERY, ASKED, f"-{days} days")
            if age > 0 and (free := _free(text, device)) is not None
        )

    def worked(self) -> tuple[str, ...]:
        """See the port ``ProxyHistory``."""
        seen = (_passed(text) for (text,) in self._rows(PASSED, THROUGH))
        return tuple(dict.fromkeys(one for one in seen if one))

    def _rows(self, query: str, *words: str) -> list[Any]:
        """Ask the history; nothing where there is none."""
        if not os.path.exists(self._path):
            return []
        try:
            file = sqlite3.connect(self._path, timeout=1)
            try:
                return list(file.execute(query, words))
            finally:
                file.close()
        except sqlite3.Error as trouble:
            msg = f"the history of earlier runs could not be read: {trouble}"
            raise HostError(msg) from trouble


def _free(text: str, device: str) -> int | None:
    """Read how much was free on a device from the line of a transcript."""
    try:
        volumes = _first(text.partition(ANSWER)[-1])
        told = {one["device"]: int(one["free"]) for one in volumes or ()}
    except (ValueError, KeyError, TypeError):
        return None
    return told.get(device)


def _passed(text: str) -> str:
    """Read from an asking which proxy of the session let it through; else nothing."""
    try:
        lines = {one["question"]: one for one in _first(text)["lines"]}
        asked, said = lines["lets"]["args"][0], lines["lets"]["answer"] or {}
        named = str(lines["configured"]["answer"] or "")
        return named if asked == "" and "through" in said.values() else ""
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return ""


def _first(text: str) -> Any:
    """Return the first thing of JSON that a text begins with."""
    from json import JSONDecoder

    return JSONDecoder().raw_decode(text)[0]
