"""A booted PC: a throw-away copy of a tree, with systemd as its first process."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sysconfig
from contextlib import suppress
from time import monotonic, sleep

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 3))
GROUP = "blusser-lab-"
_turn = itertools.count()
NEVER = "sys_time,sys_boot,sys_module,sys_rawio,wake_alarm,syslog"
"""Rights that reach beyond the PC, above all to the clock of the whole machine."""
DROPPED = ",".join(f"CAP_{name.upper()}" for name in NEVER.split(","))
HEAD = """set -eu
base=$1 run=$2 code=$3 libraries=$4 size=$5
shift 5
for group; do echo 0 >$group/cgroup.procs; done
mount --make-rprivate /
mount -t tmpfs -o size=$size tmpfs $run
mkdir $run/up $run/work $run/root
mount -t overlay -o lowerdir=$base,upperdir=$run/up,workdir=$run/work pc $run/root
"""
TAIL = f"""
exec systemd-nspawn --quiet --directory=$run/root --boot --register=no --keep-unit \\
  --machine=pc --resolv-conf=off --timezone=off --console=pipe \\
  --network-namespace-path=$net --capability=CAP_NET_ADMIN \\
  --drop-capability={DROPPED} $binds \\
  --bind-ro=$code:/opt/blusser --bind-ro=$libraries:/opt/libraries </dev/null
"""
"""All that is mounted or laid lives in namespaces that end with the first process."""
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


class Booted:
    """The copy; ``close`` it, and everything in it is gone."""

    size = "2g"
    """How much may be written to it."""
    own_net = True
    """Whether the wire of this PC is laid in a namespace that dies with it."""

    def __init__(self, tree: str, folder: str, wire: str) -> None:
        """Boot; ``folder`` is empty and stays so, seen from outside.

        ``wire``: lines of shell that set ``net``, the path of the network namespace,
        and ``binds``, more options of systemd-nspawn(1).
        """
        self._log = open(f"{folder}.log", "w+")  # noqa: SIM115
        net = ("--net",) if self.own_net else ()
        mine = (*net, "--mount", "--pid", "--mount-proc", "--fork", "--kill-child")
        libraries = sysconfig.get_path("purelib")
        self._groups = control_groups()
        words = ["bash", "-c", HEAD + wire + TAIL, "boot", tree, folder, ROOT]
        words += [libraries, self.size, *self._groups]
        self._outer = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "unshare", *mine, *words],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"SYSTEMD_NSPAWN_API_VFS_WRITABLE": "network"},
        )
        try:
            self._first = self._booted()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Switch off: the first process takes everything with it."""
        if self._outer.poll() is None:  # the outer one takes its only child with it
            with suppress(ProcessLookupError):
                os.kill(child(self._outer.pid) or self._outer.pid, signal.SIGKILL)
            self._outer.wait(20)
        for group in self._groups:
            remove_group(group)
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

    @property
    def outside(self) -> str:
        """Return where the PC's folders are seen from this machine."""
        return f"/proc/{self._first}/root"

    def write(self, path: str, text: str) -> None:
        """Write a file on the PC."""
        self.run("sh", "-c", f"mkdir -p $(dirname {path}); cat >{path}", text=text)

    def wait(self, script: str, seconds: float) -> None:
        """Wait until lines of shell succeed."""
        until = monotonic() + seconds
        while (done := self.run("sh", "-c", script)).code:
            assert monotonic() < until, f"not within {seconds} s: {script}\n{done}"
            sleep(0.1)

    def _booted(self) -> int:
        """Return the id of the PC's first process, once it has started the rest."""
        until = monotonic() + 60
        while monotonic() < until and self._outer.poll() is None:
            if (first := child(child(self._outer.pid))) and _is_systemd(first):
                self._first = first
                state = self.run("systemctl", "is-system-running").out.strip()
                if state in {"running", "degraded"}:
                    return first
            sleep(0.2)
        self._log.seek(0)
        raise RuntimeError(f"the PC did not boot:\n{self._log.read()[-4000:]}")


def control_groups() -> list[str]:
    """Make a group of our own in each tree that systemd keeps (v1, v2 or both).

    What a run left that was killed before it could clean up is taken away.
    """
    tops = [f"/sys/fs/cgroup{below}" for below in ("", "/unified", "/systemd")]
    made, turn = [], next(_turn)
    for top in tops:
        if not os.path.exists(f"{top}/cgroup.procs"):
            continue
        for name in os.listdir(top):
            owner = name.removeprefix(GROUP).partition("-")[0]
            if name.startswith(GROUP) and not os.path.exists(f"/proc/{owner}"):
                remove_group(f"{top}/{name}")
        made.append(f"{top}/{GROUP}{os.getpid()}-{turn}")
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


def child(pid: int) -> int:
    """Return the only child of a process; 0 where it has none."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            first = file.read().split()[:1]
    except OSError:
        return 0
    return int(first[0]) if first else 0


def _is_systemd(pid: int) -> bool:
    """Say whether the process is the PC's; what prepares it may end meanwhile."""
    try:
        with open(f"/proc/{pid}/comm") as file:
            return file.read().strip() == "systemd"
    except OSError:
        return False
