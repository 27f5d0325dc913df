"""What can be wrong with the office's domain, a real Active Directory.

``domain`` founds it among the servers behind the gateway and has Alice sign in; all
others begin with it.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from base64 import b64encode

from tests.lab.directory.directory import ADDRESS, ROUTER, Directory, records
from tests.lab.directory.tree import PASSWORD, REALM
from tests.lab.gauntlet.office import Office
from tests.lab.network.namespace import Namespace, connect

KRB5 = f"[libdefaults]\n default_realm = {REALM}\n rdns = false\n"
SSSD = f"""
[sssd]
services = nss, ifp
domains = {REALM.lower()}
[domain/{REALM.lower()}]
id_provider = ad
ad_domain = {REALM.lower()}
krb5_realm = {REALM}
dyndns_update = false
offline_timeout = 300
"""
WINDOWS = 11_644_473_600
"""Seconds from 1601, where Windows begins to count, to 1970."""


def domain(office: Office, ahead: str = "") -> Directory:
    """The PC is joined to a domain, and Alice has signed in to it."""
    servers = Namespace("directory")
    office._lending.callback(servers.remove)
    connect(office.gateway, "dc0", servers, "lan0")
    office.gateway.ip(f"address add {ROUTER}/24 dev dc0")
    servers.ip(f"address add {ADDRESS}/24 dev lan0", f"route add default via {ROUTER}")
    folder = tempfile.mkdtemp(dir=office.folder)
    directory = Directory(f"/run/netns/{servers.name}", folder, ahead=ahead)
    office._lending.callback(directory.close)
    _announce(office, records(ADDRESS))
    office.desk.write("/etc/krb5.conf", KRB5)
    key = b64encode(directory.key()).decode()
    office.desk.sh(f"umask 77; echo {key} | base64 -d >/etc/krb5.keytab")
    sign_in(office)
    return directory


def sign_in(office: Office, words: str = "") -> None:
    """Alice gets a ticket, as at the start of her day."""
    line = f"echo {PASSWORD} | kinit {words} alice@{REALM} >/dev/null"
    office.desk.sh(f"runuser -u alice -- sh -c '{line}'")


def ticket_missing(office: Office) -> None:
    """Alice has signed in without a ticket."""
    domain(office)
    office.desk.sh("runuser -u alice -- kdestroy -q")


def ticket_expired(office: Office) -> None:
    """Alice's ticket was for some hours, and they are over."""
    domain(office)
    sign_in(office, "-l 1s")
    time.sleep(2.1)


def account_locked(office: Office) -> None:
    """Alice's phone goes on with her old password, hours after she signed in."""
    directory = domain(office)
    office.blusser("check", "--only", "login", user="alice")
    line = f"kinit -c FILE:/tmp/phone alice@{REALM} >/dev/null 2>&1 || true"
    for old in range(3):
        office.desk.sh(f"echo old{old} | {line}")
    assert directory.shown("alice")["lockoutTime"] != "0"


def account_refused(office: Office) -> None:
    """Alice's account is locked before she has asked the directory for anything."""
    directory = domain(office)
    directory.change("alice", lockoutTime=_windows(0), badPwdCount=3)


def account_disabled(office: Office) -> None:
    """IT has switched Alice's account off."""
    _changed(office, userAccountControl=514)


def account_over(office: Office) -> None:
    """Alice's account was until yesterday."""
    _changed(office, accountExpires=_windows(-1))


def domain_password_expired(office: Office) -> None:
    """Alice's password is 43 days old, where 42 are allowed."""
    _changed(office, pwdLastSet=_windows(-43))


def domain_password_soon(office: Office) -> None:
    """Alice's password is good for two more days."""
    _changed(office, pwdLastSet=_windows(-39.5))


def domain_password_for_good(office: Office) -> None:
    """Alice's password is old, and IT has said that it never expires."""
    _changed(office, pwdLastSet=_windows(-400), userAccountControl=66_048)


def domain_stopped(office: Office) -> None:
    """The controller takes connections and says nothing."""
    domain(office).stop()


def domain_gone(office: Office) -> None:
    """The controller is switched off."""
    domain(office)
    office.gateway.ip("link set dc0 down")


def directory_blocked(office: Office) -> None:
    """A firewall drops what goes to the directory."""
    domain(office).block(389)


def kerberos_blocked(office: Office) -> None:
    """A firewall drops what goes to Kerberos."""
    domain(office).block(88)


def domain_unannounced(office: Office) -> None:
    """The name servers know the controller's name, but not that it is one."""
    domain(office)
    names = {name: rows for name, rows in records(ADDRESS).items() if name[0] == "_"}
    for server in office.name_servers:
        server.zone = {k: v for k, v in server.zone.items() if k not in names}
    office.desk.sh("resolvectl flush-caches")


def domain_clock_ahead(office: Office) -> None:
    """The controller's clock is twenty minutes fast."""
    domain(office, ahead="+20m")


def domain_clock_a_little_ahead(office: Office) -> None:
    """The controller's clock is four minutes fast, which Kerberos tolerates."""
    domain(office, ahead="+4m")


def trust_broken(office: Office) -> None:
    """The controller has another key of the PC than the PC has."""
    words = ("user", "setpassword", "PC$", "--newpassword=An0ther-Passw0rd")
    domain(office).tool(*words)


def machine_deleted(office: Office) -> None:
    """Somebody tidied the PC away from the directory."""
    domain(office).tool("computer", "delete", "pc")


def sign_in_service_offline(office: Office) -> None:
    """SSSD started while the domain was away, and waits; the domain is back."""
    domain(office)
    office.gateway.ip("link set dc0 down")
    office.desk.write("/etc/sssd/sssd.conf", SSSD)
    office.desk.sh("chmod 600 /etc/sssd/sssd.conf; systemctl start sssd")
    asked = "from agent.host.linux.sssd import LinuxSignInService as S"
    office.desk.wait(f"python3 -c '{asked}; assert S().offline()'", 20)
    office.gateway.ip("link set dc0 up")


def certificate_good(office: Office) -> None:
    """IT's certificate for the VPN is good for a year."""
    _certificate(office, 365)


def certificate_soon(office: Office) -> None:
    """It is good for five days."""
    _certificate(office, 5)


def certificate_over(office: Office) -> None:
    """It ended a month ago."""
    _certificate(office, 30, "faketime", "-f", "-60d")


def _certificate(office: Office, days: int, *then: str) -> None:
    """Have OpenSSL make one, and put it where IT keeps it; the key goes nowhere."""
    how = ["-nodes", "-newkey", "ed25519", "-keyout", "/dev/null", "-subj", "/CN=pc"]
    words = [*then, "openssl", "req", "-x509", *how, "-days", str(days)]
    made = subprocess.run(words, check=True, capture_output=True, text=True)
    office.desk.write("/etc/vpn.pem", made.stdout)


def _changed(office: Office, **values: int) -> None:
    """Change Alice's account after she signed in and used the directory."""
    directory = domain(office)
    office.blusser("check", "--only", "login", user="alice")
    directory.change("alice", **values)


def _announce(office: Office, zone: dict[str, tuple[str, ...]]) -> None:
    for server in office.name_servers:
        server.zone = {**server.zone, **zone}
    office.desk.sh("resolvectl flush-caches")


def _windows(days: float) -> int:
    """Return a time of Windows so many days from now."""
    return int((time.time() + days * 86_400 + WINDOWS) * 10_000_000)


__all__ = [
    "account_disabled",
    "account_locked",
    "account_over",
    "account_refused",
    "certificate_good",
    "certificate_over",
    "certificate_soon",
    "directory_blocked",
    "domain",
    "domain_clock_a_little_ahead",
    "domain_clock_ahead",
    "domain_gone",
    "domain_password_expired",
    "domain_password_for_good",
    "domain_password_soon",
    "domain_stopped",
    "domain_unannounced",
    "kerberos_blocked",
    "machine_deleted",
    "sign_in_service_offline",
    "ticket_expired",
    "ticket_missing",
    "trust_broken",
]
