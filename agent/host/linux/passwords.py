"""How the password of a local account ages, from ``shadow`` or ``passwd -S``."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import date

from agent.host.linux.places import SYSTEM_ACCOUNTS_BELOW
from agent.host.ports.login import PasswordAge
from agent.host.trouble import HostError, PartMissing

PASSWD = "/etc/passwd"  # noqa: S105 - a file, not a password
SHADOW = "/etc/shadow"
TOOL = "/usr/bin/passwd"
TIMEOUT = 3
NEVER = 10_000
"""So many days and more are no limit (shadow-utils, lib/isexpired.c)."""

EPOCH = date(1970, 1, 1).toordinal()


class LinuxPasswords:
    """The account database of this machine alone."""

    def __init__(
        self,
        passwd: str = PASSWD,
        shadow: str = SHADOW,
        tool: str = TOOL,
        account: int | None = None,
    ) -> None:
        """Take other files, another tool and account than ours, for a test."""
        self._account = os.geteuid() if account is None else account
        self._passwd, self._shadow, self._tool = passwd, shadow, tool

    def own(self) -> PasswordAge:
        """See the port."""
        if 0 < self._account < SYSTEM_ACCOUNTS_BELOW:
            msg = "nobody signs in with the account of a service"
            raise PartMissing(msg)
        name = local_name(self._account, self._passwd)
        if not name:
            msg = "the account is the network's; the directory tells about its password"
            raise PartMissing(msg)
        today = int(time.time() // 86_400)
        try:
            with open(self._shadow, encoding="utf-8", errors="replace") as file:
                rows = [line.rstrip("\n").split(":") for line in file]
        except OSError:
            return from_status(self._status(), today)
        row = next((row for row in rows if row[0] == name), None)
        if row is None or len(row) < 5:
            msg = "the account has no entry that says how its password ages"
            raise HostError(msg)
        return aged(_days(row[2]), _days(row[4]), today)

    def _status(self) -> str:
        """Ask for the own account, which needs no rights."""
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program and words
                [self._tool, "-S"],
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as trouble:
            msg = "the system does not tell this account how its password ages"
            raise HostError(msg) from trouble
        return done.stdout.decode("utf-8", "replace")


def local_name(uid: int, passwd: str = PASSWD) -> str:
    """Return the name of an account of this machine; empty for one of the network."""
    try:
        with open(passwd, encoding="utf-8", errors="replace") as file:
            rows = [line.split(":") for line in file]
    except OSError as trouble:
        msg = "the account database could not be read"
        raise HostError(msg) from trouble
    return next((row[0] for row in rows if len(row) > 2 and row[2] == str(uid)), "")


def from_status(line: str, today: int) -> PasswordAge:
    """Read ``passwd -S``: name, state, date of change, minimum, maximum, … in days.

    The date is 2026-01-31 since shadow 4.11, 01/31/2026 before.
    """
    words = line.split()
    if len(words) < 7:
        msg = "the system tells in an unknown way how the password ages"
        raise HostError(msg)
    try:
        return aged(_day(words[2]), _days(words[4]), today)
    except ValueError as trouble:
        msg = "the system tells in an unknown way when the password changed"
        raise HostError(msg) from trouble


def aged(changed: int | None, maximum: int | None, today: int) -> PasswordAge:
    """Count the days left, as pam_unix does; day 0 means: change at next sign-in."""
    if changed == 0:
        return PasswordAge(must_change=True)
    if changed is None or maximum is None or maximum >= NEVER:
        return PasswordAge()
    return PasswordAge(days_left=changed + maximum - today)


def _days(word: str) -> int | None:
    """Read a number of days; nothing and -1 are no limit."""
    return int(word) if word.isdecimal() else None


def _day(word: str) -> int | None:
    """Read a date as days since 1970; ``never`` is none."""
    if word == "never":
        return None
    if "/" in word:
        month, day, year = map(int, word.split("/"))
    else:
        year, month, day = map(int, word.split("-"))
    return date(year, month, day).toordinal() - EPOCH
