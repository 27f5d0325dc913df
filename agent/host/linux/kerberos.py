"""Kerberos tickets of the account we run as, from ``klist -s`` and the cache file."""

from __future__ import annotations

import os
import subprocess
import time

from agent.host.linux import krb5conf
from agent.host.linux.ccache import end_of_ticket
from agent.host.linux.passwords import local_name
from agent.host.linux.places import SYSTEM_ACCOUNTS_BELOW
from agent.host.ports.login import Kind, Ticket
from agent.host.trouble import HostError, PartMissing

KLIST = "/usr/bin/klist"
TIMEOUT = 3


class LinuxKerberos:
    """The ticket cache that the account's own programs use."""

    def __init__(self, klist: str = KLIST) -> None:
        """Take another tool, for a test."""
        self._klist = klist

    def realm(self) -> str:
        """See the port."""
        return krb5conf.value(krb5conf.read(), "libdefaults", "default_realm")

    def account(self) -> Kind:
        """See the port."""
        uid = os.geteuid()
        if uid < SYSTEM_ACCOUNTS_BELOW:
            return "system"
        return "local" if local_name(uid) else "network"

    def ticket(self) -> Ticket:
        """See the port. ``klist -s`` says nothing; it ends with 0 or 1."""
        if not os.access(self._klist, os.X_OK):
            msg = "the tools that know about tickets are not installed"
            raise PartMissing(msg)
        kept = ("KRB5_CONFIG", "KRB5CCNAME")
        passed = {name: os.environ[name] for name in kept if name in os.environ}
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program and words
                [self._klist, "-s"],
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", **passed},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as trouble:
            msg = "the tickets could not be looked at"
            raise HostError(msg) from trouble
        if done.returncode not in (0, 1):
            msg = f"the tickets could not be looked at: end {done.returncode}"
            raise HostError(msg)
        return "valid" if done.returncode == 0 else told_apart(cache())

    def holds(self, realm: str) -> bool:
        """See the port."""
        owners = owners_of_caches()
        if not owners:
            msg = "the tickets do not tell whom they belong to"
            raise HostError(msg)
        return any(owner.rpartition("@")[2] == realm for owner in owners)


def owners_of_caches() -> list[str]:
    """Return ``name@REALM`` of every cache of this session; none without Kerberos."""
    from agent.host.linux.libkrb5 import Session

    try:
        session = Session()
    except (HostError, PartMissing):
        return []
    try:
        return session.owners()
    except HostError:
        return []
    finally:
        session.close()


def cache() -> str:
    """Return where the tickets are kept, as Kerberos decides it (krb5.conf(5))."""
    if named := os.environ.get("KRB5CCNAME"):
        return named
    uid = str(os.getuid())
    set_up = krb5conf.value(krb5conf.read(), "libdefaults", "default_ccache_name")
    for token in ("%{uid}", "%{euid}", "%{USERID}"):
        set_up = set_up.replace(token, uid)
    return set_up or f"FILE:/tmp/krb5cc_{uid}"


def told_apart(name: str) -> Ticket:
    """Tell an expired ticket from none, where the cache is a file."""
    path = name.removeprefix("FILE:")
    if not path.startswith("/") or "%{" in path:
        return "unknown"
    try:
        end = end_of_ticket(path)
    except FileNotFoundError:
        return "none"
    except (OSError, ValueError):
        return "unknown"
    if end is None:
        return "none"
    return "expired" if end <= time.time() else "unknown"
