"""What goes on at this computer, by what the kernel and the system's services tell."""

from __future__ import annotations

import os

from agent.host.linux.bus import Bus
from agent.host.linux.inhibitors import inhibitors, remote_services
from agent.host.linux.listening import (
    cameras,
    microphones,
    process_name,
    sound_services,
)
from agent.host.linux.places import SYSTEM_ACCOUNTS_BELOW
from agent.host.trouble import HostError, PartMissing

POWER = "/sys/class/power_supply"
LOW = 20
"""Percent; desktops warn at 20 (UPower.conf, PercentageLow)."""
NETWORK_MANAGER = "org.freedesktop.NetworkManager"
METERED = (1, 3)
"""``NMMetered``: yes, and yes by a guess."""
UPDATERS = ("packagekit", "apt", "dnf", "rpm", "fwupd", "unattended", "zypp", "pamac")
"""How those who install call themselves when they keep a machine from shutting down."""
BY_SSH = "SSH_CONNECTION"
"""What sshd(8) says to whoever comes through it."""


class LinuxMoments:
    """The kernel's files, logind, NetworkManager, UDisks2, dpkg and rpm."""

    def __init__(self, root: str = "/", bus: str = "") -> None:
        """Take another root and bus than the usual ones, for a test."""
        self._root, self._bus = root, bus

    def in_call(self) -> tuple[str, ...]:
        """See the port; whoever records or films is taken to be in a call."""
        heard = microphones(self._root) or sound_services(self._root)
        return (*heard, *cameras(self._root))

    def presenting(self) -> tuple[str, ...]:
        """See the port; by the inhibitors of the kind ``idle`` that block."""
        return tuple(one.who for one in inhibitors(self._bus) if "idle" in one.what)

    def remote_session(self) -> tuple[str, ...]:
        """See the port; whoever asks from elsewhere counts too."""
        asked = ("sshd",) if BY_SSH in os.environ else ()
        try:
            return asked or remote_services(self._bus)
        except (PartMissing, HostError):
            if asked:
                return asked
            raise

    def low_battery(self) -> tuple[str, ...]:
        """See the port (Documentation/ABI/testing/sysfs-class-power)."""
        folder = os.path.join(self._root, POWER.lstrip("/"))
        names = os.listdir(folder) if os.path.isdir(folder) else ()
        told = {name: _told(os.path.join(folder, name)) for name in sorted(names)}
        ours = {n: t for n, t in told.items() if t["type"] == "Battery" and _feeds(t)}
        if not ours:
            msg = "this machine has no battery"
            raise PartMissing(msg)
        full = any(int(t["capacity"]) >= LOW for t in ours.values())
        drains = any(t["status"] == "Discharging" for t in ours.values())
        return tuple(ours) if drains and not full else ()

    def metered(self) -> tuple[str, ...]:
        """See the port; by NetworkManager, which also guesses."""
        with Bus(self._bus, lasts=1.5) as talk:
            where = (NETWORK_MANAGER, "/org/freedesktop/NetworkManager")
            told = talk.get(*where, NETWORK_MANAGER, "Metered")
        return ("NetworkManager",) if told in METERED else ()

    def drive_failing(self) -> tuple[str, ...]:
        """See the port; by UDisks2."""
        from agent.host.linux.udisks import drives_of, managed_objects

        drives = drives_of(managed_objects(self._bus))
        return tuple(drive.name for drive in drives if drive.signs)

    def updating(self) -> tuple[str, ...]:
        """See the port; by the locks of dpkg and rpm, and by who keeps this PC on.

        Of these, accounts of the system alone: whoever installs is one, and else any
        program could have repairs wait for ever by the name that it gives itself.
        """
        return tuple(dict.fromkeys((*self._installing(), *self._blocking())))

    def _installing(self) -> tuple[str, ...]:
        from agent.host.linux.package_locks import RPM, holder
        from agent.host.linux.packages import LinuxPackages

        if pid := holder(self._root, RPM):
            return (process_name(self._root, pid),)
        try:
            lock = LinuxPackages(self._root).lock()
        except PartMissing:
            return ()
        return (lock.holder,) if lock else ()

    def _blocking(self) -> tuple[str, ...]:
        try:
            found = inhibitors(self._bus)
        except PartMissing:
            return ()
        return tuple(
            one.who
            for one in found
            if "shutdown" in one.what
            and one.uid < SYSTEM_ACCOUNTS_BELOW
            and one.who.lower().startswith(UPDATERS)
        )


def _feeds(told: dict[str, str]) -> bool:
    """Say whether it feeds this machine and tells how full it is."""
    mine = told["scope"] != "Device" and told["present"] != "0"
    return mine and told["capacity"].isdigit()


def _told(folder: str) -> dict[str, str]:
    found = {}
    for name in ("type", "scope", "present", "capacity", "status"):
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found[name] = file.read().strip()
        except OSError:
            found[name] = ""
    return found
