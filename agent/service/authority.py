"""Who may ask the service: decided from what the kernel and logind say. Pure."""

from __future__ import annotations

from agent.policy.broker import BrokerRules
from agent.service.protocol import Reason
from agent.typed import Protocol
from agent.value import Value

ROOT = 0
NO_HANDLE, GONE = -1, -2
PERSON = "user"
"""Class of the session of a person (pam_systemd(8)); greeters are of another."""


class Caller(Value):
    """Who is at the other end: user id, process id, and a handle on that process.

    ``handle`` is a pidfd, ``NO_HANDLE`` where this kernel gives none, ``GONE`` where
    the process had ended before we looked.
    """

    uid: int
    pid: int
    handle: int = NO_HANDLE


class Sitting(Value):
    """A session: whether it is in front now, from afar, and of which class."""

    active: bool = True
    remote: bool = False
    kind: str = PERSON


class People(Protocol):
    """What this machine knows of accounts and their sessions.

    Raises ``HostError`` where it does not answer.
    """

    def is_ours(self, uid: int) -> bool:
        """Say whether it is the account of the scheduled run, made by the package."""

    def name(self, uid: int) -> str:
        """Return the name of an account, empty where there is no such account."""

    def groups(self, uid: int) -> tuple[str, ...]:
        """Return the names of the groups it is in."""

    def sittings(self, uid: int) -> tuple[Sitting, ...]:
        """Return its sessions."""

    def sitting_of(self, pid: int) -> Sitting | None:
        """Return the session that a process is in; none where it is in none."""

    def alive(self, caller: Caller) -> bool:
        """Say whether the very process that called is still there."""


def refusal(caller: Caller, people: People, rules: BrokerRules) -> Reason | None:
    """Return why a caller gets nothing; nothing where they may ask.

    Root may, and the account of the scheduled run, which only systemd can become; its
    name alone is nothing, as a directory may know somebody of that name. Others: who
    the rules name, or anybody where they name nobody; and who sits at this machine now.
    What is in a session from afar is refused, whoever it is. A process id is only ever
    a reason to refuse, and the process must still be there afterwards, so that a reused
    one gains nothing.
    """
    if caller.uid == ROOT or people.is_ours(caller.uid):
        return None
    name = people.name(caller.uid)
    may = (
        name != ""
        and _named(name, people.groups(caller.uid), rules)
        and _sits(caller, people, rules)
        and people.alive(caller)
    )
    return None if may else Reason.WHO


def _sits(caller: Caller, people: People, rules: BrokerRules) -> bool:
    mine = people.sitting_of(caller.pid)
    if mine and not _counts(mine, rules):
        return False
    return any(_counts(one, rules) for one in people.sittings(caller.uid))


def _named(name: str, groups: tuple[str, ...], rules: BrokerRules) -> bool:
    anybody = not rules.users and not rules.groups
    return anybody or name in rules.users or bool({*groups} & {*rules.groups})


def _counts(sitting: Sitting, rules: BrokerRules) -> bool:
    near = rules.remote_sessions or not sitting.remote
    return sitting.active and near and sitting.kind == PERSON
