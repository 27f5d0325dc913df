"""A hostile user gets nothing, breaks nothing, and delays nobody."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from agent.service.broker import AT_ONCE, EVERY

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

HOSTILE = (Path(__file__).parent / "hostile.py").read_text()
SECONDS = 12
BECOME = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
"""The account that nothing belongs to."""
GOOD = """
import sys, time
from agent.service.client import Client
from agent.service.offer import offer_of
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES
client = Client("/run/blusser/hands.sock", offer_of(CHECKS, FIXES).digest)
took, wrong = [], []
for _ in range(40):
    began = time.monotonic()
    try:
        client.ask("no.such_check")
    except Exception as no:
        if "does not know this" not in str(no):
            wrong.append(str(no))
    took.append(time.monotonic() - began)
    time.sleep(0.2)
print(max(took), *wrong)
"""
"""A good client that asks for what there is not: the answer is the service's own."""


def memory(desk, pid):
    words = desk.pc.sh(f"grep VmRSS /proc/{pid}/status").split()
    return int(words[1]) / 1000


def attack(desk, user):
    """Attack as a user; return what came of it, and how a good client fared."""
    told = []

    def strike():
        words = ("python3", "-c", HOSTILE, str(SECONDS))
        told.append(
            desk.run(*BECOME, *words) if not user else desk.run(*words, user=user)
        )

    thread = threading.Thread(target=strike)
    thread.start()
    good = desk.run("python3", "-c", GOOD, user="alice")
    thread.join()
    assert told[0].code == 0, told[0]
    return json.loads(told[0].out), good


@pytest.fixture
def awake(desk):
    """Wake the service; return its process, and the memory it takes."""
    desk.says("ask", "no.such_check")
    pid = desk.broker()
    assert pid
    return pid


@pytest.mark.parametrize("user", ["", "mallory"])
def test_everything_at_once_breaks_nothing_and_delays_nobody(desk, user):
    if user == "mallory":
        desk.sit_down("mallory")
    desk.says("ask", "no.such_check")
    pid, before, ran = desk.broker(), None, len(desk.ran())
    before = memory(desk, pid)

    count, good = attack(desk, user)
    slowest, *wrong = good.out.split(maxsplit=1)
    after = memory(desk, pid)

    assert count["held"] >= 500, count
    assert count["greeted"] == 0 or user == "mallory", count
    assert desk.broker() == pid, "it crashed, or was started again"
    assert after - before < 20, (before, after)
    assert after <= 25
    assert (wrong, float(slowest) < 1) == ([], True), good
    assert len(desk.ran()) == ran, "something was carried out"
    assert not desk.runs("lab-needed")
    assert desk.run("ls", "/tmp/pwned").code != 0


def test_who_does_not_sit_there_is_refused_before_a_byte_is_read(desk, awake):
    code = """
import socket
line = socket.socket(socket.AF_UNIX)
line.settimeout(5)
line.connect("/run/blusser/hands.sock")
print(line.recv(1000), line.recv(1000))
"""
    told = desk.run("python3", "-c", code, user="mallory").out

    assert b'{"says":"refusal","reason":"who"}'.decode() in told, told
    assert told.strip().endswith("b''")
    assert "do not lend" in desk.says("apply", "start_stopped_service", user="mallory")
    assert not desk.runs("lab-needed")


def test_who_has_stood_up_may_no_longer_ask(desk):
    desk.stand_up("alice")

    assert "do not lend" in desk.says("apply", "start_stopped_service")


def test_who_the_rules_do_not_name_is_refused(desk):
    desk.rules(["lab-needed"], '[service]\nusers = ["bob"]\n')

    assert "do not lend" in desk.says("apply", "start_stopped_service")

    desk.rules(["lab-needed"], '[service]\ngroups = ["alice"]\n')

    assert "does not know" in desk.says("ask", "no.such_check")


REMOTE = """
import ctypes, os, sys, time
pam = ctypes.CDLL("libpam.so.0")
class Conv(ctypes.Structure):
    _fields_ = [("conv", ctypes.c_void_p), ("data", ctypes.c_void_p)]
handle, conv = ctypes.c_void_p(), Conv()
assert pam.pam_start(b"login", b"mallory", ctypes.byref(conv), ctypes.byref(handle)) == 0
assert pam.pam_set_item(handle, 4, b"192.0.2.7") == 0
pam.pam_putenv(handle, b"XDG_SESSION_CLASS=user")
assert pam.pam_open_session(handle, 0) == 0
pid = os.fork()
if pid == 0:
    os.setgid(1001); os.setuid(1001)
    sys.argv[1:] = ["apply", "start_stopped_service"]
    exec(open("/tmp/ask.py").read())
    sys.stdout.flush(); os._exit(0)
os.waitpid(pid, 0)
pam.pam_close_session(handle, 0)
"""


def test_a_session_from_afar_is_refused_even_of_somebody_who_sits_there(desk):
    from tests.lab.service.installed import ASK

    desk.sit_down("mallory")
    desk.pc.write("/tmp/ask.py", ASK)
    desk.pc.write("/tmp/remote.py", REMOTE)
    run = "systemd-run --quiet --wait --pipe --collect --setenv=PYTHONPATH=/opt/blusser:/opt/libraries"
    assert desk.pc.sh("id -u mallory") == "1001"

    told = desk.pc.sh(f"{run} /usr/bin/python3 /tmp/remote.py")

    assert "do not lend" in told, told
    assert not desk.runs("lab-needed")

    desk.rules(["lab-needed"], "[service]\nremote_sessions = true\n")

    assert "cured" in desk.pc.sh(f"{run} /usr/bin/python3 /tmp/remote.py")


SAME_KEY = """
import sys, socket
sys.path.insert(0, "/opt/blusser")
from agent.service.protocol import *
from agent.service.client import _heard
from agent.service.offer import offer_of
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES
offer = offer_of(CHECKS, FIXES)
wish = Apply(FixId("start_stopped_service"), Key("ab" * 16), Digest(offer.digest))
with socket.socket(socket.AF_UNIX) as line:
    line.connect("/run/blusser/hands.sock")
    _heard(line, 5)
    line.sendall(sentence(wish))
    print(_heard(line, 60))
"""


def test_the_same_key_twice_acts_once_and_answers_the_same(desk):
    first = desk.run("python3", "-c", SAME_KEY, user="alice").out
    desk.pc.sh("systemctl stop lab-needed")
    ran = len(desk.ran())

    second = desk.run("python3", "-c", SAME_KEY, user="alice").out

    assert first == second == "Lent(result='cured', why='', freed=None)\n"
    assert not desk.runs("lab-needed")
    assert len(desk.ran()) == ran


def test_the_same_key_at_the_same_time_acts_once(desk):
    told = []

    def wish():
        told.append(desk.run("python3", "-c", SAME_KEY, user="alice").out)

    ran = len(desk.ran())
    threads = [threading.Thread(target=wish) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert told == ["Lent(result='cured', why='', freed=None)\n"] * 3
    assert len(desk.ran()) == ran + 1


WITHOUT_END = """
import sys, time
from agent.service.client import Client
from agent.service.offer import offer_of
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES
client = Client("/run/blusser/hands.sock", offer_of(CHECKS, FIXES).digest)
began, done = time.monotonic(), 0
for pause in (0, 0, 17):
    time.sleep(pause)
    for _ in range(14):
        try:
            client.apply("start_stopped_timer")
            done += 1
        except PermissionError:
            pass
print(done, time.monotonic() - began)
"""
"""Too much at once, and once more when the service has had time to end."""


def test_who_lets_the_service_end_is_not_forgotten(desk):
    desk.sit_down("mallory")
    ran = len(desk.ran())

    told = desk.run("python3", "-c", WITHOUT_END, user="mallory").out
    done, seconds = map(float, told.split())

    assert len(desk.ran()) - ran == done
    assert AT_ONCE <= done <= AT_ONCE + seconds / EVERY + 1
