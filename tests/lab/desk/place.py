"""A machine that a desk runs on: a throw-away copy with the network of this one."""

from __future__ import annotations

import os
import socket
import subprocess
from time import monotonic, sleep

import requests

from tests.lab.systemd.booted import Done, child

HEAD = """set -eu
layers=$1 run=$2
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs $run
mkdir $run/up $run/work $run/root
mount -t overlay -o lowerdir=$layers,upperdir=$run/up,workdir=$run/work desk $run/root
cd $run/root
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs tmpfs run
echo ready
exec cat
"""
AROUND = ("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp")


class Place:
    """The copy; ``close`` it, and every process in it is gone."""

    def __init__(self, layers: str, folder: str) -> None:
        """Mount it in namespaces that end with its first process."""
        self._log = f"{folder}.log"
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        words = ["setpriv", "--pdeathsig", "KILL", *apart, "bash", "-c", HEAD, "head"]
        self._holder = subprocess.Popen(
            [*words, layers, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._holder.stdout.readline() == b"ready\n"
        self._first, self._root = child(self._holder.pid), f"{folder}/root"
        self._serving: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """Let it go with everything in it."""
        self._holder.stdin.close()
        self._holder.stdout.close()
        self._holder.wait(20)
        if self._serving:
            self._serving.wait(20)

    def words(self, *words: str, user: str = "root", group: str = "") -> list[str]:
        """Return the command line that runs words inside."""
        enter = ["nsenter", "-t", str(self._first), "-m", "-p", f"--wdns={self._root}"]
        become = [f"--reuid={user}", f"--regid={group or user}", "--init-groups"]
        return [*enter, "chroot", ".", "env", "-i", *AROUND, "setpriv", *become, *words]

    def sh(self, script: str, *given: str, user: str = "root", group: str = "") -> str:
        """Run lines of shell, which must succeed; return what they printed."""
        said = subprocess.run(
            self.words("sh", "-euc", script, "sh", *given, user=user, group=group),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert said.returncode == 0, Done(said.returncode, said.stdout, said.stderr)
        return said.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file that everybody in there may read."""
        with open(f"/proc/{self._first}/root{self._root}{path}", "w") as file:
            file.write(text)

    def serve(self, script: str, address: str, user: str, group: str = "") -> None:
        """Start a server and wait until it answers; one that ran before is ended."""
        self.stop()
        words = self.words("sh", "-euc", f"exec {script}", user=user, group=group)
        with open(self._log, "ab") as log:
            self._serving = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        until_it_answers(address, self._serving, self._log)

    def stop(self) -> None:
        """End the server, and those it started, by its own way of ending."""
        if not self._serving:
            return
        inside = child(self._serving.pid) or self._serving.pid
        os.kill(inside, 15)
        self._serving.wait(30)
        self._serving = None


def free() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until_it_answers(address: str, server: subprocess.Popen[bytes], log: str) -> None:
    """Wait until a server answers; where it ends before, show what it said."""
    until = monotonic() + 90
    while not _answers(address):
        if server.poll() is not None or monotonic() > until:
            with open(log, errors="replace") as file:
                raise AssertionError(file.read()[-4000:])
        sleep(0.1)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=20).status_code < 500
    except requests.RequestException:
        return False
