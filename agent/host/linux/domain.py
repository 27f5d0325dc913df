"""What the domain says, asked of the servers that the machine finds for it."""

from __future__ import annotations

import os

from agent.host.linux import kdc, libkrb5
from agent.host.linux.signin import KEYTAB, PROXY, LinuxSignInServers, own_name
from agent.host.linux.together import together
from agent.host.ports.domain import Trust
from agent.host.ports.login import Server
from agent.host.trouble import HostError, NeedsRights, PartMissing

PATIENCE = 1.9
"""Seconds for one server; finding them takes two at most."""
WITH_KEY = 3.5
NO_MORE = {6, 18, 24}
"""Errors of RFC 4120, 7.5.9: nobody has that name, it is refused, the key is wrong."""
NO_SUCH_KEY = 181
"""``KRB5_KT_NOTFOUND``, from the base on."""


class LinuxDomainClock:
    """Compares with the time that sign-in servers write on what they refuse."""

    def behind(self, realm: str) -> tuple[float, ...]:
        """See the port. The account of this machine is the one asked about."""
        found = servers_of(realm, "kerberos")
        told = together(lambda one: ask_bare(one, realm, own_name()), found, PATIENCE)
        return tuple(one.behind for one in told.values() if one.behind is not None)


class LinuxMachineTrust:
    """The key in the machine's keytab, which only root may read."""

    def __init__(self, keytab: str = KEYTAB) -> None:
        """Take another keytab, for a test."""
        self._keytab = keytab

    def asked(self, realm: str) -> Trust:
        """See the port."""
        if not os.access(self._keytab, os.R_OK):
            msg = "only the system itself may use the key of this machine"
            raise NeedsRights(msg)
        told = together(lambda one: _with_key(one, self._keytab), [realm], WITH_KEY)
        code = told.get(realm)
        if code == NO_SUCH_KEY:
            msg = "this machine has no account in the domain under its name"
            raise PartMissing(msg)
        if code == 0:
            return "trusted"
        if code in NO_MORE:
            return "broken"
        msg = f"the domain does not say whether it trusts this machine: {code}"
        raise HostError(msg)


def servers_of(realm: str, service: str) -> list[Server]:
    """Return the servers of a realm for one service, as the machine finds them."""
    found = LinuxSignInServers().servers(realm)
    return [one for one in found if one.service == service and one.port != PROXY]


def ask_bare(server: Server, realm: str, name: str) -> kdc.Said:
    """Ask one sign-in server about an account, proving nothing."""
    return kdc.ask(server.host, server.port, realm, name, PATIENCE)


def _with_key(realm: str, keytab: str) -> int:
    """Return 0 where the key is taken, else the error."""
    session = libkrb5.Session()
    try:
        session.sign_in(f"{own_name()}@{realm}", keytab)
    except libkrb5.RefusedError as no:
        return no.code
    finally:
        session.close()
    return 0
