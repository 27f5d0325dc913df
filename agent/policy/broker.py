"""What IT can set about the privileged service."""

from __future__ import annotations

from agent.value import Value


class BrokerRules(Value):
    """Who may have the service repair what needs the rights of the system.

    ``users``, ``groups``: only these, by name; where both are empty, whoever sits at
    the machine. ``remote_sessions``: also from sessions from afar, as over SSH.
    ``on_request``: repairs of risk ``ask`` that it makes at the word of an employee's
    program. It cannot see whether a person really said yes, so by default there are
    none.
    """

    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    remote_sessions: bool = False
    on_request: tuple[str, ...] = ()
