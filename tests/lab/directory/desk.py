"""An employee's machine, joined to the domain, with a cable to its controller."""

from __future__ import annotations

from base64 import b64encode

from tests.lab.directory.directory import ADDRESS, ROUTER
from tests.lab.directory.tree import PASSWORD, REALM
from tests.lab.network.namespace import Namespace, command
from tests.lab.room import EMPLOYEE, PLACE, PROJECT, Report, Room

KRB5 = f"""
[libdefaults]
 default_realm = {REALM}
 dns_lookup_kdc = true
 rdns = false
"""
POLICY = f"""
[login]
realm = "{REALM}"
[network]
time_servers = []
probes = []
"""
NAMED_PC = 'hostname pc; exec "$@"'


class Desk(Room):
    """A room that is called ``pc`` and asks the controller for names."""

    def __init__(self, scratch: str, far: Namespace) -> None:
        """Build it and lay the cable; the far end is ``lan0``."""
        super().__init__(scratch)
        ends = ["eth0", "netns", str(self._holder.pid), "type", "veth", "peer"]
        command(["ip", "link", "add", *ends, "name", "lan0", "netns", far.name])
        self.sh(f"ip address add {ROUTER}/24 dev eth0; ip link set eth0 up")
        far.ip(f"address add {ADDRESS}/24 dev lan0", "link set lan0 up")
        self._hosts = self.sh("cat /etc/hosts")
        self.heal()

    def heal(self) -> None:
        """Forget the tickets, and set up what a joined machine has."""
        self.sh("rm -f /tmp/krb5cc_* /tmp/phone")
        self.write("/etc/hosts", self._hosts)
        self.write("/etc/resolv.conf", f"nameserver {ADDRESS}\n")
        self.write("/etc/krb5.conf", KRB5)
        self.policy(POLICY)

    def policy(self, text: str) -> None:
        """Write IT's rules."""
        self.write(f"{PLACE}/policy.toml", text)

    def join(self, key: bytes) -> None:
        """Keep the key of the machine, as joining does."""
        text = b64encode(key).decode()
        self.sh('umask 77; echo "$1" | base64 -d >/etc/krb5.keytab', text)

    def sign_in(self, *words: str, password: str = PASSWORD) -> int:
        """Ask for a ticket as the employee does; return how it ended."""
        line = " ".join(["/usr/bin/kinit", *words, f"{EMPLOYEE}@{REALM}"])
        script = f"echo {password} | {line}"
        return self.run("sh", "-c", script, user=EMPLOYEE).returncode

    def ask(self, user: str = EMPLOYEE) -> Report:
        """Ask the login checks."""
        return self.blusser("check", "--only", "login", user=user)

    def inside(self, *words: str, user: str = "root", at: str = PROJECT) -> list[str]:
        """See the room; with the name of the machine."""
        *enter, _ = super().inside("-", user=user, at=at)
        split = enter.index("--") + 1
        named = ["unshare", "--uts", "sh", "-c", NAMED_PC, "sh"]
        return [*enter[:split], *named, *enter[split:], *words]
