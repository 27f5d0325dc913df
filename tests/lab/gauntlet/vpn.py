"""What can be wrong with the office's VPN, which NetworkManager connects."""

from __future__ import annotations

from tests.lab.gauntlet import vpn_plugin
from tests.lab.gauntlet.office import Office

PLUGIN = f"""
[VPN Connection]
name=lab
service={vpn_plugin.NAME}
program=/bin/true
"""
MAY = f"""<busconfig><policy user="root">
<allow own="{vpn_plugin.NAME}"/><allow send_destination="{vpn_plugin.NAME}"/>
</policy></busconfig>
"""
PROFILE = f"""
[connection]
id=company
uuid=2f0bbd0e-5f1c-4e0c-8d59-3a3c5a0b6f11
type=vpn
autoconnect=false
[vpn]
service-type={vpn_plugin.NAME}
gateway=203.0.113.1
[ipv4]
method=auto
never-default=true
[ipv6]
method=ignore
"""
SERVED = """
bus=org.freedesktop.DBus
busctl call $bus /org/freedesktop/DBus $bus ReloadConfig
chmod 600 {profile}
nmcli connection reload
systemd-run --quiet --unit=lab-vpn --setenv=PYTHONPATH=$PYTHONPATH python3 {program}
until busctl status {name} >/dev/null 2>&1; do sleep .1; done
nmcli connection up company >/dev/null
nmcli connection down company >/dev/null
"""
PROGRAM = "/opt/blusser/tests/lab/gauntlet/vpn_plugin.py"


def vpn_disconnected(office: Office) -> None:
    """The company's VPN was up this morning, and is not any more."""
    assert office.desk
    profile = "/etc/NetworkManager/system-connections/company.nmconnection"
    office.desk.write("/usr/lib/NetworkManager/VPN/lab.name", PLUGIN)
    office.desk.write("/etc/dbus-1/system.d/lab.conf", MAY)
    office.desk.write(profile, PROFILE)
    about = {"profile": profile, "program": PROGRAM, "name": vpn_plugin.NAME}
    office.desk.sh(SERVED.format(**about))
    office.desk.wait("! ip link show tun0 2>/dev/null || ip link delete tun0", 5)


__all__ = ["vpn_disconnected"]
