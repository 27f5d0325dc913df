"""Whether a cable feeds this machine, from the kernel (sysfs-class-power)."""

from __future__ import annotations

import os
from contextlib import suppress

FOLDER = "/sys/class/power_supply"


def on_battery(folder: str = FOLDER) -> bool:
    """Tell whether the machine runs on its battery; one without any never does.

    Decided as systemd does (src/shared/battery-util.c, on_ac_power): a cable that
    feeds counts, then a battery of the machine itself that is being emptied.
    """
    with suppress(OSError):
        names = os.listdir(folder)
        kinds = {name: _told(folder, name, "type") for name in names}
        cables = [name for name, kind in kinds.items() if kind in {"Mains", "USB"}]
        if any(_told(folder, name, "online") == "1" for name in cables):
            return False
        batteries = [name for name, kind in kinds.items() if kind == "Battery"]
        mine = [n for n in batteries if _told(folder, n, "scope") != "Device"]
        return any(_told(folder, n, "status") == "Discharging" for n in mine)
    return False


def _told(folder: str, name: str, what: str) -> str:
    try:
        with open(f"{folder}/{name}/{what}", encoding="ascii") as file:
            return file.read(100).strip()
    except (OSError, ValueError):
        return ""
