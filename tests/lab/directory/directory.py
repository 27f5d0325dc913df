"""A real domain controller, Samba's, on a network namespace that is already laid."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from contextlib import suppress

from tests.lab.directory.tree import DOMAIN, EMPLOYEES, HOST, trees

ADDRESS, ROUTER = "10.88.0.20", "10.88.0.1"
"""The controller's address among the servers, and the gateway's there."""
SERVE = f"""set -eu
lower=$1 run=$2 ahead=$3
mount --make-rprivate /
mount -t tmpfs -o size=512m tmpfs $run
mkdir $run/up $run/work $run/root
mount -t overlay -o lowerdir=$lower,upperdir=$run/up,workdir=$run/work dc $run/root
mount -t proc proc /proc
mount -t proc proc $run/root/proc
mount -t tmpfs tmpfs $run/root/run
mkdir $run/root/run/samba
mount --rbind /dev $run/root/dev
mount -t tmpfs tmpfs $run/root/dev/shm
hostname {HOST}
exec chroot $run/root /usr/bin/env -i PATH=/usr/sbin:/usr/bin LC_ALL=C $ahead \\
  samba -i -M single --no-process-group
"""
TAKES = (53, 88, 389)
"""Ports of names, Kerberos and the directory."""
PDEATH = ("setpriv", "--pdeathsig", "KILL")


class Directory:
    """The controller of ``AD.LAB.TEST``, as it was founded; ``close`` it.

    ``ahead`` sets its own clock off: ``+10m``. ``folder`` is empty and stays so.
    """

    def __init__(
        self, lan: str, folder: str, address: str = ADDRESS, ahead: str = ""
    ) -> None:
        """Serve, and wait until it answers; some three seconds once it is founded."""
        self.address, self._lan = address, lan
        os.makedirs(folder, exist_ok=True)
        self._root = f"{folder}/root"
        self._log = open(f"{folder}.log", "w+")  # noqa: SIM115
        lower = ":".join(trees(address))
        enter = ["nsenter", f"--net={lan}", "unshare", "--mount", "--uts", "--pid"]
        clock = f"faketime -f {ahead}" if ahead else ""
        words = ["--fork", "--kill-child", "sh", "-c", SERVE, "sh", lower, folder]
        self._outer = subprocess.Popen(
            [*PDEATH, *enter, *words, clock],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Switch off: all of it goes with its first process."""
        if self._outer.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._first() or self._outer.pid, signal.SIGKILL)
            self._outer.wait(10)
        self._log.close()

    def sh(self, script: str) -> str:
        """Run lines of shell on the controller; they must succeed."""
        enter = ["nsenter", "-t", str(self._first()), "-m", "-u", "-n", "-p"]
        fixed = ["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/bin", "LC_ALL=C"]
        done = subprocess.run(
            [*enter, "chroot", self._root, *fixed, "sh", "-euc", script],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    def tool(self, *words: str) -> str:
        """Run samba-tool(8)."""
        return self.sh(shlex.join(("samba-tool", *words)))

    def key(self) -> bytes:
        """Return the keytab of the PC that is joined."""
        with open(f"/proc/{self._first()}/root/root/pc.keytab", "rb") as it:
            return it.read()

    def stop(self) -> None:
        """Stop every process: connections are taken, nothing is ever said."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Go on after ``stop``."""
        self._signal(signal.SIGCONT)

    def block(self, port: int) -> None:
        """Drop what comes for a port, as a firewall does on the way."""
        self._nft(
            "add table inet lab",
            "add chain inet lab way { type filter hook input priority 0; }",
            f"add rule inet lab way tcp dport {port} drop",
        )

    def heal(self, *names: str) -> None:
        """Let everything through, go on, and put these accounts back."""
        self._nft("flush ruleset")
        self.go_on()
        for name in names:
            well = {"userAccountControl": 512, "accountExpires": 0, "lockoutTime": 0}
            self.change(name, **well, badPwdCount=0, pwdLastSet=-1)

    def change(self, name: str, **values: int) -> None:
        """Set attributes of an account as only the controller itself may."""
        lines = [f"dn: CN={name},CN=Users,{base()}", "changetype: modify"]
        for attribute, value in values.items():
            lines += [f"replace: {attribute}", f"{attribute}: {value}", "-"]
        anything = "--controls=local_oid:1.3.6.1.4.1.7165.4.3.12:0"
        database = "/var/lib/samba/private/sam.ldb"
        text = shlex.quote("\n".join([*lines, ""]))
        self.sh(f"printf %s {text} | ldbmodify -H {database} {anything}")

    def shown(self, name: str) -> dict[str, str]:
        """Return the attributes of an account."""
        rows = self.tool("user", "show", name).splitlines()
        return dict(row.split(": ", 1) for row in rows if ": " in row)

    def _nft(self, *lines: str) -> None:
        inside = ["nsenter", f"--net={self._lan}", "nft", "-f", "-"]
        text = "\n".join(lines)
        subprocess.run(inside, input=text, text=True, check=True, capture_output=True)

    def _signal(self, number: signal.Signals) -> None:
        """Signal everything but the first, which a namespace protects from it."""
        for name in os.listdir("/proc"):
            with suppress(OSError):
                if (
                    name.isdecimal()
                    and os.readlink(f"/proc/{name}/ns/pid") == self._pids()
                ):
                    os.kill(int(name), number)

    def _pids(self) -> str:
        return os.readlink(f"/proc/{self._first()}/ns/pid")

    def _first(self) -> int:
        """Return the controller's first process; 0 where it has not started."""
        path = f"/proc/{self._outer.pid}/task/{self._outer.pid}/children"
        with suppress(OSError), open(path) as file:
            return int((file.read().split() or ["0"])[0])
        return 0

    def _wait(self) -> None:
        """Wait until it says that every service has started, and takes connections."""
        until = time.monotonic() + 30
        ports = " or ".join(f"src {self.address}:{port}" for port in TAKES)
        while True:
            with suppress(AssertionError):
                if self._first() and len(
                    self.sh(f"ss -Hltn {ports}").splitlines()
                ) == len(TAKES):
                    return
            if time.monotonic() > until or self._outer.poll() is not None:
                self._log.seek(0)
                msg = f"the directory did not start:\n{self._log.read()[-3000:]}"
                raise RuntimeError(msg)
            time.sleep(0.1)


def base() -> str:
    """Return the name of the domain in the directory."""
    return ",".join(f"DC={part}" for part in DOMAIN.split("."))


def records(address: str) -> dict[str, tuple[str, ...]]:
    """Return what a name server of the office tells about the domain."""
    host, rows = f"{HOST}.{DOMAIN}", {}
    for service, port in {"kerberos": 88, "ldap": 389}.items():
        for below in ("", "dc._msdcs."):
            rows[f"_{service}._tcp.{below}{DOMAIN}"] = (f"0 100 {port} {host}.",)
    rows[f"_kerberos._udp.{DOMAIN}"] = (f"0 100 88 {host}.",)
    return {host: (address,), DOMAIN: (address,), **rows}
