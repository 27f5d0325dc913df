"""Programs that run in this machine's own network, and how to talk to them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress

from agent.host.trouble import HostError

ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


class Program:
    """A running program: its file's ``name``, the ``words`` it was started with.

    ``seen``: we may see that it runs in our own network.
    """

    def __init__(self, pid: int, words: tuple[str, ...], *, seen: bool = True) -> None:
        """Take what ``/proc`` says."""
        self.pid, self.words, self.seen = pid, words, seen
        self.name = os.path.basename(words[0])

    def is_roots(self, file: str, proc: str = "/proc") -> bool:
        """Say whether root runs this very file; anybody can choose a program's words.

        By its user ids, as ``/proc/PID`` itself is root's where a program wants it so
        (proc(5)): all of them, or a setuid program would do that anybody can begin.
        """
        try:
            with open(
                f"{proc}/{self.pid}/status", encoding="utf-8", errors="replace"
            ) as s:
                ids = next(line for line in s if line.startswith("Uid:")).split()[1:]
            runs = os.readlink(f"{proc}/{self.pid}/exe")
        except (OSError, StopIteration):
            return False
        return {*ids} == {"0"} and runs == os.path.realpath(file)

    def signal(self, number: int) -> None:
        """Send a signal; ``PermissionError`` or, when it is gone, ``HostError``.

        What may be a container's is never sent one.
        """
        no_right = f"{self.name} wants more rights than this account has"
        if not self.seen:
            raise PermissionError(no_right)
        try:
            os.kill(self.pid, number)
        except ProcessLookupError as gone:
            msg = f"{self.name} has ended"
            raise HostError(msg) from gone
        except PermissionError as no:
            raise PermissionError(no_right) from no


def programs(*names: str, proc: str = "/proc") -> Iterator[Program]:
    """Yield what runs under these names in our own network namespace.

    By ``/proc/PID/cmdline``; a program of a container has another ``ns/net`` and is
    left out, one whose namespace we may not see (not ours) comes last, as not seen.
    """
    home, hidden = os.readlink(f"{proc}/self/ns/net"), []
    for pid in filter(str.isdigit, os.listdir(proc)):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            with open(f"{proc}/{pid}/cmdline", "rb") as file:
                words = os.fsdecode(file.read()).rstrip("\0").split("\0")
            if os.path.basename(words[0]) not in names:
                continue
            try:
                if os.readlink(f"{proc}/{pid}/ns/net") == home:
                    yield Program(int(pid), tuple(words))
            except PermissionError:
                hidden.append(Program(int(pid), tuple(words), seen=False))
    yield from hidden


def run(*words: str, timeout: float) -> bool:
    """Run a program by its absolute path; return whether it said yes.

    Raises ``HostError`` when it cannot be run or does not end in ``timeout`` seconds.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as trouble:
        msg = f"{os.path.basename(words[0])} could not be run: {type(trouble).__name__}"
        raise HostError(msg) from trouble
    return done.returncode == 0
