"""The network's levers, pulled on a PC where the real services stand behind them."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

RENEW = "from agent.host.linux.leases import LinuxLeases as L; print(L().renew())"
FLUSH = "from agent.host.linux.name_caches import LinuxNameCaches as C; C().flush()"
TIME = "from agent.host.linux.time_service import LinuxTime as T; t = T()\n"
ADDRESS = "ip -4 -br address show dev host0 | grep 10.77.0."
NETWORKD = "/run/systemd/network/10-lab.network"
DHCLIENT = "dhclient -4 -pf /run/dhclient.pid -lf /run/dhclient.leases host0"
TIMESYNCD = """[Unit]
ConditionCapability=
[Service]
Type=simple
DynamicUser=no
User=root
ExecStart=
ExecStart=/bin/sh -c 'sleep 1; touch /run/systemd/timesync/synchronized; sleep 600'
"""
"""A time service that hears a server and cannot set a clock."""


def python(pc, code, user="root"):
    return pc.run("python3", "-c", code, user=user)


def lose_the_address(pc):
    pc.sh("ip address flush dev host0")
    assert pc.run("sh", "-c", ADDRESS).code


@pytest.fixture
def networkd(pc):
    """Let systemd-networkd run the cable, as it finds it in the given file."""

    def runs(network):
        pc.write(NETWORKD, f"[Match]\nName=host0\n[Network]\n{network}\n")
        pc.sh("systemctl stop NetworkManager; ip address flush dev host0")
        pc.sh("systemctl start systemd-networkd")
        pc.wait(ADDRESS, 20)

    return runs


def test_networkmanager_puts_a_lost_address_back(pc):
    lose_the_address(pc)

    done = python(pc, RENEW)

    assert (done.code, done.out) == (0, "('host0',)\n"), done
    pc.sh(ADDRESS)
    assert "default via 10.77.0.1" in pc.sh("ip route")


def test_networkmanager_connects_again_what_it_gave_up(pc):
    pc.sh("nmcli device disconnect host0")

    done = python(pc, RENEW)

    assert done.code == 0, done
    pc.sh(ADDRESS)


def test_an_address_that_is_there_stays_there(pc):
    before = pc.sh(ADDRESS)

    assert python(pc, RENEW).code == 0
    assert pc.sh(ADDRESS) == before
    assert pc.sh("nmcli -g GENERAL.STATE device show host0").startswith("100")


def test_an_address_somebody_wrote_down_is_never_touched(pc):
    fixed = "ipv4.method manual ipv4.addresses 10.77.0.200/24"
    pc.sh(f"nmcli connection modify office {fixed}; nmcli connection up office")
    try:
        done = python(pc, RENEW)
        address = pc.sh(ADDRESS)
    finally:
        lent = "ipv4.method auto ipv4.addresses ''"
        pc.sh(f"nmcli connection modify office {lent}; nmcli connection up office")

    assert "no adapter that is connected is lent its address" in done.err, done
    assert "10.77.0.200" in address


def test_an_employee_without_the_right_is_told_so(pc):
    lose_the_address(pc)

    done = python(pc, RENEW, "alice")

    assert "PermissionError: org.freedesktop.NetworkManager wants more" in done.err


def test_networkd_gets_a_lost_address_again(pc, networkd):
    networkd("DHCP=ipv4")
    lose_the_address(pc)

    done = python(pc, RENEW)

    assert (done.code, done.out) == (0, "('host0',)\n"), done
    pc.sh(ADDRESS)


def test_networkd_keeps_what_somebody_wrote_down(pc, networkd):
    networkd("Address=10.77.0.200/24")
    lose_the_address(pc)

    done = python(pc, RENEW)

    assert "no adapter that is connected is lent its address" in done.err, done
    assert pc.run("sh", "-c", ADDRESS).code


def test_dhclient_gets_a_lost_address_again(pc):
    pc.sh("systemctl stop NetworkManager; ip address flush dev host0")
    pc.sh(DHCLIENT)
    try:
        lose_the_address(pc)
        done = python(pc, RENEW)
        address, clients = pc.sh(ADDRESS), pc.sh("pgrep -xc dhclient")
    finally:
        pc.sh("pkill -x dhclient")

    assert (done.code, done.out) == (0, "('host0',)\n"), done
    assert "10.77.0." in address
    assert clients == "1"


def test_resolved_forgets_at_anybodys_word(pc):
    pc.misremember("office.lab.test")

    done = python(pc, FLUSH, "alice")

    assert done.code == 0, done
    assert "10.77.0.1" in pc.run("getent", "ahosts", "office.lab.test").out


def test_the_time_service_is_restarted_and_switched_back(pc):
    drop_in = "/run/systemd/system/systemd-timesyncd.service.d/lab.conf"
    pc.write(drop_in, TIMESYNCD)
    pid = "systemctl show --value --property=MainPID systemd-timesyncd"
    switch = "timedatectl show --value --property=NTP"
    pc.sh("systemctl daemon-reload; systemctl start systemd-timesyncd")
    before = pc.sh(pid)
    again = python(pc, f"{TIME}print(t.is_automatic()); t.synchronise()")
    after = pc.sh(pid)
    pc.sh("timedatectl set-ntp false")
    compared = python(pc, f"{TIME}t.synchronise()")
    still_off = pc.sh(switch)
    off = python(pc, f"{TIME}print(t.is_automatic()); t.automatic(True)")
    on = pc.sh(switch)
    back = python(pc, f"{TIME}t.automatic(False)")
    off_again = pc.sh(switch)
    refused = python(pc, f"{TIME}t.automatic(True)", "alice")

    assert (again.code, again.out) == (0, "True\n"), again
    assert before != after
    assert (compared.code, still_off) == (0, "no"), compared
    assert (off.code, off.out, on) == (0, "False\n", "yes"), off
    assert (back.code, off_again) == (0, "no"), back
    assert "PermissionError: org.freedesktop.timedate1 wants more" in refused.err


FINISH = (
    "from agent.host.linux.dpkg import LinuxPackageControl as P; print(P().finish())"
)
PACKAGE = """
cd /tmp; rm -rf lab-tool; mkdir -p lab-tool/DEBIAN lab-tool/etc
printf 'Package: lab-tool\\nVersion: %s\\nArchitecture: all\\nMaintainer: x\\nDescription: x\\n' $1 >lab-tool/DEBIAN/control
echo /etc/lab-tool >lab-tool/DEBIAN/conffiles; echo as delivered $1 >lab-tool/etc/lab-tool
dpkg-deb --build lab-tool >/dev/null
"""


def unpacked(pc):
    """Leave a package unpacked, with settings that somebody and its maker changed."""
    pc.run("sh", "-euc", PACKAGE, "sh", "1")
    pc.sh("dpkg --install /tmp/lab-tool.deb; echo by hand >/etc/lab-tool")
    pc.run("sh", "-euc", PACKAGE, "sh", "2")
    pc.sh("dpkg --unpack /tmp/lab-tool.deb")


@pytest.fixture
def tool(pc):
    unpacked(pc)
    yield
    pc.sh("dpkg --purge --force-all lab-tool; rm -rf /tmp/lab-tool*")


STATUS = "dpkg-query --show --showformat '${db:Status-Status}' lab-tool"


def test_an_installation_is_finished_and_what_was_changed_by_hand_stays(pc, tool):
    before = pc.sh(STATUS)

    done, again = python(pc, FINISH), python(pc, FINISH)

    assert (before, done.out, again.out) == ("unpacked", "0\n", "0\n"), done
    assert pc.sh(STATUS) == "installed"
    assert pc.sh("cat /etc/lab-tool") == "by hand"


def test_while_another_installs_dpkg_itself_does_nothing(pc, tool):
    hold = (
        "import fcntl, time; f = open('/var/lib/dpkg/lock-frontend', 'w');"
        "fcntl.lockf(f, fcntl.LOCK_EX); time.sleep(99)"
    )
    pc.sh(f'systemd-run --quiet --unit=lab-apt python3 -c "{hold}"')
    pc.wait("grep -q POSIX /proc/locks", 5)
    try:
        done = python(pc, FINISH)
    finally:
        pc.sh("systemctl stop lab-apt")

    assert done.out == "2\n", done
    assert pc.sh(STATUS) == "unpacked"


def test_an_employee_may_not_finish_an_installation(pc):
    assert "PermissionError: only an administrator" in python(pc, FINISH, "alice").err


SOUND = """
alice() { runuser -u alice -- env XDG_RUNTIME_DIR=/run/user/$(id -u alice) "$@"; }
"""
SPEAKER = """
alice pw-cli create-node adapter '{ factory.name=support.null-audio-sink \
  node.name=Speaker media.class=Audio/Sink object.linger=true \
  audio.position=[FL FR] }' >/dev/null
until alice wpctl get-volume @DEFAULT_AUDIO_SINK@ >/dev/null 2>&1; do sleep .1; done
sleep .5; alice wpctl set-volume @DEFAULT_AUDIO_SINK@ 0.73
alice wpctl set-mute @DEFAULT_AUDIO_SINK@ 1
"""
UNMUTED = """
from agent.host.linux.session import LinuxSoundControl
from fixes.services.unmute_sound import unmute_sound
import json, subprocess
def told(): return subprocess.check_output(
    ["wpctl", "get-volume", "@DEFAULT_AUDIO_SINK@"], text=True).strip()
levers = LinuxSoundControl()
before, seen = json.dumps(unmute_sound.remember(levers=levers)), [told()]
for _ in range(2):
    unmute_sound(levers)
    seen.append(told())
unmute_sound.undo(json.loads(before), levers=levers)
print([*seen, told()])
"""


def test_a_muted_device_is_heard_moderately_and_is_put_back_as_it_was(pc):
    pc.sh(SOUND + SPEAKER)
    try:
        pc.write("/tmp/unmuted.py", UNMUTED)
        said = pc.sh(
            f"{SOUND} alice env PYTHONPATH=$PYTHONPATH HOME=/tmp"
            " python3 /tmp/unmuted.py"
        )
    finally:
        pc.sh(
            f"{SOUND} alice systemctl --user restart pipewire pipewire-pulse wireplumber"
        )

    muted, heard = "Volume: 0.73 [MUTED]", "Volume: 0.40"
    assert said == str([muted, heard, heard, muted])
