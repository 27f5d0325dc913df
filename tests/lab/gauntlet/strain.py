"""What strains a PC: disks that fill up, and a kernel that says it is short of things.

How long programs wait is measured for the whole machine, and all PCs of the lab share
it; so the PC is told other numbers, in the form of its kernel, by files in their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.lab.gauntlet.office import Office

PRETEND = """#!/bin/sh -eu
# pretend cpu|io|memory SOME60 SOME300 FULL60   in percent
# pretend left AVAILABLE SWAP SWAP-FREE         in kB, of 8000000
if [ $1 = left ]; then
  sed -e "s/^MemTotal:.*/MemTotal: 8000000 kB/; s/^MemFree:.*/MemFree: 100000 kB/" \\
    -e "s/^MemAvailable:.*/MemAvailable: $2 kB/" \\
    -e "s/^SwapTotal:.*/SwapTotal: $3 kB/; s/^SwapFree:.*/SwapFree: $4 kB/" \\
    /proc/meminfo >/run/meminfo
  mount --bind /run/meminfo /proc/meminfo
else
  echo "some avg10=$2 avg60=$2 avg300=$3 total=1" >/run/$1
  echo "full avg10=$4 avg60=$4 avg300=$4 total=1" >>/run/$1
  mount --bind /run/$1 /proc/pressure/$1
fi
"""
PAST = """
import os, subprocess, sys
from agent.case import Case
from agent.codec import plain
from agent.history import History
from agent.host.linux.disk import LinuxDisk
from agent.host.transcript import Asking, Line
home = next(v for v in LinuxDisk("/home/alice", {}).volumes() if v.mount == "/home")
folder = "/home/alice/.local/state/blusser"
os.makedirs(folder, exist_ok=True)
for at, told in enumerate(sys.argv[1:]):
    hours, free = told.split(":")
    words = ["date", "-u", f"-d-{hours} hours", "+%Y%m%d-%H%M%S %Y-%m-%dT%H:%M:%SZ"]
    number, started = subprocess.check_output(words, text=True).split()
    seen = plain(home) | {"free": int(float(free) * 1e6)}
    line = Line("Disk", "volumes", [], [seen])
    asking = Asking("disk.system_disk_has_room", 0, [line])
    history = History(folder)
    history.keep(Case(number, started, "cli", "", "0"), [asking], 100)
    history.close()
"""
"""Keeps runs of so many hours ago, which saw so many megabytes free."""
USED = "fallocate -l 36M /home/alice/film"
"""Leaves about 20 MB of the 64 of the home: not short, and less than half."""


def can_pretend(office: Office) -> None:
    """Let lines of shell say ``pretend``."""
    assert office.desk
    office.desk.write("/usr/bin/pretend", PRETEND)
    office.desk.sh("chmod 755 /usr/bin/pretend")


def home_shrinks(office: Office) -> None:
    """The home has lost two megabytes an hour."""
    _past(office, [(hours, 20 + 2 * hours) for hours in range(8, 0, -1)])


def home_was_filled_once(office: Office) -> None:
    """The home lost half of its room three days ago, and nothing since."""
    _past(office, [(24 * days, 50 if days > 3 else 21.5) for days in range(7, 0, -1)])


def home_is_steady(office: Office) -> None:
    """A little comes and goes in the home."""
    _past(office, [(24 * days, 20 + days % 2) for days in range(7, 0, -1)])


def _past(office: Office, seen: Sequence[tuple[int, float]]) -> None:
    assert office.desk
    words = [f"{hours}:{free}" for hours, free in seen]
    office.desk.sh(USED)
    done = office.desk.run("python3", "-c", PAST, *words)
    assert done.code == 0, done
    office.desk.sh("chown -R alice: /home/alice/.local")


DRIVES = """
import sys
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
line = open_dbus_connection(bus="SYSTEM")
line.send_and_get_reply(message_bus.RequestName("org.freedesktop.UDisks2", 4))
failing, top = sys.argv[1] == "failing", "org.freedesktop.UDisks2.Drive"
smart = {"SmartUpdated": ("t", 1), "SmartFailing": ("b", failing)}
drive = {top: {"Model": ("s", "Lab SSD 512")}, f"{top}.Ata": smart}
while True:
    asked = line.receive()
    if asked.header.message_type is not MessageType.method_call:
        continue
    if asked.header.fields[HeaderFields.member] == "GetManagedObjects":
        told = {"/org/freedesktop/UDisks2/drives/lab": drive}
        line.send(new_method_return(asked, "a{oa{sa{sv}}}", (told,)))
    else:
        line.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))
"""
MAY_TELL = """<busconfig><policy user="root"><allow own="org.freedesktop.UDisks2"/>
</policy><policy context="default"><allow send_destination="org.freedesktop.UDisks2"/>
</policy></busconfig>
"""


def drive_fails(office: Office) -> None:
    """The drive says that it is about to fail, and UDisks2 passes it on."""
    _drive(office, "failing")


def drive_is_well(office: Office) -> None:
    """The drive says that it is well."""
    _drive(office, "well")


def _drive(office: Office, state: str) -> None:
    """Have a service of the lab speak for UDisks2: no drive here has a health."""
    assert office.desk
    office.desk.write("/etc/dbus-1/system.d/lab-drives.conf", MAY_TELL)
    office.desk.write("/run/drives.py", DRIVES)
    office.desk.sh(
        "busctl call org.freedesktop.DBus /org/freedesktop/DBus"
        " org.freedesktop.DBus ReloadConfig >/dev/null\n"
        f"setsid python3 /run/drives.py {state} >/run/drives.log 2>&1 &\n"
        "for n in $(seq 50); do\n"
        "busctl --list | grep -q org.freedesktop.UDisks2 && exit 0; sleep .1; done\n"
        "cat /run/drives.log; exit 1"
    )
