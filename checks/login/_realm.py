"""Which realm a check is about."""

from agent.host import HostError, PartMissing
from agent.host.ports.login import Kerberos, SignInServers
from agent.policy.model import LoginRules


def of_machine(directory: SignInServers, rules: LoginRules) -> str:
    """Return the realm that this machine is joined to, or that IT names.

    Raises ``PartMissing`` where there is none, ``HostError`` where it has no name.
    """
    if not rules.realm and not directory.is_joined():
        msg = "this machine belongs to no network of an organisation"
        raise PartMissing(msg)
    realm = rules.realm or directory.default_realm()
    if not realm:
        msg = "this machine has a key in a realm, but its settings do not name it"
        raise HostError(msg)
    return realm


def of_account(kerberos: Kerberos, rules: LoginRules) -> str:
    """Return the realm in which the account signs in with a ticket.

    A local account signs in without, unless IT names the realm. Raises
    ``PartMissing`` for an account that does not.
    """
    realm = rules.realm or kerberos.realm()
    if not realm:
        msg = "no realm is set up here"
        raise PartMissing(msg)
    account = kerberos.account()
    if account == "system" or (account == "local" and not rules.realm):
        msg = "this account does not sign in with a ticket"
        raise PartMissing(msg)
    return realm
