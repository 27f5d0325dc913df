"""The last policy that was good, and the highest version that was seen, on this PC.

Both lie in a folder that only root can change and everybody may read::

    policy.toml.good    sha256 <64 digits> LF, its signature or nothing, LF LF, the file
    versions            one line each: <file> <key> <version>
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256

from agent.host.trouble import Soft
from agent.policy.places import LARGEST, copy_of
from agent.policy.signature import LARGEST as LARGEST_SIGNATURE
from agent.typed import Final
from agent.value import Value
from agent.whole import write_whole

VERSIONS: Final = "versions"
HEAD: Final = b"sha256 "
BETWEEN: Final = b"\n\n"
MOST: Final = LARGEST + LARGEST_SIGNATURE + 100

Read = Callable[[str, int], bytes]
"""Reads so many bytes of a file that nobody but an administrator can change."""


class Good(Value):
    """A policy as it was when it was good; ``signature`` is empty where it had none."""

    raw: bytes
    signature: bytes = b""


class Kept:
    """The folder; only root can write there, and nobody else needs to."""

    def __init__(self, folder: str, read: Read) -> None:
        """Name the folder; there need be none."""
        self._folder, self._read = folder, read

    def good(self, name: str) -> Good | None:
        """Return the last good file of this name; nothing where none is whole."""
        told = self._told(copy_of(name), MOST)
        head, _, rest = told.partition(b"\n")
        if head != HEAD + sha256(rest).hexdigest().encode():
            return None
        signature, _, raw = rest.partition(BETWEEN)
        return Good(raw, signature + b"\n" if signature else b"")

    def keep(self, name: str, good: Good, mode: int) -> None:
        """Keep a file that is good, where it is another and where this may be done.

        ``mode``: of the file itself; who may not read that may not read this.
        """
        if self.good(name) == good:
            return
        rest = good.signature.rstrip(b"\n") + BETWEEN + good.raw
        head = HEAD + sha256(rest).hexdigest().encode()
        self._write(copy_of(name), head + b"\n" + rest, mode & 0o644)

    def forget(self, name: str) -> None:
        """Drop the copy of a file that IT took away."""
        with suppress(OSError):
            os.unlink(os.path.join(self._folder, copy_of(name)))

    def version(self, name: str, key: str) -> int:
        """Return the highest version of a file that was seen under a key; else 0."""
        return self._versions().get((name, key), 0)

    def saw(self, name: str, key: str, version: int) -> None:
        """Remember a version; older ones will be refused."""
        seen = self._versions()
        if seen.get((name, key), 0) >= version:
            return
        seen[name, key] = version
        rows = (f"{file} {by} {number}\n" for (file, by), number in seen.items())
        self._write(VERSIONS, "".join(rows).encode(), 0o644)

    def _versions(self) -> dict[tuple[str, str], int]:
        rows = self._told(VERSIONS, 65_536).decode("ascii", "replace").splitlines()
        words = (row.split() for row in rows)
        whole = (row for row in words if len(row) == 3 and row[2].isdecimal())
        return {(name, key): int(number) for name, key, number in whole}

    def _told(self, name: str, most: int) -> bytes:
        with suppress(OSError, Soft):
            return self._read(os.path.join(self._folder, name), most)
        return b""

    def _write(self, name: str, data: bytes, mode: int) -> None:
        """Write as root; for anybody else, and on a full disk, there is no copy."""
        with suppress(OSError):
            os.makedirs(self._folder, mode=0o755, exist_ok=True)
            write_whole(os.path.join(self._folder, name), data, mode | 0o600)
