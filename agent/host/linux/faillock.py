"""Whether pam_faillock(8) locks the account, from the tally it keeps for it."""

from __future__ import annotations

import os
import pwd
import re
import struct
import time
from collections.abc import Iterator

from agent.host.trouble import HostError, PartMissing

PAM, SETTINGS, TALLIES = "/etc/pam.d", "/etc/security/faillock.conf", "/run/faillock"
MODULE = "pam_faillock.so"
USUAL = {"deny": 3, "fail_interval": 900, "unlock_time": 600}
"""faillock.conf(5): tries, seconds within which they count, seconds of the lock."""
RECORD = struct.Struct("=52sHHQ")
"""``struct tally`` (Linux-PAM, faillock.h): source, spare, status, time."""
VALID = 1
MOST = 1024 * RECORD.size
"""Bytes; so many records pam_faillock itself reads at most (``MAX_RECORDS``)."""


class LinuxFailedSignIns:
    """The tally of the account we run as, which is its own to read."""

    def __init__(
        self, pam: str = PAM, settings: str = SETTINGS, tallies: str = TALLIES
    ) -> None:
        """Take other places, for a test."""
        self._pam, self._settings, self._tallies = pam, settings, tallies

    def locked(self) -> bool:
        """See the port."""
        lines = list(_in_use(self._pam))
        if not lines or os.geteuid() == 0:
            msg = "this machine does not count the wrong passwords of this account"
            raise PartMissing(msg)
        limits = [_limits(_words(self._settings) + line) for line in lines]
        try:
            name = pwd.getpwuid(os.geteuid()).pw_name
            with open(os.path.join(self._tallies, name), "rb") as tally:
                data = tally.read(MOST)
        except FileNotFoundError:
            return False
        except (OSError, KeyError) as trouble:
            msg = "the list of wrong passwords could not be read"
            raise HostError(msg) from trouble
        return all(is_locked(data, limit, time.time()) for limit in limits)


def is_locked(data: bytes, limits: dict[str, int], now: float) -> bool:
    """Judge a tally as pam_faillock.c does (``check_tally``); 0 seconds: for good."""
    whole = len(data) - len(data) % RECORD.size
    rows = RECORD.iter_unpack(data[:whole])
    times = [moment for _, _, status, moment in rows if status & VALID]
    last = max(times, default=0)
    lately = [one for one in times if last - one < limits["fail_interval"]]
    if not limits["deny"] or len(lately) < limits["deny"]:
        return False
    return not limits["unlock_time"] or last + limits["unlock_time"] >= now


def _limits(words: list[str]) -> dict[str, int]:
    """Return the limits; of a setting that stands more than once the last counts."""
    limits = dict(USUAL)
    for word in words:
        name, _, value = word.partition("=")
        if name == "unlock_time" and value == "never":
            limits[name] = 0
        elif name in limits and value.isdecimal():
            limits[name] = int(value)
    return limits


def _in_use(folder: str) -> Iterator[list[str]]:
    """Yield the arguments that services hand to the module."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        for line in _lines(os.path.join(folder, name)):
            words = line.split()
            if any(word.endswith(MODULE) for word in words) and "authsucc" not in words:
                yield words


def _words(path: str) -> list[str]:
    """Return the settings of faillock.conf, without blanks around ``=``."""
    return [re.sub(r"\s*=\s*", "=", line).strip() for line in _lines(path)]


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line.partition("#")[0] for line in file]
    except OSError:
        return []
