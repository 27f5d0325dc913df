"""Each kind of repair works with the few rights of its unit, on a really broken PC."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.lab.service.installed import UNITS
from tests.lab.systemd.booted import ROOT

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

ALL = "/usr/lib/blusser/all"
CURED = "Lent(result='cured', why='', freed=None)"
ASKED = """
[service]
on_request = ["start_failed_service", "remove_hosts_override", "restart_adapter",
  "restore_leased_name_servers", "resume_paused_printer", "vacuum_journal"]
"""
TIGHT = "[disk]\nmin_free_bytes = 30000000\nmin_free_percent = 60.0\n"
NO_HOMES = """
mkdir -p /srv/homes; sed -i 's,:/home/alice:,:/srv/homes/alice:,' /etc/passwd
echo 'homes /srv/homes tmpfs size=1m,nofail 0 0' >>/etc/fstab; systemctl daemon-reload
systemctl start srv-homes.mount; umount /srv/homes
until systemctl show --property=ActiveState srv-homes.mount | grep -q inactive; do sleep .1; done
"""
UNMOUNTED = """
mkdir -p /srv/data; echo 'data /srv/data tmpfs size=1m,nofail 0 0' >>/etc/fstab
systemctl daemon-reload; systemctl start srv-data.mount; umount /srv/data
until systemctl show --property=ActiveState srv-data.mount | grep -q inactive; do sleep .1; done
"""
OLD_LOG = """
mknod /dev/loop-control c 10 237 || true
seq 0 31 | xargs -I% mknod /dev/loop% b 7 % 2>/dev/null || true
truncate -s 60M /root/v.img; mkfs.ext4 -q -F -m 0 /root/v.img
mount -o loop /root/v.img /mnt
mkdir -p /mnt/log/journal /mnt/tmp /mnt/lib /mnt/cache
head -c 20000000 /dev/zero >/mnt/log/journal/system@1.journal
inode=$(stat -c %i /mnt/log/journal/system@1.journal); umount /mnt
for one in atime mtime ctime; do echo "set_inode_field <$inode> $one @1600000000"; done |
  debugfs -w -f - /root/v.img >/dev/null 2>&1
mount -o loop /root/v.img /var; head -c 18000000 /dev/zero >/var/tmp/new
"""
"""A small ``/var`` that lacks room for as much as a log takes of the year 2020."""
FRAIL = "ExecStart=/bin/sh -c 'test -e /run/lab-ok && exec sleep infinity; exit 1'"
SYSUSERS = (Path(ROOT) / "packaging" / "linux" / "blusser.sysusers").read_text()


@pytest.fixture
def asked(desk):
    """Return the desk, where IT lets employees request what asks."""
    desk.rules([], ASKED)
    return desk


def test_a_service_that_failed_is_started_once_more(asked):
    asked.pc.unit("lab-frail.service", FRAIL)
    asked.pc.sh("systemctl --quiet enable lab-frail; systemctl start lab-frail")
    asked.pc.wait("systemctl --quiet is-failed lab-frail", 10)
    asked.pc.sh("touch /run/lab-ok")
    try:
        told = asked.says("apply", "start_failed_service")

        assert (told, asked.runs("lab-frail")) == (CURED, True)
    finally:
        asked.pc.sh("rm /run/lab-ok")


def test_a_name_is_taken_out_of_the_hosts_file_and_a_copy_kept(asked):
    asked.rules([], ASKED, page="office.lab.test")
    before = asked.pc.sh("cat /etc/hosts")
    with asked.pc.far_socket(socket.SOCK_STREAM, 80) as web:
        web.listen()
        asked.pc.sh("echo 10.99.99.99 office.lab.test >>/etc/hosts")
        try:
            told = asked.says("apply", "remove_hosts_override")
            after = asked.pc.sh("cat /etc/hosts; ls -l /etc/hosts*")
        finally:
            asked.pc.write("/etc/hosts", f"{before}\n")
            asked.pc.sh("rm -f /etc/hosts.blusser-*")

    assert told == CURED, after
    assert "# Blusser: 10.99.99.99 office.lab.test" in after
    assert "/etc/hosts.blusser-" in after


def test_a_name_service_that_hangs_is_started_anew(asked):
    asked.pc.sh("pkill -STOP systemd-resolve")

    assert asked.says("apply", "restart_name_service") == CURED
    assert "10.77.0.1" in asked.run("getent", "ahosts", "office.lab.test").out


def test_an_adapter_is_switched_on_again(asked):
    asked.pc.sh("ip link set host0 down")

    assert asked.says("apply", "restart_adapter") == CURED
    assert " UP " in asked.pc.sh("ip -brief link show host0")


def test_the_name_servers_of_the_network_are_asked_again(asked):
    asked.pc.sh("resolvectl dns host0 10.77.0.222; resolvectl flush-caches")

    assert asked.says("apply", "restore_leased_name_servers") == CURED
    assert "10.77.0.1" in asked.pc.sh("resolvectl dns host0")


def test_a_timer_that_stopped_is_started(asked):
    timer = "[Timer]\nOnCalendar=yearly\n[Install]\nWantedBy=timers.target\n"
    asked.pc.write("/etc/systemd/system/lab-tick.timer", timer)
    asked.pc.unit("lab-tick.service", "Type=oneshot\nExecStart=/bin/true")
    asked.pc.sh("systemctl --quiet enable lab-tick.timer")

    assert asked.says("apply", "start_stopped_timer") == CURED
    assert asked.runs("lab-tick.timer")


def test_a_printer_that_somebody_paused_goes_on(asked):
    asked.pc.sh("lpadmin -p lab -E -v file:/dev/null -m raw 2>&1; cupsdisable lab")
    try:
        told = asked.says("apply", "resume_paused_printer")
        printer = asked.pc.sh("lpstat -p lab")
    finally:
        asked.pc.sh("lpadmin -x lab")

    assert (told, "is idle" in printer) == (CURED, True), printer


def test_what_asks_is_not_done_where_it_lets_nobody_request_it(desk):
    desk.pc.sh("resolvectl dns host0 10.77.0.222; resolvectl flush-caches")

    told = desk.says("apply", "restore_leased_name_servers")

    assert (
        told
        == "Lent(result='refused', why='nobody has said yes to this repair', freed=None)"
    )
    assert "10.77.0.222" in desk.pc.sh("resolvectl dns host0")


def test_the_account_of_the_scheduled_run_may_ask_though_nobody_sits_there(desk):
    desk.stand_up("alice")
    desk.pc.write("/usr/lib/sysusers.d/blusser.conf", SYSUSERS)
    desk.pc.sh("systemd-sysusers")

    assert desk.says("apply", "start_stopped_service", user="blusser") == CURED
    assert desk.runs("lab-needed")


def test_a_person_whose_account_is_called_the_same_gets_nothing_by_it(desk):
    desk.pc.sh(
        "! id blusser 2>/dev/null || userdel blusser; useradd --uid 3000 blusser"
    )
    try:
        told = desk.says("apply", "start_stopped_service", user="blusser")
    finally:
        desk.pc.sh("userdel blusser")

    assert told.startswith("PermissionError IT's rules do not lend"), told
    assert not desk.runs("lab-needed")


def test_how_a_disk_is_filled_is_seen_in_the_unit_as_outside(desk):
    full = "[disk]\nmin_free_bytes = 1000000000000\nmin_free_percent = 100.0\n"
    desk.rules([], full)

    told = desk.says("apply", "clean_package_cache")

    assert "nothing of that kind takes up the room" in told, (
        "it found the disk full, as it is by these rules, and nothing old in the cache"
    )


def test_the_folder_of_the_homes_is_mounted_and_none_that_they_do_not_need(desk):
    fstab, passwd = desk.pc.sh("cat /etc/fstab || true"), desk.pc.sh("cat /etc/passwd")
    desk.pc.sh(NO_HOMES + UNMOUNTED)
    try:
        told = desk.says("apply", "mount_missing_folder")
        again = desk.says("apply", "mount_missing_folder")
        mounted = desk.run("mountpoint", "/srv/homes")
        other = desk.run("mountpoint", "/srv/data")
    finally:
        desk.pc.write("/etc/passwd", f"{passwd}\n")
        desk.pc.write("/etc/fstab", f"{fstab}\n")
        desk.pc.sh("systemctl daemon-reload; umount /srv/homes || true")

    assert (told, mounted.code) == (CURED, 0), mounted
    assert other.code, "somebody unmounted it, and may be examining its disk"
    assert "it is no longer needed" in again


def test_old_logs_go_through_the_service_only_after_a_report(asked):
    old = "/var/log/journal/system@1.journal"
    asked.rules([], f'{ASKED}{TIGHT}[desk]\nkind = "none"\n')
    asked.pc.sh(OLD_LOG)
    try:
        refused = asked.says("apply", "vacuum_journal")
        kept = asked.run("test", "-e", old).code == 0
        asked.rules([], f"{ASKED}{TIGHT}")
        told = asked.says("apply", "vacuum_journal")
        gone = asked.run("test", "-e", old).code == 1
        reports = asked.pc.sh("ls /var/lib/blusser/outbox || true")
    finally:
        asked.pc.sh("umount -l /var")

    assert "it removes evidence" in refused, refused
    assert kept
    assert told.startswith("Lent(result='cured', why='', freed=Freed(bytes=2"), told
    assert gone
    assert reports.startswith("blusser-2")


def test_the_libraries_that_a_check_loads_are_let_in_by_its_unit(desk):
    unit = UNITS / "blusser-ask-login.machine_is_trusted@.service"
    code = "from agent.host.linux import libkrb5; libkrb5.Session().close()"
    start = f"ExecStart=/usr/bin/python3 -ISB -c 'import sys; sys.path.insert(0, \"{ALL}\"); {code}'"
    lines = [
        start if one.startswith("ExecStart=") else one
        for one in unit.read_text().splitlines()
    ]
    desk.pc.write("/etc/systemd/system/lab-krb5.service", "\n".join(lines) + "\n")
    desk.pc.sh("systemctl daemon-reload")

    done = desk.run("systemctl", "start", "lab-krb5.service")

    assert done.code == 0, desk.pc.sh("journalctl --quiet --no-pager -u lab-krb5")
