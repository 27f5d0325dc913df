"""What can be wrong with the office, beyond what a line of shell can do."""

from __future__ import annotations

from tests.lab.gauntlet.office import Office


def nobody_lends(office: Office) -> None:
    """The DHCP server is gone, and the PC's address with it."""
    office.lend(on=False)
    assert office.desk
    office.desk.sh("nmcli device disconnect eth0 >/dev/null")
