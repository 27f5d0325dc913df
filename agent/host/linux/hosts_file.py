"""Takes names out of /etc/hosts (hosts(5)), with a copy of it kept beside.

Nothing is followed: neither file may be a link, and a new one takes the old one's
place in one step, with its owner, mode and labels.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from agent.host.linux.lookup import HOSTS
from agent.host.trouble import HostError

MARK = "# Blusser: "
KEPT = ".blusser-"
LARGEST = 1_000_000
OWN = ("localhost", "ip6-localhost", "ip6-loopback", "ip6-allnodes", "ip6-allrouters")
"""Names that programs here cannot do without."""
READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class LinuxHostsFileControl:
    """Works in the file's folder, which is opened once."""

    def __init__(self, path: str = HOSTS, host: str = "") -> None:
        """Take another file and another name of this machine, for a test."""
        self._folder, self._name = os.path.split(path)
        host = (host or os.uname().nodename).lower()
        self._own = {*OWN, host, host.partition(".")[0]}

    def keep(self, names: tuple[str, ...]) -> str:
        """See the port."""
        with self._opened() as folder:
            data = self._read(folder, self._name)
            if without(data, self._taken(names)) == data:
                return ""
            mark = _mark(data)
            self._put(folder, self._name + KEPT + mark, data)
            return mark

    def silence(self, names: tuple[str, ...]) -> None:
        """See the port."""
        with self._opened() as folder:
            data = self._read(folder, self._name)
            if (new := without(data, self._taken(names))) != data:
                self._put(folder, self._name, new, data)

    def put_back(self, kept: str) -> None:
        """See the port; what we have not made ourselves is somebody's work."""
        with self._opened() as folder:
            data = self._read(folder, self._name)
            if _mark(data) != kept:
                before = self._copy(folder, kept)
                if data != without(before, taken_out(data)):
                    msg = f"somebody changed {self._name} since; {KEPT}{kept} is a copy"
                    raise HostError(msg)
                self._put(folder, self._name, before, data)
            _gone(folder, self._name + KEPT + kept)

    def _taken(self, names: tuple[str, ...]) -> set[str]:
        return {name.lower() for name in names} - self._own

    def _copy(self, folder: int, mark: str) -> bytes:
        """Return the copy, if it is what its name says."""
        data = self._read(folder, self._name + KEPT + mark)
        if _mark(data) != mark:
            msg = f"the copy of {self._name} is not what was kept"
            raise HostError(msg)
        return data

    @contextmanager
    def _opened(self) -> Iterator[int]:
        folder = os.open(self._folder, READ | os.O_DIRECTORY)
        try:
            yield folder
        except PermissionError:
            raise
        except OSError as trouble:
            msg = f"{self._name} cannot be changed: {trouble.strerror}"
            raise HostError(msg) from trouble
        finally:
            os.close(folder)

    def _read(self, folder: int, name: str) -> bytes:
        with open(os.open(name, READ, dir_fd=folder), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
                msg = f"{name} is no file of the usual kind"
                raise HostError(msg)
            return file.read(LARGEST)

    def _write(self, folder: int, name: str, data: bytes) -> None:
        """Write a new file with owner, mode and labels of the one that is there."""
        like = os.open(self._name, READ, dir_fd=folder)
        try:
            with open(os.open(name, NEW, 0o600, dir_fd=folder), "wb") as file:
                about = os.fstat(like)
                os.fchown(file.fileno(), about.st_uid, about.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(about.st_mode))
                for label in os.listxattr(like):
                    os.setxattr(file.fileno(), label, os.getxattr(like, label))
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        finally:
            os.close(like)

    def _unchanged(self, folder: int, name: str, was: bytes) -> None:
        if was and self._read(folder, name) != was:
            msg = f"somebody changed {name} at this very moment"
            raise HostError(msg)

    def _put(self, folder: int, name: str, data: bytes, was: bytes = b"") -> None:
        """Put a file in its place in one step; what was there is whole until then.

        ``was``: what must be there still, for the new one took its time to be written.
        """
        part = f"{self._name}.{secrets.token_hex(4)}"
        try:
            self._write(folder, part, data)
            self._unchanged(folder, name, was)
            os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            _gone(folder, part)
            raise
        os.fsync(folder)


def without(data: bytes, names: set[str]) -> bytes:
    """Take names out of the lines that have an address for them."""
    return b"".join(_cut(line, names) for line in data.splitlines(keepends=True))


def taken_out(data: bytes) -> set[str]:
    """Return the names that were taken out: in our comments, and in no line."""
    lines, mark = data.lower().splitlines(), MARK.lower().encode()
    was = (line.removeprefix(mark) for line in lines if line.startswith(mark))
    return {name for line in was for name in _names(line)} - {
        name for line in lines for name in _names(line)
    }


def _names(line: bytes) -> list[str]:
    return [one.decode("latin-1") for one in line.partition(b"#")[0].split()[1:]]


def _cut(line: bytes, names: set[str]) -> bytes:
    address, *listed = line.partition(b"#")[0].split() or [b""]
    left = [one for one in listed if one.decode("latin-1").lower() not in names]
    if len(left) == len(listed):
        return line
    ended = line if line.endswith(b"\n") else line + b"\n"
    comment = MARK.encode() + ended
    return comment + (b" ".join([address, *left]) + b"\n" if left else b"")


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _gone(folder: int, name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
