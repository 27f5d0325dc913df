"""The way of the whole program to a desk: a script, a proxy, and who signs in there.

In a room of its own: a KDC of MIT Kerberos, squid, the page that serves the script,
and a desk behind TLS.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import ExitStack

import pytest

from tests.lab.desk.grounds import PORT, SECRET
from tests.lab.desk.servers import SQUID
from tests.lab.login.realm import HERE, Realm
from tests.lab.network.certificates import Authority
from tests.lab.room import EMPLOYEE, PLACE, PYTHON, SCRATCH, Room

pytestmark = [pytest.mark.lab, pytest.mark.timeout(120)]

HOSTS = "127.0.0.1 localhost proxy.lab.test desk.lab.test wpad.lab.test"
PROXY = "http://proxy.lab.test:3128"
LIB = "/usr/lib/squid"
SQUID_CONF = """
http_port 127.0.0.1:3128
visible_hostname proxy.lab.test
pid_filename none
auth_param {how}
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
cache deny all
access_log stdio:{lab}/access
logformat shown %{{Proxy-Authorization}}>h
access_log stdio:{lab}/shown shown
cache_log {lab}/cache
coredump_dir {lab}
shutdown_lifetime 0 seconds
"""
KEYTAB, WHO = f"{PLACE}/squid.keytab", "HTTP/proxy.lab.test"
TICKET = f"negotiate program {LIB}/negotiate_kerberos_auth -k {KEYTAB} -s {WHO}"
PASSWORD = f"basic program {LIB}/basic_fake_auth"
"""The second takes any password: what is tested is who has none."""
NTLM = f"ntlm program {LIB}/ntlm_fake_auth"
POLICY = f"""
[network]
{{network}}
[desk]
kind = "webhook"
url = "https://desk.lab.test"
authority = "{SCRATCH}/firm.pem"
secret = "{PLACE}/secret"
{{desk}}
[[own]]
id = "licence"
kind = "file"
path = "/nowhere/licence"
words.en = {{{{ title = "The licence is gone", text = "It is.", advice = "Tell IT." }}}}
"""
PAC = 'pac = "http://wpad.lab.test/proxy.pac"'


class House:
    """A room with squid, what is behind it, and somebody who hands over from there."""

    def __init__(self, folder, after):
        self.folder, self._after = folder, after
        os.chmod(folder, 0o755)
        self.room = Room(folder)
        after.callback(self.room.close)
        self.room.write("/etc/hosts", HOSTS)
        firm = Authority(folder, "firm")
        firm.server("desk.lab.test")
        for end in ("pem", "key"):
            made = f"{folder}/firm-desk.lab.test-30-0.{end}"
            shutil.move(made, f"{folder}/desk.{end}")
        os.mkdir(f"{folder}/tickets")
        os.mkdir(f"{folder}/squid")
        os.chmod(f"{folder}/squid", 0o777)
        self.room.write(f"{PLACE}/secret", SECRET)
        self.room.sh(f"chown {EMPLOYEE} {PLACE}/secret; chmod 600 {PLACE}/secret")
        self._start(PORT, PYTHON, "-m", "tests.lab.desk.grounds", SCRATCH)

    def proxy(self, how):
        text = SQUID_CONF.format(how=how, lab=f"{SCRATCH}/squid")
        self.room.write(f"{PLACE}/squid.conf", text)
        self._start(3128, SQUID, "-N", "-f", f"{PLACE}/squid.conf")

    def realm(self):
        made = Realm(self.room)
        self._after.callback(made.close)
        for what in (f"addprinc -randkey {WHO}", f"ktadd -k {KEYTAB} {WHO}"):
            env = f"KRB5_KDC_PROFILE={HERE}/kdc.conf"
            self.room.sh(f"{env} kadmin.local -r LAB.TEST -q '{what}'")
        self.room.sh(f"chmod 644 {KEYTAB}")
        return made

    def sends(self, network="", desk="", **settings):
        """Hand over a run; return how it stands, and what is told to IT of why."""
        text = POLICY.format(network=network, desk=desk)
        self.room.write(f"{PLACE}/policy.toml", text)
        words = ("fix", "--only", "own.licence", "--send")
        stands = self.room.blusser(*words, **settings).said["escalation"]["state"]
        (parcel,) = self.room.blusser("send", "--waiting", **settings).said["parcels"]
        return stands, parcel["why"]

    def passed(self):
        """Who passed the proxy on the way to the desk, by its log."""
        with open(f"{self.folder}/squid/access") as file:
            lines = [line.split() for line in file]
        return {
            one[7]
            for one in lines
            if one[5:7] == ["CONNECT", "desk.lab.test:443"] and one[3].endswith("/200")
        }

    def shown(self):
        """What all who came showed the proxy of themselves; ``-``: nothing."""
        with open(f"{self.folder}/squid/shown") as file:
            return set(file.read().split("\n")[:-1])

    def tickets(self):
        return len(os.listdir(f"{self.folder}/tickets"))

    def _start(self, port, *words):
        with open(f"{self.folder}/said", "ab") as said:
            one = subprocess.Popen(self.room.inside(*words), stdout=said, stderr=said)
        self._after.callback(one.wait, 10)
        self._after.callback(one.kill)
        until = time.monotonic() + 20
        while f":{port:04X} 00000000:0000 0A " not in self.room.sh("cat /proc/net/tcp"):
            assert time.monotonic() < until and one.poll() is None, self.said()
            time.sleep(0.05)

    def said(self):
        with open(f"{self.folder}/said", errors="replace") as file:
            return file.read()[-3000:]


@pytest.fixture
def house(tmp_path):
    with ExitStack() as after:
        yield House(str(tmp_path), after)


@pytest.mark.parametrize(
    ("rules", "session"),
    [
        ({"network": PAC}, {}),
        ({"network": f'proxy = "{PROXY}"'}, {}),
        ({"desk": f'proxy = "{PROXY}"'}, {}),
        ({}, {"HTTPS_PROXY": PROXY}),
    ],
    ids=["a script of IT", "a proxy for all", "one of the desk", "the session's"],
)
def test_a_proxy_that_wants_a_ticket_is_shown_one(house, rules, session):
    house.realm().sign_in()
    house.proxy(TICKET)

    assert house.sends(**rules, **session) == ("sent", "")
    assert house.passed() == {"els@LAB.TEST"}
    assert house.tickets() == 3


def test_without_a_ticket_it_waits_and_it_is_told_what_to_do(house):
    house.realm()
    house.proxy(TICKET)

    stands, why = house.sends(PAC)

    assert stands == "queued"
    assert "wants a Kerberos ticket" in why
    assert (house.passed(), house.tickets()) == (set(), 0)


def test_a_proxy_that_wants_a_password_gets_only_one_that_the_session_has(house):
    house.proxy(PASSWORD)
    stands, why = house.sends(PAC)
    assert (stands, house.tickets()) == ("queued", 0)
    assert "wants an account and password" in why

    own = PROXY.replace("//", "//els:secret@")
    assert house.sends(HTTPS_PROXY=own)[0] == "sent"
    assert house.passed() == {"els"}


@pytest.mark.parametrize("how", [NTLM, f"{NTLM}\nauth_param {PASSWORD}"])
def test_a_proxy_that_speaks_ntlm_is_named_with_what_to_do(house, how):
    house.proxy(how)

    stands, why = house.sends(PAC)
    tested = house.room.blusser("desk", "test").said

    assert (stands, house.tickets()) == ("queued", 0)
    assert (tested["ready"], tested["why"]) == (False, why)
    assert why == (
        "the proxy at proxy.lab.test:3128 signs in by NTLM, which Blusser does not"
        " speak; have it let the desk's address through for everybody, or offer"
        " Kerberos (Negotiate) as well"
    )
    assert house.shown() == {"-"}


def test_a_password_goes_to_no_proxy_that_did_not_ask_for_it_as_it_is(house):
    house.proxy(NTLM)
    own = PROXY.replace("//", "//els:secret@")

    stands, why = house.sends(HTTPS_PROXY=own)

    assert (stands, house.tickets()) == ("queued", 0)
    assert "signs in by NTLM" in why
    assert "secret" not in why
    assert house.shown() == {"-"}


def test_where_ntlm_or_a_password_will_do_the_sessions_password_does(house):
    house.proxy(f"{NTLM}\nauth_param {PASSWORD}")
    own = PROXY.replace("//", "//els:secret@")

    assert house.sends(HTTPS_PROXY=own)[0] == "sent"
    assert house.passed() == {"els"}
    assert {one.partition("%20")[0] for one in house.shown()} == {"-", "Basic"}


def test_a_desk_in_this_house_is_reached_where_the_proxy_leads_nowhere(house):
    assert house.sends(PAC) == ("sent", "")
    assert house.tickets() == 3
