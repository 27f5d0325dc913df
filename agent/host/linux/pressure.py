"""Pressure stall information of the kernel (Documentation/accounting/psi.rst)."""

from __future__ import annotations

from agent.host.ports.pressure import Pressure, Resource
from agent.host.trouble import HostError, PartMissing

FOLDER = "/proc/pressure"
FILES: dict[Resource, str] = {"processor": "cpu", "memory": "memory", "disk": "io"}

NOT_ENABLED = 95
"""``EOPNOTSUPP``: what the kernel answers with ``psi=0`` (kernel/sched/psi.c)."""


class LinuxPressures:
    """What the kernel tells; a test has another folder and other endings."""

    def __init__(self, folder: str = FOLDER, ending: str = "") -> None:
        """Take the folder; files of a control group end in ``.pressure``."""
        self._folder, self._ending = folder, ending

    def of(self, resource: Resource) -> Pressure:
        """See the port."""
        path = f"{self._folder}/{FILES[resource]}{self._ending}"
        try:
            with open(path, encoding="ascii") as file:
                return parse(file.read())
        except (FileNotFoundError, NotADirectoryError) as none:
            msg = "this system does not measure how long programs wait"
            raise PartMissing(msg) from none
        except OSError as trouble:
            if trouble.errno == NOT_ENABLED:
                msg = "this system was told not to measure how long programs wait"
                raise PartMissing(msg) from trouble
            msg = f"{path} could not be read: {trouble.strerror}"
            raise HostError(msg) from trouble
        except (ValueError, KeyError) as odd:
            msg = f"{path} makes no sense: {odd}"
            raise HostError(msg) from odd


def parse(text: str) -> Pressure:
    """Read ``some avg10=0.00 avg60=0.00 avg300=0.00 total=0`` and the same of ``full``.

    Of the processor older kernels tell no ``full`` at all.
    """
    told: dict[str, float] = {}
    for line in text.splitlines():
        kind, *pairs = line.split()
        for pair in pairs:
            name, _, value = pair.partition("=")
            told[f"{kind}{name.removeprefix('avg')}"] = float(value)
    return Pressure(
        some60=told["some60"],
        some300=told["some300"],
        full60=told.get("full60", 0.0),
        full300=told.get("full300", 0.0),
    )
