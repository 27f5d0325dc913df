"""Has dpkg set up what it left unpacked; its exit status is all that is read."""

from __future__ import annotations

import os
import subprocess

from agent.host.trouble import HostError

DPKG = "/usr/bin/dpkg"
WORDS = ("--force-confold", "--force-confdef", "--configure", "--pending")
"""``--force-confold``: a file of settings that somebody changed stays (dpkg(1))."""
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
    "APT_LISTCHANGES_FRONTEND": "none",
    "NEEDRESTART_MODE": "l",
    "UCF_FORCE_CONFFOLD": "1",
}
"""Nobody sits there to answer, and needrestart is to restart nothing by itself."""
FINISHING = 540.0
"""Seconds we wait."""


class LinuxPackageControl:
    """dpkg, as root alone may run it."""

    def __init__(self, dpkg: str = DPKG, seconds: float = FINISHING) -> None:
        """Take another program and patience, for a test."""
        self._dpkg, self._seconds = dpkg, seconds

    def finish(self) -> int:
        """See the port; dpkg takes its own locks, and ends at once where it cannot."""
        if os.geteuid():
            msg = "only an administrator may finish an installation"
            raise PermissionError(msg)
        quiet = subprocess.DEVNULL
        try:
            child = subprocess.Popen(  # noqa: S603 - fixed words, no shell
                [self._dpkg, *WORDS],
                env=ENVIRONMENT,
                cwd="/",
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                start_new_session=True,
            )
            return child.wait(self._seconds)
        except subprocess.TimeoutExpired as late:
            child.returncode = 0  # nobody waits for it any more, and nobody ends it
            msg = "the installation has not ended yet"
            raise HostError(msg) from late
        except OSError as trouble:
            msg = f"the installer could not be begun: {trouble.strerror}"
            raise HostError(msg) from trouble
