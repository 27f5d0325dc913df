"""What goes on at a PC, as its own services tell it, and a repair that waits."""

from __future__ import annotations

import json

import pytest

from tests.lab.systemd.machine import eventually

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

ASK = """
import json
from agent.host.linux.moments import LinuxMoments
from agent.host.trouble import PartMissing

told = {}
for name in ("presenting", "remote_session", "metered", "updating", "in_call"):
    try:
        told[name] = getattr(LinuxMoments(), name)()
    except PartMissing as missing:
        told[name] = str(missing)
print(json.dumps(told))
"""
LOCKS = """
import fcntl, os, time
handle = os.open("/var/lib/dpkg/lock-frontend", os.O_RDWR | os.O_CREAT)
fcntl.lockf(handle, fcntl.LOCK_EX)
open("/run/lab-locked", "w").close()
time.sleep(600)
"""
SLEEPS = "ExecStart=/bin/sleep infinity"
QUIET = ("presenting", "metered", "updating", "in_call", "remote_session")


def now(pc, user="root"):
    done = pc.run("python3", "-c", ASK, user=user)
    assert done.code == 0, done
    return json.loads(done.out)


@pytest.mark.parametrize("user", ["root", "alice"])
def test_a_quiet_pc_tells_of_nothing(pc, user):
    told = now(pc, user)

    assert {name: told[name] for name in QUIET} == dict.fromkeys(QUIET, []), told


@pytest.mark.parametrize(
    ("words", "moment", "who"),
    [
        ("--what=idle --who=Impress", "presenting", ["Impress"]),
        ("--what=idle --who=Polite --mode=delay", "presenting", []),
        ("--what=shutdown --who=PackageKit", "updating", ["PackageKit"]),
    ],
)
def test_logind_knows_who_holds_the_machine_back(pc, words, moment, who):
    keep = f"ExecStart=/usr/bin/systemd-inhibit {words} /bin/sleep infinity"
    pc.unit("lab-keeps.service", keep)
    pc.sh("systemctl start lab-keeps")
    pc.wait("systemd-inhibit --list --no-legend | grep -q sleep", 10)

    assert now(pc, "alice")[moment] == who


def test_networkmanager_says_what_costs_by_the_byte(pc):
    pc.sh("nmcli connection modify office connection.metered yes")
    pc.sh("nmcli connection up office >/dev/null")
    try:
        assert now(pc, "alice")["metered"] == ["NetworkManager"]
    finally:
        pc.sh("nmcli connection modify office connection.metered unknown")
        pc.sh("nmcli connection up office >/dev/null")


def test_a_service_is_not_started_while_software_is_installed(pc, program):
    pc.unit("lab-needed.service", SLEEPS)
    pc.sh("systemctl --quiet enable lab-needed")
    pc.write("/run/lab-lock.py", LOCKS)
    pc.unit("lab-installs.service", "ExecStart=/usr/bin/python3 /run/lab-lock.py")
    pc.sh("rm -f /run/lab-locked; systemctl start lab-installs")
    pc.wait("test -e /run/lab-locked", 10)
    program.rules("services", required=("lab-needed",))

    held = program.fix("services")
    pc.sh("systemctl stop lab-installs")
    done = program.fix("services")

    assert held.steps == [("start_stopped_service", "refused")], held
    why = held.said["steps"][0]["why"]
    assert why == "it waits: software is being installed (python3)"
    assert done.steps == [("start_stopped_service", "cured")], done


MICROPHONE = """
export XDG_RUNTIME_DIR=/run/user/$(id -u alice)
runuser -u alice -- pw-cli create-node adapter '{ factory.name=support.null-audio-sink
  node.name=lab-microphone media.class=Audio/Source/Virtual object.linger=true
  audio.position=[FL FR] }' >/dev/null
"""
RECORDS = """User=alice
Environment=XDG_RUNTIME_DIR=/run/user/{}
ExecStart=/usr/bin/pw-record --target lab-microphone /tmp/lab-call.wav"""


@pytest.mark.parametrize("user", ["root", "alice"])
def test_whoever_records_from_the_session_is_in_a_call(pc, user):
    number = pc.run("id", "-u", "alice").out.strip()
    pc.sh(MICROPHONE)
    pc.unit("lab-records.service", RECORDS.format(number))
    before = now(pc, user)["in_call"]
    pc.sh("systemctl start lab-records")
    pc.wait("test -s /tmp/lab-call.wav", 10)
    eventually(lambda: now(pc, user)["in_call"] == ["sound service"], 10)
    pc.sh("systemctl stop lab-records; rm -f /tmp/lab-call.wav")

    assert before == []
    eventually(lambda: now(pc, user)["in_call"] == [], 15)
