"""What can be wrong with the office, beyond what a line of shell can do."""

from __future__ import annotations

from tests.lab.gauntlet.domain import *  # noqa: F403 - the same of the domain
from tests.lab.gauntlet.naming import *  # noqa: F403 - the same of names
from tests.lab.gauntlet.office import Office
from tests.lab.gauntlet.strain import *  # noqa: F403 - the same of strain
from tests.lab.gauntlet.vpn import *  # noqa: F403 - the same of VPNs
from tests.lab.gauntlet.wire import *  # noqa: F403 - faults by name, in a file of their own


def nobody_lends(office: Office) -> None:
    """The DHCP server is gone, and the PC's address with it."""
    office.lend(on=False)
    assert office.desk
    office.desk.sh("nmcli device disconnect eth0 >/dev/null")


def crash_loop(office: Office) -> None:
    """A service, ``lab-crashing``, has crashed until systemd gave it up."""
    assert office.desk
    office.desk.write(
        "/etc/systemd/system/lab-crashing.service",
        "[Unit]\nStartLimitIntervalSec=60\nStartLimitBurst=8\n[Service]\n"
        "ExecStart=/bin/sh -c 'exit 3'\nRestart=always\nRestartSec=50ms\n"
        "[Install]\nWantedBy=multi-user.target\n",
    )
    office.desk.sh("systemctl --quiet enable --now lab-crashing")
    office.desk.wait("systemctl --quiet is-failed lab-crashing", 20)
