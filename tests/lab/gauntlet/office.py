"""The office: a booted PC behind the lab's gateway, with all of the internet it needs.

The world outside is built once and healed; the PC is a new one for every case.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import ExitStack
from typing import Any

from tests.lab.gauntlet.report import Report
from tests.lab.network import plan
from tests.lab.network.namespace import command, started
from tests.lab.network.world import World, by_hand
from tests.lab.systemd.booted import Booted, Done
from tests.lab.systemd.tree import tree

HOME = "64M"
WIRE = f"""
net={{net}}
truncate -s {HOME} $run/home.img
mkfs.ext4 -q -F -E nodiscard,lazy_itable_init=0,lazy_journal_init=0 $run/home.img
fallocate -l {HOME} $run/home.img
mkdir $run/home
mount -o loop $run/home.img $run/home
cp -a $run/root/home/. $run/home
rmdir $run/home/lost+found
binds="--bind=$run/home:/home --bind-ro={{ssl}}:/etc/ssl"
"""
"""The PC's system lies on one disk, its homes on another, with ext4."""
CONNECTION = """
[connection]
id=office
uuid=0d6f6f0e-6b7e-4f43-a6d5-7f6f3c1f3a20
type=ethernet
interface-name=eth0
[ipv4]
method=auto
dhcp-timeout=20
[ipv6]
method=ignore
"""
CHECKED = """
[connectivity]
uri=http://probe1.lab.test/connect.txt
response=The Lab's Connect Test
interval=300
[keyfile]
unmanaged-devices=interface-name:eth1
"""
"""NetworkManager leaves the second cable of some cases to who plugs it in."""
READY = f"""
until ip -4 -brief address show dev eth0 | grep -q 10.77.0. &&
  resolvectl dns eth0 | grep -q {plan.GATEWAY}; do sleep .1; done
"""
TIMED = 'TIMEFORMAT="%U %S"; time "$@"'
"""Tells on the last line of standard error how long processors worked, in seconds."""
UNKEPT = "This run could not be kept"
"""What the program may say beside its report, where a disk takes nothing more."""
RULES: dict[str, dict[str, Any]] = {
    "network": {
        "names": ["office.lab.test", "shop.lab.test"],
        "probes": [
            ["http://probe1.lab.test/connect.txt", plan.PROBE],
            ["http://probe2.lab.test/connect.txt", plan.PROBE],
        ],
        "endpoints": ["https://work.lab.test"],
        "time_servers": ["time1.lab.test", "time2.lab.test"],
    },
    "disk": {"min_free_bytes": 10_000_000},
}
"""What IT has set in this office."""


class Pc(Booted):
    """The employee's PC; Alice has a session on it."""

    size = "320m"
    own_net = False


class Office(World):
    """The world of the network lab, with a booted PC in it."""

    def __init__(self, folder: str) -> None:
        """Build everything but the PC; call ``close`` whatever happens after."""
        self._lending = ExitStack()
        self.folder, self.desk = folder, None
        super().__init__(folder)
        self.lend()

    def close(self) -> None:
        """Switch the PC off and take everything away."""
        self.switch_off()
        self._lending.close()
        super().close()

    def lend(self, *, on: bool = True) -> None:
        """Have the gateway lend addresses, or lend no more."""
        self._lending.close()
        if on:
            options = [
                *("--keep-in-foreground", "--conf-file=/dev/null", "--port=0"),
                *("--pid-file=", "--interface=lan0", "--bind-dynamic", "--no-ping"),
                *("--dhcp-authoritative", "--leasefile-ro", "--user=root"),
                "--dhcp-range=10.77.0.100,10.77.0.149,2h",
                f"--dhcp-option=3,{plan.GATEWAY}",
                f"--dhcp-option=6,{plan.GATEWAY},{plan.NAMES}",
            ]
            self._lending.enter_context(started(self.gateway, "dnsmasq", *options))

    def switch_on(self, system: str = "") -> Pc:
        """Boot a new PC, and wait until it is on the network.

        ``system``: the folders it consists of, where more is installed than usual.
        """
        assert not self.desk
        folder = tempfile.mkdtemp(dir=self.folder)
        net = f"/run/netns/{self.pc.name}"
        wire = WIRE.format(net=net, ssl=f"{self.pc.etc}/ssl")
        self.desk = Pc(system or tree(), folder, wire)
        place = "/etc/NetworkManager/system-connections/office.nmconnection"
        self.desk.write("/etc/NetworkManager/conf.d/checked.conf", CHECKED)
        self.desk.write(place, CONNECTION)
        self.rules({})
        self.desk.sh(
            f"chmod 600 {place}; nmcli general reload; nmcli connection reload"
        )
        self.desk.wait("nmcli connection up office >/dev/null", 10)
        self.desk.sh(f"timeout 20 sh -c '{READY}'")
        return self.desk

    def switch_off(self) -> None:
        """Throw the PC away."""
        if self.desk:
            self.desk.close()
        self.desk = None

    def rules(self, changes: dict[str, Any]) -> None:
        """Write IT's policy: the office's own with these changes."""
        assert self.desk
        self.desk.write("/etc/blusser/policy.toml", toml(merged(RULES, changes)))

    def names_at(self, *addresses: str) -> None:
        """Tell the PC's resolver whom to ask; before it runs, DHCP will."""
        if self.desk:
            wanted = " ".join(addresses) or "''"
            self.desk.sh(f"resolvectl dns eth0 {wanted}; resolvectl flush-caches")

    def blusser(
        self, command: str, *words: str, user: str, language: str = "C.UTF-8"
    ) -> Report:
        """Run the program on the PC, as somebody who sits there would."""
        program = ("python3", "-m", "agent", command, "--json", *words)
        timed = ("bash", "-c", TIMED, "bash", *program)
        done = self.session(user, *timed, language=language)
        *beside, cpu = done.err.splitlines() or [""]
        cpu = cpu.replace(",", ".")
        unexpected = [line for line in beside if not line.startswith(UNKEPT)]
        if not done.out.startswith("{") or unexpected:
            raise RuntimeError(f"blusser {command}: {done}")
        return Report(done.code, json.loads(done.out), sum(map(float, cpu.split())))

    def session(self, user: str, *words: str, language: str = "C.UTF-8") -> Done:
        """Run something in somebody's session on the PC."""
        assert self.desk
        home = "/root" if user == "root" else f"/home/{user}"
        number = self.desk.run("id", "--user", user).out.strip()
        session = f"/run/user/{number}"
        env = (f"HOME={home}", f"XDG_RUNTIME_DIR={session}", f"LC_ALL={language}")
        bus = f"DBUS_SESSION_BUS_ADDRESS=unix:path={session}/bus"
        return self.desk.run("env", *env, bus, *words, user=user)

    def heal(self) -> None:
        """Make everything healthy; the next PC plugs a new cable in."""
        for machine in (self.gateway, self.internet):
            command(["ip", "netns", "exec", machine.name, "nft", "flush", "ruleset"])
        self.gateway.ip("link delete lan0", force=True)
        self.pc.renew()
        by_hand(self.pc)
        self._plug_in()
        super().heal()

    def _heal_pc(self) -> None:
        """Nothing: the next one is new."""


def merged(rules: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return rules with changes, table by table."""
    both = rules | changes
    for name in rules.keys() & changes.keys():
        if isinstance(rules[name], dict):
            both[name] = merged(rules[name], changes[name])
    return both


def toml(rules: dict[str, Any]) -> str:
    """Write rules as TOML: single values first, then tables, then lists of tables."""
    plain = {k: v for k, v in rules.items() if not _tables(v)}
    lines = [f"{key} = {_inline(value)}" for key, value in plain.items()]
    for key, value in rules.items():
        if isinstance(value, dict):
            lines += [f"[{key}]", *(f"{k} = {_inline(v)}" for k, v in value.items())]
        elif _tables(value):
            for one in value:
                lines += [
                    f"[[{key}]]",
                    *(f"{k} = {_inline(v)}" for k, v in one.items()),
                ]
    return "\n".join([*lines, ""])


def _tables(value: Any) -> bool:
    rows = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) or rows


def _inline(value: Any) -> str:
    """Write a value of TOML on one line; a table as an inline table."""
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(k)} = {_inline(v)}" for k, v in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value)


def scratch() -> str:
    """Return an empty folder for the keys and images of one office."""
    return tempfile.mkdtemp(prefix=f"blusser-office-{os.getpid()}-")
