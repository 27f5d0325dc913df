"""Writes the units of the service from the table of rights beside this file.

python packaging/linux/units.py    write them
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROGRAM = "/usr/lib/blusser/blusser-hands"
TIGHT = """\
User=root
UMask=0077
NoNewPrivileges=yes
AmbientCapabilities=
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
KeyringMode=private
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
PrivateTmp=yes
PrivateMounts=yes
PrivateDevices=yes
DevicePolicy=closed
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
"""
"""What is the same for all; systemd.exec(5)."""
ALONE = "PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\nIPAddressDeny=any\n"
ONLINE = "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n"
FEW_CALLS = (
    "SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources\n"
)
CALLS = "SystemCallFilter=@system-service\nSystemCallFilter=~@resources\n"
UNSEEN, PIDS = "ProtectProc=invisible\n", "ProcSubset=pid\n"
PLACES = """\
RuntimeDirectory=blusser/answers
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=yes
"""
RECORDS = "StateDirectory=blusser\nStateDirectoryMode=0700\n"
BOUNDS = "MemoryMax=200M\nTasksMax=64\n"


def main() -> None:
    """Write every unit; remove those of what is no longer in the table."""
    made = units(tomllib.loads((HERE / "rights.toml").read_text()))
    for old in HERE.glob("blusser-*@.service"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (HERE / name).write_text(text)


def units(table: dict[str, Any]) -> dict[str, str]:
    """Return the text of each unit by the name of its file."""
    made = {"blusser-broker.service": broker(), "blusser-broker.socket": SOCKET}
    made["blusser-resume.service"] = resume()
    for kind in ("ask", "fix"):
        for name, rights in table.get(kind, {}).items():
            made[f"blusser-{kind}-{name}@.service"] = one(kind, name, rights)
    return made


def one(kind: str, name: str, rights: dict[str, Any]) -> str:
    """Return the unit in which one repair is made, or one check is asked."""
    capabilities: dict[str, str] = rights.get("capabilities", {})
    writes: dict[str, str] = rights.get("writes", {})
    lines = [
        "# Written by units.py from rights.toml.",
        "[Unit]",
        f"Description=Blusser {'repairs' if kind == 'fix' else 'asks'}: {name}",
        f"# It {rights['why']}.",
        "CollectMode=inactive-or-failed",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={PROGRAM} {kind} {name} %i",
        f"TimeoutStartSec={200 if kind == 'fix' else 12}",
        *(
            f"# The system is not all read-only: {why}."
            for why in _why(rights, "measures")
        ),
        *(f"# Others' processes are hidden: {why}." for why in _why(rights, "unseen")),
        *(f"# {right}: to {why}." for right, why in capabilities.items()),
        f"CapabilityBoundingSet={' '.join(capabilities)}",
        *(f"# {place}: to {why}." for place, why in writes.items()),
        *(f"ReadWritePaths=-{place}" for place in writes),
    ]
    seen = UNSEEN if kind == "ask" or rights.get("unseen") else ""
    network = ONLINE if rights.get("network") else ALONE
    calls = CALLS if capabilities or writes else FEW_CALLS
    system = "full" if "measures" in rights else "strict"
    lines += [f"ProtectSystem={system}", f"ProtectHome={rights.get('homes', 'yes')}"]
    return (
        "\n".join(lines) + f"\n{TIGHT}{seen}{network}{calls}{PLACES}{RECORDS}{BOUNDS}"
    )


def _why(rights: dict[str, Any], name: str) -> list[str]:
    return [rights[name]] if name in rights else []


def broker() -> str:
    """Return the unit that only decides: no capability, no network, no records."""
    return f"""\
# Written by units.py.
[Unit]
Description=Blusser's service, which lends the rights of the system by name
Requires=blusser-broker.socket
After=dbus.socket
StartLimitIntervalSec=60
StartLimitBurst=5

[Service]
Type=exec
ExecStart={PROGRAM} serve
CapabilityBoundingSet=
{TIGHT}ProtectSystem=strict
ProtectHome=yes
{UNSEEN}{PIDS}{ALONE}{FEW_CALLS}{PLACES}MemoryMax=100M
TasksMax=64
"""


def resume() -> str:
    """Return the unit that has ended, after a start, what the last one left.

    It comes after the network where something else has the start wait for that, and has
    nothing wait itself: this PC may be offline, and putting back needs no network.
    """
    return f"""\
# Written by units.py.
[Unit]
Description=Blusser ends the repairs that were cut short
ConditionDirectoryNotEmpty=/var/lib/blusser/journal
After=dbus.service network-online.target

[Service]
Type=oneshot
ExecStart={PROGRAM} resume
TimeoutStartSec=15min
CapabilityBoundingSet=
{TIGHT}ProtectSystem=strict
ProtectHome=yes
{UNSEEN}{PIDS}{ALONE}{FEW_CALLS}{RECORDS}MemoryMax=100M
TasksMax=64

[Install]
WantedBy=multi-user.target
"""


SOCKET = """\
# Written by units.py.
[Unit]
Description=Where Blusser asks for the rights of the system

[Socket]
ListenStream=/run/blusser/hands.sock
SocketMode=0666
DirectoryMode=0755
RemoveOnStop=yes

[Install]
WantedBy=sockets.target
"""

if __name__ == "__main__":
    main()
