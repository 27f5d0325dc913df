"""The parts of a machine that keep it up to date."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class PackageLock(Value):
    """Somebody who installs: the program, and since when nothing more has happened.

    ``idle`` is in seconds, from the last trace of work or the start of the program,
    whichever came later.
    """

    holder: str
    idle: float


class Packages(Protocol):
    """What is installed on this machine, by its package manager."""

    def broken(self) -> tuple[str, ...]:
        """Return the packages that were left half installed, fifty at most.

        Raises ``PartMissing`` where the machine has no package manager we know,
        ``HostError`` where its records cannot be read.
        """

    def journal(self) -> int:
        """Return how many changes were begun and never written into the records."""

    def lock(self) -> PackageLock | None:
        """Return who keeps others from installing, nothing where nobody does.

        Raises ``HostError`` where somebody may do so whom this account does not see.
        """

    def refreshed(self) -> float | None:
        """Return seconds since the list of updates was last fetched, if ever."""


class PackageControl(Protocol):
    """Ends what an installation left half done."""

    def finish(self) -> int:
        """Set up all that was unpacked and not set up; return how the installer ended.

        0 is well. Nobody is asked anything, and a file of settings that somebody
        changed stays as it is. What goes on after nine minutes is left to itself:
        ending it would leave more half done. Raises ``PermissionError`` without the
        right to, ``HostError`` where it does not end or cannot be begun.
        """


class Restarts(Protocol):
    """Why this machine should be started again."""

    def up(self) -> float:
        """Return seconds since the system was started; sleep counts."""

    def wanted_by(self) -> tuple[str, ...] | None:
        """Return the packages that ask for a restart, fifty at most.

        Nothing when none does, empty when something asks for it without saying what.
        """

    def newer_kernel(self) -> str:
        """Return the newest kernel installed since the start, empty where none was.

        Of the kind that runs now. Empty too where the kernel is not this machine's
        own, as in a container.
        """
