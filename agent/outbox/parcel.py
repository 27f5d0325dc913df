"""What is to reach a desk, and how far it got: one file, written whole at each step."""

from __future__ import annotations

import os
from contextlib import suppress
from enum import StrEnum

from agent.codec import plain, to_json
from agent.desk.model import Ref
from agent.typed import Final, TypeVar
from agent.value import Value
from agent.whole import read_value, write_whole

ENDING: Final = ".parcel"
STANDING: Final = "desk.standing"
HALVES: Final = (f".{STANDING}.", ".sent-")
"""How files begin that only a sender writes, half-written (``agent.whole``)."""
LARGEST: Final = 256 * 1024
"""Bytes of such a file; what is larger is none of ours."""

K = TypeVar("K")


class Stage(StrEnum):
    """How far a parcel got.

    ``asked``: the desk was asked to create a ticket, and nobody knows whether it did.
    ``joined``: another ticket stands for the same outage; ``healed``: an outage was
    over before anything was sent; ``given-up``: too old for anybody to want it.
    """

    WAITING = "waiting"
    ASKED = "asked"
    CREATED = "created"
    SENT = "sent"
    JOINED = "joined"
    HEALED = "healed"
    GIVEN_UP = "given-up"


ENDED: Final = (Stage.SENT, Stage.JOINED, Stage.HEALED, Stage.GIVEN_UP)


class Enclosed(Value):
    """A file beside the parcel: ``file`` is its name there, ``name`` the desk's."""

    file: str
    name: str
    kind: str
    digest: str


class Parcel(Value):
    """One incident on its way. Times are seconds since 1970.

    ``causes``: codes of what is left. ``checks``: those that judge whether an outage
    is still there. ``crowd``: how IT is told that ``{count}`` PCs have it. ``due``:
    nothing is done before. ``asked``: when the ticket was asked for. ``refused``: the
    desk wanted something changed first. ``keyless``: this account had nothing to sign
    in with. ``left_out``: files that the desk finds too large. ``why``: what went wrong
    last, in words for IT.
    """

    key: str
    case: str
    subject: str
    text: str
    causes: tuple[str, ...]
    made: float
    outage: str = ""
    crowd: str = ""
    checks: tuple[str, ...] = ()
    caller: str = ""
    files: tuple[Enclosed, ...] = ()
    stage: Stage = Stage.WAITING
    due: float = 0.0
    asked: float = 0.0
    ended: float = 0.0
    tries: int = 0
    refused: bool = False
    keyless: bool = False
    ref: Ref | None = None
    left_out: tuple[str, ...] = ()
    why: str = ""


class Standing(Value):
    """How the desk does: ``until`` it is left alone; ``told``: because it said so.

    ``least_refused``: bytes of the smallest file that it found too large; 0: none yet.
    ``network``: the sign of what connected this PC when it failed last.
    """

    failures: int = 0
    until: float = 0.0
    told: bool = False
    least_refused: int = 0
    network: str = ""


class Spool:
    """The folder of parcels. Whoever changes something in it holds it alone."""

    def __init__(self, folder: str) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = folder

    def keep(self, parcel: Parcel) -> Parcel:
        """Have a parcel on the disk, and return it; raises ``OSError``."""
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        path = os.path.join(self.folder, f"blusser-{parcel.key}{ENDING}")
        write_whole(path, to_json(plain(parcel)).encode())
        return parcel

    def parcels(self) -> list[Parcel]:
        """Return all that can be read, the oldest first; the others stay there."""
        names = os.listdir(self.folder) if os.path.isdir(self.folder) else []
        mine = [n for n in names if n.startswith("blusser-") and n.endswith(ENDING)]
        found = [self._read(name, Parcel) for name in mine]
        return sorted(filter(None, found), key=lambda one: (one.made, one.key))

    def drop(self, parcel: Parcel) -> None:
        """Forget a parcel, and the files that only it has."""
        names = [f"blusser-{parcel.key}{ENDING}", *(one.file for one in parcel.files)]
        for name in names:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.folder, os.path.basename(name)))

    def sweep(self) -> None:
        """Take away what a process that was stopped left half-written."""
        names = os.listdir(self.folder) if os.path.isdir(self.folder) else []
        for name in names:
            ours = name.startswith(HALVES) or f"{ENDING}." in name
            if ours and name.endswith(".part"):
                with suppress(OSError):
                    os.unlink(os.path.join(self.folder, name))

    def data(self, enclosed: Enclosed) -> bytes:
        """Return the bytes of a file; raises ``OSError``."""
        place = os.path.join(self.folder, os.path.basename(enclosed.file))
        with open(place, "rb") as file:
            return file.read()

    def standing(self) -> Standing:
        """Return how the desk does; a spoiled file says nothing."""
        return self._read(STANDING, Standing) or Standing()

    def stand(self, standing: Standing) -> Standing:
        """Remember how the desk does; raises ``OSError``."""
        place = os.path.join(self.folder, STANDING)
        write_whole(place, to_json(plain(standing)).encode())
        return standing

    def _read(self, name: str, kind: type[K]) -> K | None:
        return read_value(os.path.join(self.folder, name), kind, LARGEST)
