"""A booted PC: systemd as its first process, a cable, and what is at its other end."""

from __future__ import annotations

import ctypes
import socket
import subprocess
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import Any

import dns.rdataclass
import dns.rdatatype
import dns.rrset

from tests.lab.systemd.booted import Booted, child
from tests.lab.network.name_server import NameServer, Zone, well

CLONE_NEWNET = 0x40000000
FAR = "10.77.0.1"
WIRE = f"""
net=$run/net binds=
touch $net
unshare --net=$net ip link set lo up
ip link set lo up
ip link add far0 type veth peer name host0 netns $net
ip address add {FAR}/24 dev far0
ip link set far0 up
"""
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


class Machine(Booted):
    """A booted PC with a cable to a far end that lends addresses and knows names."""

    def __init__(self, tree: str, folder: str) -> None:
        """Boot; ``folder`` is empty and stays so, seen from outside."""
        self._servers: list[subprocess.Popen[bytes]] = []
        self.names: NameServer | None = None
        super().__init__(tree, folder, WIRE)
        try:
            self._serve()
            self.wait("ip -4 -br address show dev host0 | grep -q 10.77.0.", 30)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Switch off, and stop the servers at the far end."""
        for server in self._servers:
            server.kill()
            server.wait()
        super().close()
        if self.names:
            self.names.close()

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
        enter = ["setpriv", "--pdeathsig", "KILL", "nsenter", f"--net={self.far}"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            [*enter, *words], stdin=quiet, stdout=quiet, stderr=quiet
        )

    @property
    def far(self) -> str:
        """The network at the other end of the cable, by its path."""
        return f"/proc/{child(self._outer.pid)}/ns/net"

    def at_far(self, *words: str) -> None:
        """Run a command in the network at the far end; it must succeed."""
        subprocess.run(["nsenter", f"--net={self.far}", *words], check=True)

    def far_socket(self, kind: socket.SocketKind, port: int) -> socket.socket:
        """Return a socket bound at the far end."""
        made: list[socket.socket] = []

        def inside() -> None:
            with open(self.far) as there:
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
