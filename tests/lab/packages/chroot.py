"""A fresh chroot: no systemd runs in it, no network, nothing is left of it."""

from __future__ import annotations

import os
import subprocess
import time

from tests.lab.systemd.booted import Done

HEAD = """set -eu
layers=$1 run=$2 shared=$3
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs $run
mkdir $run/up $run/work $run/root
mount -t overlay -o lowerdir=$layers,upperdir=$run/up,workdir=$run/work pc $run/root
cd $run/root
mkdir -p tmp/.X11-unix opt/shared
mount -t proc proc proc
mount --rbind /dev dev
mount --bind $shared opt/shared
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix tmp/.X11-unix
echo ready
exec cat
"""
SHARED = "/opt/shared"
"""Where the chroot sees the shared folder."""
FIXED = ("DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "HOME=/root")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
OURS = """
find / -xdev -path /opt/shared -prune -o -path /tmp -prune -o \\
  -type d -printf '%p %m %u:%g\\n' -o -printf '%p %m %u:%g %y %s %l\\n'
find /etc /var /usr/lib/systemd /usr/bin -xdev -type f -exec sha256sum {} +
"""
NOISE = (
    *("/var/log/dpkg.log", "/var/log/alternatives.log", "/var/cache/ldconfig/"),
    *("/var/lib/dpkg/status", "/var/lib/dpkg/lock", "/var/lib/dpkg/triggers/"),
    *("/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-"),
    *("/etc/subuid-", "/etc/subgid-", "/etc/.pwd.lock", "/var/lib/dpkg/available"),
    "/etc/.#",
)
"""What dpkg and the tools for accounts keep of their own doings; of systemd-sysusers
also what it leaves lying where it is killed."""


class Chroot:
    """The chroot; ``close`` it."""

    def __init__(self, layers: str, folder: str, shared: str) -> None:
        """Mount it in namespaces that end with its first process."""
        apart = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
        words = ["setpriv", "--pdeathsig", "KILL", *apart, "bash", "-c", HEAD, "head"]
        self._holder = subprocess.Popen(
            [*words, layers, folder, shared],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._holder.stdout.readline() == b"ready\n"
        with open(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children") as file:
            self._first = file.read().strip()
        self._root = f"{folder}/root"

    def close(self) -> None:
        """Let it go with everything in it."""
        self._holder.stdin.close()
        self._holder.stdout.close()
        self._holder.wait(20)

    def words(self, *words: str, user: str = "root", path: str = PATH) -> list[str]:
        """Return the command line that runs words inside."""
        enter = ["nsenter", "-t", self._first, "-m", "-n", "-p", f"--wdns={self._root}"]
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        around = ["env", "-i", f"PATH={path}", *FIXED, *become]
        return [*enter, "chroot", ".", *around, *words]

    def run(self, *words: str, user: str = "root", path: str = PATH) -> Done:
        """Run words inside."""
        done = subprocess.run(
            self.words(*words, user=user, path=path),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def sh(self, script: str, **how: str) -> str:
        """Run lines of shell, which must succeed."""
        done = self.run("sh", "-euc", script, **how)
        assert done.code == 0, f"{script}\n{done}"
        return done.out

    def install(self, deb: str) -> None:
        """Install a package of the shared folder, silently."""
        self.sh(f"dpkg --install {SHARED}/{deb}")

    def cut_off(self, reached: str, *words: str) -> None:
        """Begin something, and kill everything here as soon as a file is there."""
        quiet = subprocess.DEVNULL
        begun = subprocess.Popen(
            self.words(*words), stdin=quiet, stdout=quiet, stderr=quiet
        )
        place = f"/proc/{self._first}/root{self._root}/{reached}"
        while not os.path.exists(place):
            assert begun.poll() is None, f"{words} ended before {reached}"
            time.sleep(0.001)
        self.run("sh", "-c", "kill -KILL -1")
        begun.wait(20)

    def seen(self) -> set[str]:
        """Return every file with its owner, rights and size, and what it says."""
        lines = self.sh(OURS).splitlines()
        return {one for one in lines if not any(noise in one for noise in NOISE)}
