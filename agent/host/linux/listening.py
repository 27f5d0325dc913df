"""Who listens or looks: open microphones and cameras, by what the kernel tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from agent.host.trouble import HostError


def microphones(root: str = "/") -> tuple[str, ...]:
    """Return the programs that record, where the kernel knows them.

    A sub-device of a capture stream tells its state and its owner
    (sound/core/pcm.c, ``snd_pcm_substream_proc_status_read``); with PipeWire and
    PulseAudio the owner is their daemon, which closes it when nobody listens.
    """
    names = (
        process_name(root, pid) for pid in _recording(os.path.join(root, "proc/asound"))
    )
    return tuple(dict.fromkeys(names))


def sound_services(root: str = "/") -> tuple[str, ...]:
    """Return the sound services of sessions whose microphone somebody listens to.

    Of others' sessions an account is told nothing. A microphone that comes over
    Bluetooth is known to them alone.
    """
    from agent.host.linux.pulse import is_listened_to

    found: list[str] = []
    folder = os.path.join(root, "run", "user")
    for user in _listed(folder):
        place = f"{folder}/{user}/pulse/native"
        with suppress(HostError):
            if os.path.exists(place) and is_listened_to(place):
                found.append("sound service")
    return tuple(dict.fromkeys(found))


def _recording(folder: str) -> Iterator[str]:
    for card in _listed(folder):
        for device in _listed(f"{folder}/{card}"):
            if not (card.startswith("card") and device.endswith("c")):
                continue
            for sub in _listed(f"{folder}/{card}/{device}"):
                told = _fields(f"{folder}/{card}/{device}/{sub}/status")
                if told.get("state") == "RUNNING":
                    yield told.get("owner_pid", "")


def cameras(root: str = "/") -> tuple[str, ...]:
    """Return the programs that hold a camera; of others' an account sees nothing."""
    if not any(name.startswith("video") for name in _listed(os.path.join(root, "dev"))):
        return ()
    proc = os.path.join(root, "proc")
    found = (pid for pid in _listed(proc) if pid.isdigit() and _films(f"{proc}/{pid}"))
    return tuple(dict.fromkeys(process_name(root, pid) for pid in found))


def _films(process: str) -> bool:
    for handle in _listed(f"{process}/fd"):
        with suppress(OSError):
            if os.readlink(f"{process}/fd/{handle}").startswith("/dev/video"):
                return True
    return False


def process_name(root: str, pid: str | int) -> str:
    """Return a program's name; of one that has just ended, its number."""
    path = os.path.join(root, "proc", str(pid), "comm")
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        return file.read().strip()
    return str(pid) or "?"


def _fields(path: str) -> dict[str, str]:
    with suppress(OSError), open(path, encoding="ascii", errors="replace") as file:
        rows = (line.partition(":") for line in file)
        return {name.strip(): value.strip() for name, _, value in rows}
    return {}


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
