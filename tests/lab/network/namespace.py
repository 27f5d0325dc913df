"""Network namespaces, made for one run and gone after it."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

CLONE_NEWNET = 0x40000000
"""From ``sched.h``: the namespace that setns(2) shall change."""


MINE = "blusser"
NUMBERS = count()


class Namespace:
    """A machine on the lab's network: ``ip netns`` by a name nobody else has."""

    def __init__(self, name: str) -> None:
        """Make it; process id and number keep runs and worlds of one run apart."""
        self.name = f"{MINE}-{os.getpid()}-{next(NUMBERS)}-{name}"
        self.etc = f"/etc/netns/{self.name}"
        self.run = tempfile.mkdtemp(prefix=f"{self.name}-run-")
        os.makedirs(self.etc)
        command(["ip", "netns", "add", self.name])
        self.ip("link set lo up")

    def renew(self) -> None:
        """Be a machine without devices, rules and settings again; its files stay."""
        command(["ip", "netns", "delete", self.name])
        command(["ip", "netns", "add", self.name])
        self.ip("link set lo up")

    def remove(self) -> None:
        """Take it away, with its devices and its own files of ``/etc`` and ``/run``."""
        command(["ip", "netns", "delete", self.name])
        shutil.rmtree(self.etc)
        shutil.rmtree(self.run)

    def ip(self, *lines: str, force: bool = False) -> None:
        """Run lines of ip(8) inside for IPv4; with ``force`` also past a failure."""
        self._ip(["-4", *(["-force"] if force else [])], lines, must=not force)

    def ip6(self, *lines: str) -> None:
        """Run lines of ip(8) inside, for IPv6."""
        self._ip(["-6"], lines)

    def _ip(self, how: list[str], lines: tuple[str, ...], *, must: bool = True) -> None:
        words = ["ip", *how, "-n", self.name, "-batch", "-"]
        command(words, "\n".join(lines), must=must)

    def sh(self, script: str) -> None:
        """Run lines of shell inside; they must succeed."""
        command(["ip", "netns", "exec", self.name, "sh", "-euc", script])

    def shows(self, question: str) -> str:
        """Return what ip(8) shows inside, for IPv4."""
        return command(["ip", "-4", "-n", self.name, *question.split()])

    def set(self, key: str, value: int) -> None:
        """Set a kernel setting below ``net``, written with slashes."""
        with self.entered(), open(f"/proc/sys/net/{key}", "w") as setting:
            setting.write(str(value))

    def write(self, name: str, text: str) -> None:
        """Write a file of ``/etc`` as seen from inside."""
        with open(os.path.join(self.etc, name), "w") as file:
            file.write(text)

    def states(self, name: str, text: str) -> None:
        """Write a file of ``/run`` as the program sees it there."""
        path = os.path.join(self.run, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Bring the calling thread inside; sockets it makes there stay there."""
        with (
            open("/proc/thread-self/ns/net") as home,
            open(f"/run/netns/{self.name}") as there,
        ):
            _enter(there.fileno())
            try:
                yield
            finally:
                _enter(home.fileno())

    def bound(self, kind: socket.SocketKind, address: str, port: int) -> socket.socket:
        """Return a socket inside, bound to an address of this machine."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with self.entered():
            made = socket.socket(family, kind)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        return made


def sweep() -> None:
    """Take away what a run left that was killed before it could clean up."""
    for name in os.listdir("/run/netns") if os.path.isdir("/run/netns") else []:
        mine, _, rest = name.partition("-")
        if mine == MINE and not os.path.exists(f"/proc/{rest.partition('-')[0]}"):
            command(["ip", "netns", "delete", name])
            shutil.rmtree(f"/etc/netns/{name}", ignore_errors=True)


def connect(one: Namespace, device: str, other: Namespace, far_device: str) -> None:
    """Lay a cable between two machines."""
    far = f"peer name {far_device} netns {other.name}"
    one.ip(f"link add {device} type veth {far}", f"link set {device} up")
    other.ip(f"link set {far_device} up")


@contextmanager
def started(where: Namespace, *words: str) -> Iterator[None]:
    """Run a daemon inside, and end it after."""
    quiet = subprocess.DEVNULL
    inside = ["ip", "netns", "exec", where.name, *words]
    process = subprocess.Popen(inside, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def command(words: list[str], text: str = "", *, must: bool = True) -> str:
    """Run a command and return its output; what it complains of is the error."""
    done = subprocess.run(words, input=text, capture_output=True, text=True, timeout=20)
    if must and done.returncode:
        msg = f"{' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}"
        raise RuntimeError(msg)
    return done.stdout


def _enter(descriptor: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(descriptor, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
