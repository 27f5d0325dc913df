"""The password of a desk in GNOME's own keyring, in a real session of an employee."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import ExitStack, closing

import pytest

from tests.lab.desk.grounds import DOCUMENT, SECRET
from tests.lab.desk.place import free
from tests.lab.network.certificates import Authority
from tests.lab.network.clock import Clock
from tests.lab.network.web import WebServer, front

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

URL = "https://office.lab.test"
POLICY = f"""
[desk]
kind = "webhook"
url = "{URL}"
authority = "/etc/firm.pem"
[[own]]
id = "licence"
kind = "file"
path = "/nowhere/licence"
words.en = {{ title = "The licence is gone", text = "It is.", advice = "Tell IT." }}
"""
FILE = 'secret = "/etc/blusser/desk.secret"\n[[own]]'
BUCKET = POLICY.replace("webhook", "s3").replace("[[own]]", FILE)
OPEN = "gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null 2>&1"
"""As at a sign-in: its password is what it hears; it is made where there is none."""
SHUT = (
    *("busctl", "--user", "call", "org.freedesktop.secrets"),
    *("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock"),
    *("ao", "1", "/org/freedesktop/secrets/collection/login"),
)
KEEP = (
    "secret-tool",
    "store",
    "--label=Blusser",
    "application",
    "blusser",
    "desk",
    URL,
)


class Alice:
    """Somebody with a session, a keyring and something that only IT can mend."""

    def __init__(self, pc, tickets):
        self._pc, self._tickets = pc, tickets
        session = f"/run/user/{pc.run('id', '--user', 'alice').out.strip()}"
        bus = f"DBUS_SESSION_BUS_ADDRESS=unix:path={session}/bus"
        self._around = ("env", "HOME=/home/alice", f"XDG_RUNTIME_DIR={session}", bus)
        pc.write("/etc/blusser/policy.toml", POLICY)
        pc.sh("chmod 644 /etc/blusser/policy.toml")

    def does(self, *words, text=""):
        return self._pc.run(*self._around, *words, user="alice", text=text)

    def opens(self):
        assert self.does("sh", "-c", OPEN, text="of-the-sign-in").code == 0
        self._pc.wait(
            f"runuser -u alice -- {' '.join(self._around)} busctl --user status org.freedesktop.secrets",
            10,
        )

    def blusser(self, *words):
        return json.loads(self.does("python3", "-m", "agent", *words, "--json").out)

    def parcel(self):
        (one,) = self.blusser("send", "--waiting")["parcels"]
        return one["stage"], one["why"]

    def arrived(self):
        return len(os.listdir(self._tickets))


@pytest.fixture
def alice(pc, tmp_path):
    """Alice, and a receiver that takes what is signed with the desk's secret."""
    code = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[1]
    tickets, port = tmp_path / "tickets", free()
    tickets.mkdir()
    firm = Authority(str(tmp_path), "firm")
    around = {"SECRET": SECRET, "TICKETS": str(tickets), "PORT": str(port)}
    with ExitStack() as after:
        words = [sys.executable, "-c", code]
        served = subprocess.Popen(words, env=os.environ | around, stderr=-3)
        after.callback(served.wait, 10)
        after.callback(served.kill)
        bound = pc.far_socket(socket.SOCK_STREAM, 443)
        tls = firm.server("office.lab.test")
        pass_on = front(f"127.0.0.1:{port}")
        after.enter_context(closing(WebServer(bound, Clock(), pass_on, tls)))
        with open(firm.certificate) as file:
            pc.write("/etc/firm.pem", file.read())
        yield Alice(pc, tickets)
        pc.sh("pkill -u alice gnome-keyring-d || true")
        pc.sh(
            "rm -rf /home/alice/.local/share/keyrings /home/alice/.local/state/blusser"
        )
        pc.sh("rm -rf /etc/blusser /etc/firm.pem")


def test_the_password_of_a_desk_is_taken_from_the_keyring_that_the_sign_in_opened(
    alice,
):
    alice.opens()
    assert alice.does(*KEEP, text=SECRET).code == 0

    said = alice.blusser("fix", "--only", "own.licence", "--send")

    assert said["escalation"]["state"] == "sent", alice.parcel()
    assert alice.arrived() == 3


def test_while_the_keyring_is_shut_it_waits_and_goes_when_that_is_open(alice):
    alice.opens()
    assert alice.does(*KEEP, text=SECRET).code == 0
    assert alice.does(*SHUT).code == 0

    said = alice.blusser("fix", "--only", "own.licence", "--send")
    waits, arrived = alice.parcel(), alice.arrived()
    alice.opens()

    assert said["escalation"]["state"] == "queued"
    assert waits == ("waiting", "the keyring is shut; sign in anew, and it opens")
    assert arrived == 0
    assert alice.parcel() == ("sent", "")
    assert alice.arrived() == 3


@pytest.mark.parametrize("runs", [True, False])
def test_where_nothing_is_kept_it_waits_and_what_is_missing_is_told(alice, runs):
    if runs:
        alice.opens()
    said = alice.blusser("fix", "--only", "own.licence", "--send")

    assert said["escalation"]["state"] == "queued"
    nothing = (
        f"desk.secret names no file, and this account's keyring keeps nothing for {URL}"
    )
    assert alice.parcel() == ("waiting", nothing)
    assert alice.arrived() == 0


def test_a_file_of_the_timers_account_is_no_obstacle_to_the_keyring(alice, pc):
    pc.write("/etc/blusser/desk.secret", "of-another-account")
    pc.sh("chmod 600 /etc/blusser/desk.secret")
    pc.write("/etc/blusser/policy.toml", POLICY.replace("[[own]]", FILE))
    alice.opens()
    refused = alice.blusser("desk", "test")
    pc.write("/etc/blusser/policy.toml", BUCKET)
    in_the_house = alice.blusser("desk", "test")
    pc.write("/etc/blusser/policy.toml", POLICY.replace("[[own]]", FILE))
    assert alice.does(*KEEP, text=SECRET).code == 0

    for one in (refused, in_the_house):
        assert "cannot be read here (Permission denied)" in one["why"]
        assert "keyring keeps nothing" in one["why"]
    assert alice.blusser("desk", "test")["ready"]
