"""What holds a repair back holds the service back too, in the few rights of its unit."""

from __future__ import annotations

import pytest

from tests.lab.gauntlet.strain import DRIVES, MAY_TELL
from tests.lab.service.test_each import ASKED, CURED, FRAIL, NO_HOMES
from tests.lab.service.test_hostile import REMOTE
from tests.lab.systemd.test_moments import LOCKS

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

GUEST = REMOTE[: REMOTE.index("pid = os.fork()")] + (
    'open("/run/lab-guest", "w").close(); time.sleep(600)\n'
)
BATTERY = """
mount -t tmpfs tmpfs /sys/class/power_supply
cd /sys/class/power_supply; mkdir BAT0; cd BAT0
echo Battery >type; echo 1 >present; echo System >scope
"""
WAITS = "it waits: the battery is nearly empty"
REFUSED = "Lent(result='refused', why='{}', freed=None)"
RELOAD = """
busctl call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus \
  ReloadConfig >/dev/null"""
PYTHON = """Environment=PYTHONPATH=/opt/libraries
ExecStart=/usr/bin/python3 """
TIMER = "[Timer]\nOnCalendar=yearly\n[Install]\nWantedBy=timers.target\n"


@pytest.fixture
def guest(desk):
    """Return the desk, on which mallory works from another place."""
    desk.pc.write("/tmp/guest.py", GUEST)
    desk.pc.sh(
        "rm -f /run/lab-guest;"
        " systemd-run --quiet --collect --unit=lab-sitting-guest"
        " /usr/bin/python3 /tmp/guest.py"
    )
    desk.pc.wait("test -e /run/lab-guest", 15)
    yield desk
    desk.pc.sh("systemctl stop lab-sitting-guest; rm -f /run/lab-guest")


def test_an_adapter_is_not_restarted_under_somebody_who_works_from_elsewhere(guest):
    guest.rules([], ASKED)
    guest.pc.sh("ip link set host0 down")
    try:
        told = guest.says("apply", "restart_adapter")
        steps = guest.fixes("network.link_is_up")["steps"]
    finally:
        guest.pc.sh("ip link set host0 up")

    assert "it waits: somebody works on this PC from elsewhere" in told
    (mine,) = [step for step in steps if step["fix"] == "restart_adapter"]
    assert mine["result"] == "refused"
    assert mine["why"].startswith("it waits: somebody works on this PC"), (
        "known before anybody is asked"
    )


def test_what_asks_is_not_even_asked_about_where_it_lets_nobody_request_it(desk):
    desk.pc.unit("lab-frail.service", FRAIL)
    desk.pc.sh("systemctl --quiet enable lab-frail; systemctl start lab-frail")
    desk.pc.wait("systemctl --quiet is-failed lab-frail", 10)
    steps = desk.fixes("services")["steps"]

    (mine,) = [step for step in steps if step["fix"] == "start_failed_service"]
    assert mine["result"] == "refused"
    assert mine["why"] == "it needs administrator rights, and IT lends none for it"


RULE = """polkit.addRule(function(action, subject) {
  if (action.id == "org.freedesktop.systemd1.manage-units" &&
      subject.isInGroup("lab-operators")) return polkit.Result.YES;
});
"""


def test_whom_it_lets_manage_services_repairs_them_with_these_rights(desk):
    """IT's own rule of polkit, and nothing that Blusser's service lends."""
    rule = "/etc/polkit-1/rules.d/10-lab.rules"
    desk.pc.unit("lab-frail.service", FRAIL)
    desk.pc.sh("systemctl --quiet enable lab-frail; systemctl start lab-frail")
    desk.pc.wait("systemctl --quiet is-failed lab-frail", 10)
    desk.pc.write(rule, RULE)
    desk.pc.sh("groupadd lab-operators; usermod -aG lab-operators alice")
    desk.pc.sh("touch /run/lab-ok; systemctl restart polkit")
    try:
        others = desk.fixes("services", user="mallory", yes=True)["steps"]
        steps = desk.fixes("services", yes=True)["steps"]
    finally:
        desk.pc.sh(f"rm -f /run/lab-ok {rule}; groupdel lab-operators")
        desk.pc.sh("systemctl restart polkit")

    (theirs,) = [one for one in others if one["fix"] == "start_failed_service"]
    assert theirs["why"] == "it needs administrator rights, and IT lends none for it"
    (mine,) = [one for one in steps if one["fix"] == "start_failed_service"]
    assert mine["result"] == "cured", mine
    assert not [one for one in desk.ran() if "start_failed_service" in one]


def test_nothing_is_started_while_software_is_installed(desk):
    desk.pc.write("/run/lab-lock.py", LOCKS)
    desk.pc.unit("lab-installs.service", "ExecStart=/usr/bin/python3 /run/lab-lock.py")
    desk.pc.sh("rm -f /run/lab-locked; systemctl start lab-installs")
    desk.pc.wait("test -e /run/lab-locked", 10)

    held = desk.says("apply", "start_stopped_service")
    desk.pc.sh("systemctl stop lab-installs")

    assert "it waits: software is being installed" in held
    assert not desk.runs("lab-needed")
    assert desk.says("apply", "start_stopped_service") == CURED


@pytest.fixture
def laptop(desk):
    """Return the desk, with the files of a battery as the kernel of a laptop has them."""
    desk.pc.sh(BATTERY)
    yield desk
    desk.pc.sh("umount /sys/class/power_supply")


def battery(laptop, status, percent):
    place = "/sys/class/power_supply/BAT0"
    laptop.pc.sh(f"echo {status} >{place}/status; echo {percent} >{place}/capacity")


def test_what_costs_power_waits_until_the_battery_is_charged(laptop):
    laptop.pc.write("/etc/systemd/system/lab-tick.timer", TIMER)
    laptop.pc.unit("lab-tick.service", "Type=oneshot\nExecStart=/bin/true")
    laptop.pc.sh("systemctl --quiet enable lab-tick.timer")
    battery(laptop, "Discharging", 19)
    held = laptop.says("apply", "start_stopped_timer")
    (mine,) = laptop.fixes("services.timers_fire")["steps"]
    ran = laptop.runs("lab-tick.timer")
    battery(laptop, "Charging", 19)
    done = laptop.says("apply", "start_stopped_timer")

    assert (held, ran) == (REFUSED.format(WAITS), False)
    assert (mine["result"], mine["why"]) == ("refused", f"{WAITS} (BAT0)")
    assert done == CURED
    assert laptop.runs("lab-tick.timer")


@pytest.fixture
def drive(desk):
    """Return who says how the drive is: in UDisks2's place, for no drive here can."""
    desk.pc.write("/etc/dbus-1/system.d/lab-drives.conf", MAY_TELL)
    desk.pc.write("/run/lab-drives.py", DRIVES)
    desk.pc.sh(RELOAD)

    def says(state):
        desk.pc.unit("lab-drives.service", f"{PYTHON}/run/lab-drives.py {state}")
        desk.pc.sh("systemctl restart lab-drives")
        desk.pc.wait("busctl --list | grep -q '^org.freedesktop.UDisks2 '", 10)

    yield says
    desk.pc.sh(f"systemctl stop lab-drives; rm /etc/dbus-1/system.d/lab-*; {RELOAD}")


def test_a_drive_that_is_failing_is_not_strained_and_a_new_one_is_mounted(desk, drive):
    fstab, passwd = desk.pc.sh("cat /etc/fstab || true"), desk.pc.sh("cat /etc/passwd")
    desk.pc.sh(NO_HOMES)
    try:
        drive("failing")
        held = desk.says("apply", "mount_missing_folder")
        none = desk.run("mountpoint", "--quiet", "/srv/homes").code
        drive("well")
        done = desk.says("apply", "mount_missing_folder")
        mounted = desk.run("mountpoint", "--quiet", "/srv/homes").code == 0
    finally:
        desk.pc.write("/etc/passwd", f"{passwd}\n")
        desk.pc.write("/etc/fstab", f"{fstab}\n")
        desk.pc.sh("systemctl daemon-reload; umount /srv/homes || true")

    assert held == REFUSED.format("the drive is failing, and this would strain it")
    assert none, "nothing was mounted"
    assert (done, mounted) == (CURED, True)


def test_twice_is_once_and_what_comes_back_again_and_again_is_left_to_it(desk):
    desk.pc.write("/etc/systemd/system/lab-tick.timer", TIMER)
    desk.pc.unit("lab-tick.service", "Type=oneshot\nExecStart=/bin/true")
    desk.pc.sh("systemctl --quiet enable lab-tick.timer")
    told, again = [], ""
    for _ in range(4):
        desk.pc.sh("systemctl stop lab-tick.timer")
        told.append(desk.says("apply", "start_stopped_timer"))
        again = again or desk.says("apply", "start_stopped_timer")

    assert "it is no longer needed" in again
    assert told[:2] == [CURED, CURED]
    assert "refused" in told[3]
    assert "again and again" in told[3] or "often enough" in told[3]
    assert not desk.runs("lab-tick.timer")
