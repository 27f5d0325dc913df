"""A booted PC: systemd as its first process, a cable, and what is at its other end."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sysconfig
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import monotonic, sleep
from typing import Any

import dns.rdataclass
import dns.rdatatype
import dns.rrset

from tests.lab.network.name_server import NameServer, Zone, well

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 3))
CLONE_NEWNET = 0x40000000
GROUP = "blusser-lab-"
FAR = "10.77.0.1"
NEVER = "sys_time,sys_boot,sys_module,sys_rawio,wake_alarm,syslog"
"""Rights that reach beyond the PC, above all to the clock of the whole machine."""
DROPPED = ",".join(f"CAP_{name.upper()}" for name in NEVER.split(","))
BOOT = f"""set -eu
base=$1 run=$2 code=$3 libraries=$4
shift 4
for group; do echo 0 >$group/cgroup.procs; done
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs $run
mkdir $run/up $run/work $run/root
mount -t overlay -o lowerdir=$base,upperdir=$run/up,workdir=$run/work pc $run/root
touch $run/net
unshare --net=$run/net ip link set lo up
ip link set lo up
ip link add far0 type veth peer name host0 netns $run/net
ip address add {FAR}/24 dev far0
ip link set far0 up
exec systemd-nspawn --quiet --directory=$run/root --boot --register=no --keep-unit \\
  --machine=pc --resolv-conf=off --timezone=off --console=pipe \\
  --network-namespace-path=$run/net --capability=CAP_NET_ADMIN \\
  --drop-capability={DROPPED} \\
  --bind-ro=$code:/opt/blusser --bind-ro=$libraries:/opt/libraries </dev/null
"""
"""All that is mounted or laid lives in namespaces that end with the first process."""
HEAL = """
pkill -CONT dbus-daemon || true
if ! systemctl --quiet is-active dbus.service; then
  systemctl --quiet stop polkit.service
  systemctl --quiet start dbus.socket dbus.service
  systemctl restart systemd-logind systemd-resolved NetworkManager
fi
cd /etc/systemd/system
for unit in lab-*; do
  [ -e $unit ] || [ -L $unit ] || continue
  systemctl --quiet kill --signal=KILL $unit 2>/dev/null || true
  systemctl --quiet stop $unit || true
  rm -f $unit *.wants/$unit
done
rm -rf /run/systemd/system/systemd-timesyncd.service.d
systemctl daemon-reload
systemctl --quiet enable systemd-timesyncd.service
systemctl restart systemd-timesyncd.service
systemctl reset-failed
if systemctl --quiet is-active systemd-networkd.service; then
  systemctl stop systemd-networkd.socket systemd-networkd.service
fi
rm -rf /run/systemd/network
systemctl start systemd-resolved NetworkManager
grep -q 127.0.0.53 /etc/resolv.conf || systemctl restart systemd-resolved
nm-online --quiet --timeout=1 || true
state=$(nmcli --get-values GENERAL.STATE device show host0)
addresses=$(ip -4 -oneline address show dev host0 | wc -l)
if [ "$state $addresses" != "100 (connected) 1" ]; then
  ip address flush dev host0
  nmcli connection up office >/dev/null
fi
for _ in 1 2 3 4 5 6 7 8 9; do
  if resolvectl dns host0 | grep -q 10.77.0.1; then break; fi
  sleep .3
done
nmcli general reload dns-rc
resolvectl flush-caches
"""
"""Brings the PC back to how it was, whatever a case left."""
ENVIRONMENT = (
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL=C.UTF-8",
    "PYTHONPATH=/opt/blusser:/opt/libraries",
    "PYTHONDONTWRITEBYTECODE=1",
)


class Done:
    """How a command ended, and what it said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        """Keep all three."""
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        """Show all of it where a test fails."""
        return f"exit {self.code}: {self.out}{self.err}"


class Machine:
    """A throw-away copy of a tree, booted."""

    def __init__(self, tree: str, folder: str) -> None:
        """Boot; ``folder`` is empty and stays so, seen from outside."""
        self._log = open(f"{folder}.log", "w+")  # noqa: SIM115
        mine = ("--net", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child")
        libraries = sysconfig.get_path("purelib")
        self._groups = control_groups()
        words = ["bash", "-c", BOOT, "boot", tree, folder, ROOT, libraries]
        self._outer = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "unshare", *mine, *words, *self._groups],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"SYSTEMD_NSPAWN_API_VFS_WRITABLE": "network"},
        )
        self._servers: list[subprocess.Popen[bytes]] = []
        self.names: NameServer | None = None
        try:
            self._first = self._booted()
            self._serve()
            self.wait("ip -4 -br address show dev host0 | grep -q 10.77.0.", 30)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Switch off: the first process takes everything with it."""
        for server in self._servers:
            server.kill()
            server.wait()
        if self._outer.poll() is None:  # the outer one takes its only child with it
            with suppress(ProcessLookupError):
                os.kill(_child(self._outer.pid) or self._outer.pid, signal.SIGKILL)
            self._outer.wait(20)
        for group in self._groups:
            remove_group(group)
        if self.names:
            self.names.close()
        self._log.close()

    def run(self, *words: str, user: str = "root", text: str = "") -> Done:
        """Run a command on the PC, never with a right that reaches beyond it."""
        bounded = f"--bounding-set={','.join(f'-{name}' for name in NEVER.split(','))}"
        enter = ["nsenter", "-t", str(self._first), *"-m -u -i -n -p -r -w".split()]
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        words = ("setpriv", bounded, *enter, "env", "-i", *ENVIRONMENT, *become, *words)
        done = subprocess.run(
            words, input=text, capture_output=True, text=True, timeout=90
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def sh(self, script: str) -> str:
        """Run lines of shell as root; they must succeed."""
        done = self.run("sh", "-euc", script)
        assert done.code == 0, f"{script}\n{done}"
        return done.out.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file on the PC."""
        self.run("sh", "-c", f"mkdir -p $(dirname {path}); cat >{path}", text=text)

    def wait(self, script: str, seconds: float) -> None:
        """Wait until lines of shell succeed."""
        until = monotonic() + seconds
        while (done := self.run("sh", "-c", script)).code:
            assert monotonic() < until, f"not within {seconds} s: {script}\n{done}"
            sleep(0.1)

    def lend(self, *, on: bool = True) -> None:
        """Have the far end lend addresses, or lend no more."""
        for server in self._servers:
            server.kill()
            server.wait()
        self._servers = [self._lender()] if on else []

    def unit(self, name: str, service: str, *, more: str = "") -> None:
        """Write a service of the lab, and have systemd read it; it is not started."""
        assert name.startswith("lab-"), name
        text = f"[Unit]\n{more}\n[Service]\n{service}\n[Install]\nWantedBy=multi-user.target\n"
        self.write(f"/etc/systemd/system/{name}", text)
        self.sh("systemctl daemon-reload")

    def misremember(self, name: str) -> None:
        """Have the PC's cache believe that a name does not exist, which is over now.

        A connection that has just come up may empty the cache once more.
        """
        assert self.names
        for _ in range(10):
            self.names.manner = unknown_for_long
            told = self.run("getent", "ahosts", name).code
            self.names.heal()
            if told and self.run("getent", "ahosts", name).code:
                return
            self.sh("sleep .3; resolvectl flush-caches")
        msg = f"{name} is not remembered wrongly"
        raise AssertionError(msg)

    def heal(self) -> None:
        """Undo whatever a case did, whatever state it left."""
        assert self.names
        self.names.heal()
        if not self._servers or self._servers[0].poll() is not None:
            self.lend()
        self.sh(HEAL)
        self.wait("ip -4 -br address show dev host0 | grep -q 10.77.0.", 30)

    def _booted(self) -> int:
        """Return the id of the PC's first process, once it has started the rest."""
        until = monotonic() + 60
        while monotonic() < until and self._outer.poll() is None:
            if (first := _child(_child(self._outer.pid))) and _is_systemd(first):
                self._first = first
                state = self.run("systemctl", "is-system-running").out.strip()
                if state in {"running", "degraded"}:
                    return first
            sleep(0.2)
        self._log.seek(0)
        raise RuntimeError(f"the PC did not boot:\n{self._log.read()[-4000:]}")

    def _serve(self) -> None:
        zone = {"office.lab.test": ("10.77.0.1",), "shop.lab.test": ("10.77.0.1",)}
        self.names = NameServer(self.far_socket(socket.SOCK_DGRAM, 53), zone)
        self.lend()

    def _lender(self) -> subprocess.Popen[bytes]:
        words = [
            *("dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--port=0"),
            *("--interface=far0", "--bind-interfaces", "--pid-file=", "--no-ping"),
            *("--dhcp-authoritative", "--leasefile-ro", "--user=root", "--group=root"),
            "--dhcp-range=10.77.0.50,10.77.0.99,2m",
            *(f"--dhcp-option=3,{FAR}", f"--dhcp-option=6,{FAR}"),
        ]
        enter = ["setpriv", "--pdeathsig", "KILL", "nsenter", f"--net={self._far()}"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            [*enter, *words], stdin=quiet, stdout=quiet, stderr=quiet
        )

    def _far(self) -> str:
        return f"/proc/{_child(self._outer.pid)}/ns/net"

    def far_socket(self, kind: socket.SocketKind, port: int) -> socket.socket:
        """Return a socket bound at the far end."""
        made: list[socket.socket] = []

        def inside() -> None:
            with open(self._far()) as there:
                if ctypes.CDLL(None, use_errno=True).setns(
                    there.fileno(), CLONE_NEWNET
                ):
                    return
            bound = socket.socket(socket.AF_INET, kind)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((FAR, port))
            made.append(bound)

        thread = Thread(target=inside)  # its namespace ends with it
        thread.start()
        thread.join()
        return made[0]


def unknown_for_long(query: Any, zone: Zone) -> Any:
    """Answer that the name does not exist, and that this may be believed for hours."""
    answer = well(query, {})
    text = "ns.lab.test. admin.lab.test. 1 7200 900 86400 7200"
    answer.authority.append(
        dns.rrset.from_text("lab.test.", 7200, dns.rdataclass.IN, "SOA", text)
    )
    return answer


def eventually(true: Callable[[], bool], seconds: float) -> None:
    """Wait until something is true."""
    until = monotonic() + seconds
    while not true():
        assert monotonic() < until, f"not within {seconds} s"
        sleep(0.1)


def control_groups() -> list[str]:
    """Make a group of our own in each tree that systemd keeps (v1, v2 or both).

    What a run left that was killed before it could clean up is taken away.
    """
    tops = [f"/sys/fs/cgroup{below}" for below in ("", "/unified", "/systemd")]
    made = []
    for top in tops:
        if not os.path.exists(f"{top}/cgroup.procs"):
            continue
        for name in os.listdir(top):
            if name.startswith(GROUP) and not os.path.exists(
                f"/proc/{name.removeprefix(GROUP)}"
            ):
                remove_group(f"{top}/{name}")
        made.append(f"{top}/{GROUP}{os.getpid()}")
        os.mkdir(made[-1])
    return made


def remove_group(top: str) -> None:
    """Remove a control group and those below it; its processes are ending."""
    until = monotonic() + 5
    while os.path.exists(top):
        for folder, _, _ in os.walk(top, topdown=False):
            with suppress(OSError):
                os.rmdir(folder)
        assert monotonic() < until, f"{top} is still in use"
        sleep(0.05)


def _child(pid: int) -> int:
    """Return the only child of a process; 0 where it has none."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            first = file.read().split()[:1]
    except OSError:
        return 0
    return int(first[0]) if first else 0


def _is_systemd(pid: int) -> bool:
    with open(f"/proc/{pid}/comm") as file:
        return file.read().strip() == "systemd"
