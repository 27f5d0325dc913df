"""How an employee's account stands in the domain: asked bare, and by its ticket."""

from __future__ import annotations

import os
import pwd
import time
from collections.abc import Callable
from typing import TypeVar

from agent.host.linux import kdc
from agent.host.linux.domain import PATIENCE, ask_bare, servers_of
from agent.host.linux.gssapi import RefusedError
from agent.host.linux.kerberos import owners_of_caches
from agent.host.linux.ldap import Entry, Ldap
from agent.host.linux.together import together
from agent.host.ports.domain import AccountState, Refusal
from agent.host.ports.login import Server
from agent.host.trouble import HostError

Answer = TypeVar("Answer")
Find = Callable[[str, str], list[Server]]
"""How the servers of a realm for a service are found."""
REVOKED = 18
CODES: dict[int, Refusal] = {1: "over", REVOKED: "unknown", 23: "password"}
"""Errors of RFC 4120, 7.5.9: the account is past its end, is refused, its password is
past its own. Some servers say so only who wants a ticket for a service."""
REASONS: dict[int, Refusal] = {
    0xC0000234: "locked",
    0xC0000072: "disabled",
    0xC0000193: "over",
    0xC0000071: "password",
    0xC0000224: "password",
}
"""By NTSTATUS (MS-ERREF 2.3.1): locked out, disabled, expired, password expired, must
change."""
DISABLED, LOCKED = 0x2, 0x10
"""Flags of an account (MS-ADTS 2.2.16)."""
NEVER = (0, 0x7FFFFFFFFFFFFFFF)
SINCE_1601 = 11_644_473_600
TICKS = 10_000_000
"""Times of Windows count tenths of microseconds since 1601 (MS-DTYP, FILETIME)."""
CONTROL, COMPUTED = "userAccountControl", "msDS-User-Account-Control-Computed"
ENDS, PASSWORD_ENDS = "accountExpires", "msDS-UserPasswordExpiryTimeComputed"


class LinuxDomainAccount:
    """The account that this session's ticket belongs to, else the one we run as."""

    def __init__(
        self, servers: Callable[[str, str], list[Server]] = servers_of
    ) -> None:
        """Take another way to find the servers of a realm, for a test."""
        self._servers = servers

    def refusal(self, realm: str) -> Refusal:
        """See the port."""
        name = own_account(realm)

        def ask(server: Server) -> kdc.Said:
            return ask_bare(server, realm, name)

        said = _first(ask, self._servers(realm, "kerberos"))
        if said.code == REVOKED:
            return REASONS.get(said.status, CODES[REVOKED])
        return CODES.get(said.code, "none")

    def state(self, realm: str) -> AccountState:
        """See the port."""
        name = own_account(realm)

        def ask(server: Server) -> AccountState:
            base = ",".join(f"DC={part}" for part in realm.lower().split("."))
            wanted = (CONTROL, COMPUTED, ENDS, PASSWORD_ENDS)
            try:
                with Ldap(server.host, server.port, realm, PATIENCE) as directory:
                    found = directory.find(base, "sAMAccountName", name, wanted)
            except RefusedError as no:
                if no.code in CODES:
                    return AccountState(CODES[no.code])
                raise
            return read(found, time.time())

        return _first(ask, self._servers(realm, "ldap"))


def own_account(realm: str) -> str:
    """Return the name of the account in the domain: the ticket's, else our own."""
    return owner_in(realm, owners_of_caches()) or own_user()


def owner_in(realm: str, owners: list[str]) -> str:
    """Return the name of the first person of a realm; a machine's has a ``/``."""
    for owner in owners:
        name, _, domain = owner.rpartition("@")
        if domain == realm and "/" not in name:
            return name
    return ""


def own_user() -> str:
    """Return the name of the account we run as, without its domain."""
    try:
        known = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError as unknown:
        msg = "the account we run as is not in the account database"
        raise HostError(msg) from unknown
    return known.rpartition("\\")[2].partition("@")[0]


def read(entry: Entry, now: float) -> AccountState:
    """Judge an entry of a directory as Windows would at a sign-in."""
    try:
        control, computed = int(entry[CONTROL]), int(entry.get(COMPUTED, "0"))
        ends, password = int(entry[ENDS]), int(entry[PASSWORD_ENDS])
    except (KeyError, ValueError) as trouble:
        msg = "the directory does not tell how this account stands"
        raise HostError(msg) from trouble
    if control & DISABLED:
        return AccountState("disabled")
    if ends not in NEVER and _days(ends, now) < 0:
        return AccountState("over")
    if computed & LOCKED:
        return AccountState("locked")
    if password == NEVER[1]:
        return AccountState()
    left = -1 if password == 0 else _days(password, now)
    return AccountState("password" if left < 0 else "none", left)


def _days(moment: int, now: float) -> int:
    """Return whole days until a time of Windows; below 0 it has passed."""
    return int((moment / TICKS - SINCE_1601 - now) // 86_400)


def _first(ask: Callable[[Server], Answer], servers: list[Server]) -> Answer:
    """Return the first answer of all that are asked at once."""
    told = together(ask, servers, PATIENCE, lambda _: True)
    if not told:
        msg = "the sign-in server does not answer"
        raise HostError(msg)
    return next(iter(told.values()))
