"""The parts of a machine that the disk checks ask, and the levers of its fixes."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Place = Literal[
    "temp",
    "lasting-temp",
    "cache",
    "trash",
    "packages",
    "logs",
    "core-dumps",
    "crash-reports",
]
"""Where things gather that nobody needs for ever.

``logs`` are those that were closed, ``core-dumps`` what was in the memory of what
crashed: what happened is evidence, and only long after.
"""


class Volume(Value):
    """A local volume that holds a place that matters, as seen by this account.

    ``mount`` is where it appears, ``device`` tells volumes apart, ``free`` and
    ``size`` are bytes this account may use; ``free_files`` and ``files`` count
    files, both 0 where the file system sets no limit. ``read_only`` is the whole
    volume; ``on_purpose`` says that somebody wanted it so.
    """

    mount: str
    device: str
    kind: str
    free: int
    size: int
    free_files: int
    files: int
    read_only: bool = False
    on_purpose: bool = False


class Eater(Value):
    """A place on a volume, and what lies there that nobody needs: bytes and files.

    Not ``removable`` is what this account may not remove.
    """

    place: Place
    bytes: int
    files: int
    removable: bool = True


class Drive(Value):
    """A drive that tells about its health; ``signs`` are its warnings, by name."""

    name: str
    signs: tuple[str, ...] = ()


class Disk(Protocol):
    """Volumes, what fills them, and the drives below. Never waits for a network."""

    def volumes(self) -> tuple[Volume, ...]:
        """Return each volume that holds the system, temporary files or a home.

        Raises ``HostError`` when the kernel does not tell, ``PartMissing`` where all
        of them lie on a server.
        """

    def eaters(self, device: str, days: dict[str, int]) -> tuple[Eater, ...]:
        """Return what nobody needs on a volume, by place, the largest first.

        ``days`` gives by place for how long a thing was left alone. Looks for two
        seconds at most, shared among the places, so what it returns is a lower
        bound. Places not on the volume, or that cannot be looked into, are left out.
        """

    def damage(self) -> dict[str, int]:
        """Return how many errors each mounted file system that counts has counted.

        By device name; empty where no file system counts.
        """

    def drives(self) -> tuple[Drive, ...]:
        """Return the drives that tell about their health; empty where none does.

        Raises ``HostError`` when the drive service runs but does not answer.
        """


class DiskControl(Protocol):
    """Makes room."""

    def clean(self, place: Place, days: int) -> dict[str, int]:
        """Remove what was left alone for so many days; return bytes and files.

        Only what this account may remove: its own things, as root also what others
        left in the places that are everybody's. Never through a link, never across a
        mount, never what is in use. Stops after ten seconds; another call goes on.
        """
