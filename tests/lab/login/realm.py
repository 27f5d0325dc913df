"""A real realm in a room: MIT Kerberos' own KDC on loopback, port 88."""

from __future__ import annotations

import subprocess
import time

from tests.lab.room import EMPLOYEE, PLACE, Room

REALM = "LAB.TEST"
PASSWORD = "g00d-enough"
HERE = f"{PLACE}/kdc"
CONF = f"""
[libdefaults]
 default_realm = {REALM}
 dns_lookup_kdc = false
 dns_canonicalize_hostname = false
[realms]
 {REALM} = {{
  kdc = 127.0.0.1:88
 }}
"""
PROFILE = f"""
[kdcdefaults]
 kdc_listen = 127.0.0.1:88
 kdc_tcp_listen = 127.0.0.1:88
[realms]
 {REALM} = {{
  database_name = {HERE}/principal
  key_stash_file = {HERE}/stash
  max_life = 10h
  max_renewable_life = 7d
 }}
"""
FOUND = f"""
set -e
export KRB5_KDC_PROFILE={HERE}/kdc.conf
kdb5_util create -s -P master -r {REALM}
for what in 'addprinc -pw {PASSWORD} {EMPLOYEE}' 'addprinc -randkey host/pc.lab.test' \
  'ktadd -k /etc/krb5.keytab host/pc.lab.test'; do
  kadmin.local -r {REALM} -q "$what"
done
"""


class Realm:
    """The KDC, the employee ``els`` in it, and this machine joined to it."""

    def __init__(self, room: Room) -> None:
        """Found the realm and serve it; ``close`` it."""
        self.room = room
        room.sh(f"mkdir -m 700 {HERE}")
        room.write("/etc/krb5.conf", CONF)
        room.write(f"{HERE}/kdc.conf", PROFILE)
        room.sh(FOUND)
        self._served = subprocess.Popen(
            room.inside("env", f"KRB5_KDC_PROFILE={HERE}/kdc.conf", "krb5kdc", "-n"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def close(self) -> None:
        """Serve no more; the room may stay."""
        self._served.terminate()
        self._served.wait(10)

    def sign_in(self, *words: str, **settings: str) -> None:
        """Get a ticket, as the employee does at the start of the day."""
        words = ("/usr/bin/kinit", *words, f"{EMPLOYEE}@{REALM}")
        script = f"echo {PASSWORD} | " + " ".join(words)
        done = self.room.run("sh", "-c", script, user=EMPLOYEE, **settings)
        assert done.returncode == 0, done.stderr

    def _wait(self) -> None:
        """Wait until the KDC listens: state 0A, port 0058 (proc_net_tcp(5))."""
        until = time.monotonic() + 10
        while " 0100007F:0058 00000000:0000 0A " not in self._sockets():
            assert time.monotonic() < until, "the KDC does not listen"
            time.sleep(0.05)

    def _sockets(self) -> str:
        return self.room.sh("cat /proc/net/tcp")
