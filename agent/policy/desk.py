"""What IT can set about how a report reaches it."""

from __future__ import annotations

from enum import StrEnum

from agent.value import Value


class DeskKind(StrEnum):
    """``outbox``: a report is left on the PC. ``none``: only where somebody asks."""

    OUTBOX = "outbox"
    NONE = "none"
    TOPDESK = "topdesk"
    SERVICENOW = "servicenow"
    JIRA = "jira"
    ZAMMAD = "zammad"
    GLPI = "glpi"
    FRESHSERVICE = "freshservice"
    ZNUNY = "znuny"
    RT = "request-tracker"
    REDMINE = "redmine"
    ROUNDUP = "roundup"
    WEBHOOK = "webhook"
    S3 = "s3"
    WEBDAV = "webdav"
    SMTP = "smtp"
    FOLDER = "folder"


class DeskRules(Value):
    """The desk that gets what Blusser could not repair; never a secret of it.

    ``url``: where the desk is (https, smtp(s) or a folder's path, by ``kind``).
    ``user``: the account that Blusser has there. ``secret``: the file with its
    password or token, which only its owner may read; else the keyring of the session.
    ``place``: the queue, project, group, table, route or address that takes tickets.
    ``form``: the tracker, request type, call type or article type, where there is one.
    ``key_field`` and ``outage_field``: the fields for the two keys, by the name or the
    number the desk knows them under. ``caller``: who a ticket is filed for; empty:
    nobody, ``employee``: the account at the keyboard. ``proxy``: else the session's,
    else that of ``[network]``. ``authority``: a file of certificates to trust beside
    the system's.
    ``certificate``: a file with a client certificate and its key. ``most_bytes``: of a
    file there; 0: what the desk says. ``recipients``: age public keys of those who
    may open a bundle; without any it is not sealed. ``without_asking``: runs that
    nobody watches may send too. ``language``: of the ticket, else the employee's.
    ``outage_wait_minutes``: so long what many PCs would have is watched before it is
    told; ``outage_spread_minutes``: over so many more the PCs tell it.
    ``most_per_day``: tickets of this PC that nobody there asked for.
    """

    kind: DeskKind = DeskKind.OUTBOX
    url: str = ""
    user: str = ""
    secret: str = ""
    place: str = ""
    form: str = ""
    key_field: str = ""
    outage_field: str = ""
    caller: str = ""
    proxy: str = ""
    authority: str = ""
    certificate: str = ""
    most_bytes: int = 0
    recipients: tuple[str, ...] = ()
    without_asking: bool = False
    language: str = ""
    outage_wait_minutes: int = 30
    outage_spread_minutes: int = 90
    most_per_day: int = 3


def takes_tickets(rules: DeskRules) -> bool:
    """Say whether the desk is more than a folder of this PC."""
    return rules.kind not in (DeskKind.OUTBOX, DeskKind.NONE)


class Consent(StrEnum):
    """Who says yes to a repair that asks: the one at the keyboard, or the policy.

    ``policy``: nobody is asked; of those that ask only the ones in ``without_asking``
    of ``[fixes]`` may run.
    """

    EMPLOYEE = "employee"
    POLICY = "policy"
