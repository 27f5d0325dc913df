"""What a repair left changed on the PC, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch

from tests.lab.systemd.booted import Booted

PLACES = "/boot /etc /home /opt /root /srv /usr /var"
BY_ITSELF = (
    "/var/lib/blusser*",
    "/home/*/.local/state/blusser*",
    "/root/.local/state/blusser*",
    "/var/log/*",
    "/var/lib/NetworkManager/*",
    "/var/lib/dbus/*",
    "/var/lib/systemd/*",
    "/var/lib/sss/*",
    "/var/cache/cups/*",
    "/var/tmp/systemd-private-*",
    "/home/*/.local/state/wireplumber*",
)
"""Blusser's own history, and what a PC that is on writes down without being asked."""
LIST = f"""
find {PLACES} -xdev -type d -printf '%p\\t%m %U %G\\n' -o -printf \\
  '%p\\t%y %m %U %G %s %T@ %l\\n'
"""


def seen(pc: Booted) -> dict[str, str]:
    """Return every file and folder with what is known of it."""
    rows = (line.rpartition("\t") for line in pc.sh(LIST).splitlines())
    return {path: about for path, _, about in rows}


def strays(
    before: dict[str, str], after: dict[str, str], may: Sequence[str]
) -> list[str]:
    """Return what changed, came or went, and nobody said that it may."""
    paths = before.keys() | after.keys()
    changed = sorted(one for one in paths if before.get(one) != after.get(one))
    allowed = (*BY_ITSELF, *may)
    return [p for p in changed if not any(fnmatch(p, one) for one in allowed)]
