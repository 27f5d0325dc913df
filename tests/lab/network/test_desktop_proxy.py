"""A desktop whose own proxy is dead: GNOME's settings, dconf and the portal are real."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.lab.gauntlet.twice import PULL
from tests.lab.network import faults, plan
from tests.lab.network.program import ROOT, _report, blusser, inside

pytestmark = [pytest.mark.lab, pytest.mark.timeout(120)]

PROXY = "org.gnome.system.proxy"
DEAD = {"host": "10.77.0.1", "port": "3199"}
GOOD = {"host": plan.PROXY, "port": "3128"}
SITE = (
    "[system/proxy]\nmode='manual'\n[system/proxy/https]\nhost='10.77.0.1'\nport=3199\n"
)
OWN = "from agent.host.linux.proxy_control import LinuxProxyControl as P; p = P()\n"
CONFIGURED = (
    "from agent.host.linux.proxies import LinuxProxies as P; print(P().configured())"
)
SEEN = "http://{host}:{port}"
"""The portal hears a moment later of what is set."""
CHECK = ("--only", "network.proxy_answers", "--json")
WEB = ("--only", "network.proxy_answers,network.proxy_lets_through", "--json")
UNKNOWN = ("restore_known_proxy", "refused")


class Desktop:
    """A session on the PC, with a bus, and settings of its own."""

    def __init__(self, world, folder):
        self._inside, self.folder = inside(world.pc), folder
        os.makedirs(f"{folder}/run", mode=0o700)
        self.env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL": "C.UTF-8",
            "HOME": folder,
            "XDG_RUNTIME_DIR": f"{folder}/run",
            "XDG_CURRENT_DESKTOP": "GNOME",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/run/bus",
        }
        self._bus = None

    def begin(self):
        address = f"--address={self.env['DBUS_SESSION_BUS_ADDRESS']}"
        words = ["setpriv", "--pdeathsig", "KILL", "dbus-daemon", "--session"]
        words = [*self._inside, *words, "--nofork", "--nopidfile", address]
        quiet = subprocess.DEVNULL
        self._bus = subprocess.Popen(words, env=self.env, stderr=quiet, cwd=ROOT)
        until = time.monotonic() + 10
        while not os.path.exists(f"{self.folder}/run/bus"):
            assert time.monotonic() < until, "the session's bus does not listen"
            time.sleep(0.05)
        portal = "org.freedesktop.portal.Desktop"
        self.run("gdbus", "wait", "--session", "--activate", portal, "--timeout", "20")

    def end(self):
        if self._bus:
            self._bus.terminate()
            self._bus.wait(10)

    def run(self, *words):
        done = subprocess.run(
            [*self._inside, *words],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done
        return done.stdout.strip()

    def python(self, code):
        return self.run(sys.executable, "-c", OWN + code)

    def sets(self, mode="manual", proxy=DEAD):
        for kind in ("http", "https"):
            for key, value in proxy.items():
                self.run("gsettings", "set", f"{PROXY}.{kind}", key, value)
        self.run("gsettings", "set", PROXY, "mode", mode)
        until = time.monotonic() + 10
        while SEEN.format(**proxy) != self.run(sys.executable, "-c", CONFIGURED):
            assert time.monotonic() < until, "the portal does not see what is set"

    def shows(self):
        return self.run("gsettings", "list-recursively", PROXY)

    def site(self, *locks):
        """Have IT set the proxy for everybody, and lock these keys."""
        keys = f"{self.folder}/site.d"
        os.makedirs(f"{keys}/locks")
        with open(f"{keys}/proxy", "w") as file:
            file.write(SITE)
        with open(f"{keys}/locks/proxy", "w") as file:
            file.writelines(f"{one}\n" for one in locks)
        self.run("dconf", "compile", f"{self.folder}/site", keys)
        with open(f"{self.folder}/profile", "w") as file:
            file.write(f"user-db:user\nfile-db:{self.folder}/site\n")
        self.env["DCONF_PROFILE"] = f"{self.folder}/profile"

    def blusser(self, world, program, command, *words):
        mine = ["--policy", program._policy, "--state", program.state]
        env = [f"{name}={value}" for name, value in self.env.items()]
        return _report([*self._inside, "env", *env, *blusser(command, *words), *mine])

    def pulls(self, program, fix, back=""):
        """Make a repair, and undo it where it is to go back; return what it said."""
        words = (fix, program._policy, back, program.state)
        return self.run(sys.executable, "-c", PULL, *words)


@pytest.fixture
def desktop(world, tmp_path):
    made = Desktop(world, str(tmp_path / "home"))
    try:
        yield made
    finally:
        made.end()


def steps(report):
    return [(one["fix"], one["result"]) for one in report.said["steps"]]


def test_a_dead_proxy_of_ones_own_is_no_longer_used(world, desktop, program):
    desktop.begin()
    desktop.sets()
    before = desktop.blusser(world, program, "check", *CHECK)

    report = desktop.blusser(world, program, "fix", "--yes", *CHECK)

    assert before.causes == {("network.proxy_answers", "proxy-silent")}, before
    assert steps(report) == [UNKNOWN, ("drop_dead_proxy", "cured")], report
    assert (report.said["outcome"], report.exit_code) == ("repaired", 0), report
    assert desktop.run("gsettings", "get", PROXY, "mode") == "'none'"
    assert desktop.run("gsettings", "get", f"{PROXY}.https", "host") == "'10.77.0.1'"


def test_a_proxy_that_worked_here_before_comes_back(world, desktop, program):
    desktop.begin()
    faults.through_proxy_only(world)
    desktop.sets(proxy=GOOD)
    healthy = desktop.blusser(world, program, "check", *WEB)
    before = desktop.shows()
    desktop.sets()
    broken = desktop.blusser(world, program, "check", *WEB)

    report = desktop.blusser(world, program, "fix", "--yes", *WEB)

    assert healthy.exit_code == 0, healthy
    assert broken.causes == {("network.proxy_answers", "proxy-silent")}, broken
    assert steps(report)[0] == ("restore_known_proxy", "cured"), report
    assert (report.said["outcome"], report.exit_code) == ("repaired", 0), report
    assert desktop.shows() == before


def test_what_worked_before_and_does_not_now_is_not_put_back(world, desktop, program):
    desktop.begin()
    faults.through_proxy_only(world)
    desktop.sets(proxy=GOOD)
    desktop.blusser(world, program, "check", *WEB)
    world.pc.ip(f"route add blackhole {plan.PROXY}")
    desktop.sets()
    before = desktop.shows()

    report = desktop.blusser(world, program, "fix", "--yes", *WEB)
    world.pc.ip(f"route delete blackhole {plan.PROXY}")

    assert steps(report)[0] == ("restore_known_proxy", "refused"), report
    assert desktop.shows() == before


def test_a_proxy_that_is_the_only_way_out_stays(world, desktop, program):
    desktop.begin()
    desktop.sets()
    faults.through_proxy_only(world)
    before = desktop.shows()

    report = desktop.blusser(world, program, "fix", "--yes", *CHECK)

    assert steps(report) == [UNKNOWN, ("drop_dead_proxy", "refused")], report
    assert "without the proxy" in report.said["steps"][1]["why"]
    assert desktop.shows() == before


@pytest.mark.parametrize("locks", [(), ("/system/proxy/mode",)])
def test_a_proxy_that_it_set_for_everybody_is_never_touched(
    world, desktop, program, locks
):
    desktop.site(*locks)
    desktop.begin()
    before = desktop.shows()

    report = desktop.blusser(world, program, "fix", "--yes", *CHECK)

    assert report.causes == {("network.proxy_answers", "proxy-silent")}, report
    assert steps(report) == [UNKNOWN, ("drop_dead_proxy", "refused")], report
    assert desktop.shows() == before
    if locks:
        desktop.python("try: p.choose('none')\nexcept PermissionError: print('no')")
        assert desktop.shows() == before


def test_what_was_set_comes_back_as_it_was_and_twice_is_once(desktop):
    desktop.begin()
    desktop.sets()
    before = desktop.shows()

    own = desktop.python("print(p.own()); p.choose('none'); p.choose('none')")
    after = desktop.shows()
    desktop.python("p.choose('manual')")

    assert own == "manual"
    assert [line for line in after.splitlines() if line not in before] == [
        f"{PROXY} mode 'none'"
    ]
    assert desktop.shows() == before


def test_to_drop_a_proxy_twice_is_once_and_there_and_back_is_nowhere(desktop, program):
    desktop.begin()
    desktop.sets()
    before = desktop.shows()

    assert desktop.pulls(program, "drop_dead_proxy", back="back") == "done"
    assert desktop.shows() == before
    assert desktop.pulls(program, "drop_dead_proxy") == "done"
    after = desktop.shows()
    assert desktop.pulls(program, "drop_dead_proxy").startswith("refused")
    assert (desktop.shows(), after == before) == (after, False)


def test_to_restore_a_proxy_twice_is_once_and_there_and_back_is_nowhere(
    world, desktop, program
):
    desktop.begin()
    faults.through_proxy_only(world)
    desktop.sets(proxy=GOOD)
    good = desktop.shows()
    desktop.blusser(world, program, "check", *WEB)
    desktop.sets()
    dead = desktop.shows()

    assert desktop.pulls(program, "restore_known_proxy", back="back") == "done"
    assert desktop.shows() == dead
    assert desktop.pulls(program, "restore_known_proxy") == "done"
    assert desktop.shows() == good
    assert desktop.pulls(program, "restore_known_proxy").startswith("refused")
    assert desktop.shows() == good


def test_without_a_session_there_is_no_such_lever(desktop):
    code = "from agent.host.linux.proxy_control import LinuxProxyControl as P\n"
    code += "try: P()\nexcept Exception as no: print(type(no).__name__)"

    assert desktop.run(sys.executable, "-c", code) == "PartMissing"


def test_an_address_comes_back_as_it_was_and_twice_is_once(desktop):
    desktop.begin()
    desktop.sets()
    desktop.run("gsettings", "reset", f"{PROXY}.http", "port")
    before = desktop.shows()
    write = "; ".join(["p.write(dict.fromkeys(was, 'http://10.77.0.8:3128'))"] * 2)

    was = desktop.python(f"was = p.addresses(); {write}; print(was)")
    after = desktop.shows()
    desktop.python(f"p.write({was})")

    assert was == "{'http': 'http://10.77.0.1', 'https': 'http://10.77.0.1:3199'}"
    assert after.count("'10.77.0.8'") == after.count("port 3128") == 2
    assert desktop.shows() == before


def test_addresses_that_it_set_or_locked_are_nobodys_own(desktop):
    desktop.begin()
    desktop.sets()
    desktop.site("/system/proxy/http/host")
    before = desktop.shows()

    own = desktop.python("print(sorted(p.addresses()))")
    said = desktop.python(
        "try: p.write({'http': 'http://10.77.0.8:1'})\nexcept PermissionError: print('no')"
    )

    assert (own, said) == ("['https']", "no")
    assert desktop.shows() == before
