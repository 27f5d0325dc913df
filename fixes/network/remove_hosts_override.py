"""Take out of the hosts file what sends work to where nobody is."""

from agent.fix import Risk, fix
from agent.host.ports.name_levers import HostsFileControl
from agent.host.ports.names import HostsFile, NameService
from agent.host.ports.network import NameServers
from agent.host.ports.reach import Reach
from agent.model import Account
from agent.policy.model import NetworkRules
from checks.network.hosts_file_agrees import (
    HOSTS_OVERRIDE,
    depended_on,
    hosts_file_agrees,
)

REREAD = 2.5
"""Seconds; systemd-resolved looks at the file at most every two."""


def _kept(levers: HostsFileControl, rules: NetworkRules, **_: object) -> str | None:
    return levers.keep(tuple(depended_on(rules))) or None


def _put_back(before: str, levers: HostsFileControl, **_: object) -> None:
    levers.put_back(before)


@fix(
    repairs=(HOSTS_OVERRIDE,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    remember=_kept,
    undo=_put_back,
    settle=REREAD,
)
def remove_hosts_override(  # noqa: PLR0913, PLR0917 - it asks what the check asks
    hosts: HostsFile,
    servers: NameServers,
    service: NameService,
    reach: Reach,
    levers: HostsFileControl,
    rules: NetworkRules,
) -> None:
    """Turn the lines that the check named into comments, and keep a copy beside.

    Other names of these lines, what works, and this computer's own names stay.
    """
    if found := hosts_file_agrees(hosts, servers, service, reach, rules):
        levers.silence(tuple(found.facts["names"]))
