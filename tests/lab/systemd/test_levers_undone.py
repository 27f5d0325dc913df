"""What a repair of the network changed comes back as it was; and whom it leaves alone."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

NAMES = (
    "from agent.host.linux.name_servers_control import LinuxNameServersControl as N\n"
)
NAMES += "n = N()\n"
RADIO = "from agent.host.linux.radio_control import LinuxRadioControl as R; r = R()\n"
SERVICE = (
    "from agent.host.linux.name_service_control import LinuxNameServiceControl as S\n"
)
CONNECT = (
    "from agent.host.linux.connection_control import LinuxConnectionControl as C\n"
)
CONNECT += 'print(C().reconnect("host0"))'
DEAF = """ExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 1; done'
TimeoutStopSec=60
"""
PROFILES = "sha256sum /etc/NetworkManager/system-connections/*"
LINK = """
resolvectl --no-pager status host0 | grep -v Current
cat /run/systemd/resolve/resolv.conf
"""
PID = "systemctl show --value --property=MainPID lab-deaf"


def python(pc, code, user="root"):
    return pc.run("python3", "-c", code, user=user)


def test_name_servers_that_were_typed_in_come_back(pc):
    pc.sh("resolvectl dns host0 203.0.113.9 10.77.0.1")
    before = pc.sh(LINK)
    done = python(
        pc, f'{NAMES}n.use("host0", n.lent()["host0"]); print(n.used("host0"))'
    )
    after = pc.sh(LINK)
    again = python(pc, f'{NAMES}n.use("host0", n.lent()["host0"])')
    twice = pc.sh(LINK)
    back = python(pc, f'{NAMES}n.use("host0", ("203.0.113.9", "10.77.0.1"))')

    assert (done.code, done.out) == (0, "('10.77.0.1',)\n"), done
    assert "203.0.113.9" in before
    assert "203.0.113.9" not in after
    assert (again.code, twice) == (0, after), again
    assert (back.code, pc.sh(LINK)) == (0, before), back


def test_an_employee_may_not_say_whom_to_ask(pc):
    before = pc.sh(LINK)
    done = python(pc, f'{NAMES}n.use("host0", ("203.0.113.9",))', "alice")

    assert "PermissionError" in done.err, done
    assert pc.sh(LINK) == before


def test_servers_of_an_administrator_are_not_passed_by(pc):
    folder = "/run/systemd/resolved.conf.d"
    pc.sh(f"mkdir -p {folder}; printf '[Resolve]\\nDNS=10.77.0.1\\n' >{folder}/it.conf")
    pc.sh("systemctl restart systemd-resolved")
    try:
        done = python(pc, NAMES)
    finally:
        pc.sh(f"rm -r {folder}; systemctl restart systemd-resolved")

    assert "PartMissing: the name servers of this PC are set by an admin" in done.err


def test_the_switch_of_wifi_comes_back(pc):
    state = "cat /var/lib/NetworkManager/NetworkManager.state; nmcli radio"
    pc.sh("nmcli radio wifi off")
    try:
        before = pc.sh(state)
        on = python(pc, f"{RADIO}r.switch(True); r.switch(True)")
        after = pc.sh(state)
        off = python(pc, f"{RADIO}r.switch(False)")
        back = pc.sh(state)
    finally:
        pc.sh("nmcli radio wifi on")

    assert (on.code, off.code) == (0, 0), (on, off)
    assert before.replace("=false", "=true").splitlines()[:4] == after.splitlines()[:4]
    assert back == before


def test_a_service_that_takes_no_notice_is_ended_by_force_and_comes_back(pc):
    pc.unit("lab-deaf.service", DEAF)
    pc.sh("systemctl start lab-deaf")
    before = pc.sh(PID)

    done = python(pc, f'{SERVICE}S().restart("lab-deaf")')

    assert done.code == 0, done
    assert pc.sh(PID) not in {before, "0"}


def test_a_service_that_does_not_run_is_not_started(pc):
    pc.unit("lab-deaf.service", DEAF)

    python(pc, f'{SERVICE}S().restart("lab-deaf")')

    assert pc.sh(PID) == "0"


def test_what_somebody_disconnected_stays_disconnected(pc):
    pc.sh("nmcli device disconnect host0")

    done = python(pc, CONNECT)

    assert (done.code, done.out) == (0, "False\n"), done
    state = pc.sh("nmcli -g GENERAL.STATE device show host0")
    assert state.startswith("30")


def test_what_lost_its_address_is_connected_by_the_same_profile(pc):
    before = pc.sh(PROFILES)
    pc.sh("ip address flush dev host0")

    done = python(pc, CONNECT)

    assert (done.code, done.out) == (0, "True\n"), done
    pc.sh("ip -4 -br address show dev host0 | grep 10.77.0.")
    assert pc.sh(PROFILES) == before


def test_an_employee_may_not_connect_and_is_told_so(pc):
    pc.sh("ip address flush dev host0")

    assert "PermissionError" in python(pc, CONNECT, "alice").err
