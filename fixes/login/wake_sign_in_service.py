"""Have the service that signs people in reach for the domain again."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.login import SignInServers
from agent.host.ports.login_levers import SignInServiceControl
from agent.model import Account
from agent.policy.model import LoginRules
from checks.login._realm import of_machine
from checks.login.sign_in_service_online import SIGN_IN_OFFLINE


@fix(repairs=(SIGN_IN_OFFLINE,), risk=Risk.SAFE, runs_as=Account.SYSTEM, settle=5)
def wake_sign_in_service(
    directory: SignInServers, levers: SignInServiceControl, rules: LoginRules
) -> None:
    """Tell it that the domain is back; only where a server of it answers by now.

    Whom it remembers stays remembered: without that nobody could sign in offline.
    """
    servers = directory.servers(of_machine(directory, rules))
    if not directory.answering(servers):
        msg = "no server of the domain answers"
        raise Refused(msg)
    levers.try_again()
