"""Installed, upgraded, cut off, repaired and purged where no systemd runs."""

import json
import subprocess
import time
from contextlib import closing

import pytest
from pyrage import x25519

from tests.lab.display import serve
from tests.lab.packages.chroot import Chroot

pytestmark = [pytest.mark.lab, pytest.mark.timeout(1600)]

KILLER = """#!/bin/sh
echo >>/tmp/calls
[ $(wc -l </tmp/calls) -lt {turn} ] || kill -KILL $(ps -o ppid= $PPID) $PPID
exec /usr/bin/deb-systemd-helper "$@"
"""
WANTED = "/etc/systemd/system/{}.target.wants/{}"
REACHED = (
    "var/lib/dpkg/tmp.ci/control",
    "usr/lib/blusser/blusser.dpkg-new",
    "var/lib/dpkg/info/blusser.md5sums",
)
"""Files that are there when dpkg reads, unpacks, and has unpacked."""
SHOWN = "xdotool search --onlyvisible --name Blusser"


def settled(chroot):
    """Whether the package is there and dpkg has nothing left to do."""
    status = "dpkg-query -W -f '${Status}' blusser 2>/dev/null"
    said = chroot.sh(f"dpkg --audit; {status} || true")
    return said == "install ok installed"


@pytest.fixture(scope="module")
def installed(ground, shelf, tmp_path_factory):
    """What a chroot looks like in which nothing was cut off."""
    with closing(Chroot(ground, str(tmp_path_factory.mktemp("clean")), shelf)) as clean:
        clean.install("now.deb")
        yield clean.seen()


def test_it_installs_silently_and_works_without_its_service(chroot):
    chroot.install("now.deb")
    version = chroot.run("blusser", "--version", user="alice")
    here = "HOME=/home/alice blusser check --only disk --json"
    report = chroot.run("sh", "-c", here, user="alice")

    assert settled(chroot)
    assert version.out.startswith("blusser "), version
    assert json.loads(report.out)["outcome"], report
    assert chroot.run("blusser", "checks").out.count("\n") > 60
    units = chroot.sh("find /etc/systemd/system -name 'blusser-*' -printf '%p\\n'")
    assert WANTED.format("sockets", "blusser-broker.socket") in units
    assert WANTED.format("timers", "blusser-check.timer") in units


def test_a_report_holds_what_was_answered(chroot):
    """What may leave the PC is known from the names of frozen modules."""
    chroot.install("now.deb")
    asked = json.loads(chroot.sh("blusser check --only disk --json || true"))
    chroot.sh("blusser bundle --json || true")
    told = json.loads(
        chroot.sh("blusser replay /var/lib/blusser/outbox/*.zip --json || true")
    )

    assert len(asked["absent"]) < 8
    assert (told["unsure"], told["absent"]) == (asked["unsure"], asked["absent"])


def test_a_report_is_signed_and_sealed_and_opened_by_the_program_of_the_package(
    chroot,
):
    day, safe = (x25519.Identity.generate() for _ in range(2))
    keys = ", ".join(f"'{one.to_public()}'" for one in (day, safe))
    chroot.install("now.deb")
    rules = f"[desk]\nrecipients = [{keys}]\n"
    chroot.sh(f"cat >/etc/blusser/policy.toml <<'END'\n{rules}END")
    made = json.loads(chroot.sh("blusser bundle --only disk --json"))
    chroot.sh(f"echo {safe} >/root/key")
    told = json.loads(
        chroot.sh(f"blusser open {made['bundle']} --identity /root/key --json")
    )

    assert made["bundle"].endswith(".zip.age")
    assert (told["sealed"], told["case"]) == (True, made["case"])
    assert told["device"] == made["device"] != ""


def test_what_the_package_asks_for_is_all_that_it_loads(chroot):
    chroot.install("now.deb")
    missing = chroot.sh(
        "export LD_LIBRARY_PATH=/usr/lib/blusser/_internal\n"
        "for one in $(find /usr/lib/blusser -type f -name '*.so*'); do\n"
        "  ldd $one 2>/dev/null | grep 'not found' || true\ndone"
    )

    assert missing == ""


def test_purge_leaves_nothing(chroot):
    before = chroot.seen()
    chroot.install("now.deb")
    chroot.sh("blusser check --only disk >/dev/null || true")
    chroot.sh("printf 'support = \"4242\"' >/etc/blusser/policy.toml")
    assert chroot.sh("ls /var/lib/blusser")
    chroot.sh("dpkg --purge blusser")

    assert sorted(chroot.seen() ^ before) == []


def test_removing_keeps_rules_and_history_and_installing_finds_them_again(chroot):
    chroot.install("now.deb")
    chroot.sh("blusser check --only disk >/dev/null || true")
    chroot.sh("printf 'support = \"4242\"' >/etc/blusser/policy.toml")
    chroot.sh("dpkg --remove blusser")
    left = chroot.sh(
        "find /etc/systemd /usr/lib/systemd /usr/lib/blusser 2>/dev/null || true"
    )
    chroot.install("now.deb")

    assert "blusser" not in left
    assert "4242" in chroot.sh("cat /etc/blusser/policy.toml")
    assert json.loads(chroot.sh("blusser history --json"))


@pytest.mark.parametrize("turn", [1, 3])
def test_a_set_up_that_was_killed_is_finished(chroot, installed, turn):
    chroot.sh(
        "mkdir /tmp/bin; cat >/tmp/bin/deb-systemd-helper <<'E'\n"
        f"{KILLER.format(turn=turn)}E\nchmod 755 /tmp/bin/deb-systemd-helper"
    )
    path = "/tmp/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    chroot.run("dpkg", "--install", "/opt/shared/now.deb", path=path)
    assert not settled(chroot)
    chroot.sh("dpkg --configure --pending")

    assert settled(chroot)
    assert sorted(chroot.seen() ^ installed) == []


@pytest.mark.parametrize("reached", REACHED)
def test_an_installation_that_was_killed_is_repaired_by_the_next(
    chroot, installed, reached
):
    chroot.cut_off(reached, "dpkg", "-i", "/opt/shared/now.deb")
    assert not settled(chroot)
    chroot.run("dpkg", "--configure", "--pending")
    chroot.install("now.deb")

    assert settled(chroot)
    assert sorted(chroot.seen() ^ installed) == []


@pytest.mark.parametrize("reached", REACHED[1:])
def test_an_upgrade_that_was_killed_is_repaired_and_keeps_what_is_ours(chroot, reached):
    chroot.install("now.deb")
    chroot.sh("printf 'support = \"4242\"' >/etc/blusser/policy.toml")
    chroot.sh("blusser check --only disk >/dev/null || true")
    chroot.sh("rm -f /var/lib/dpkg/info/blusser.md5sums")  # the next one brings its own
    chroot.cut_off(reached, "dpkg", "-i", "/opt/shared/next.deb")
    chroot.run("dpkg", "--configure", "--pending")
    chroot.install("next.deb")

    assert settled(chroot)
    assert chroot.sh("dpkg-query -W -f '${Version}' blusser") == "999.0"
    assert "4242" in chroot.sh("cat /etc/blusser/policy.toml")
    assert json.loads(chroot.sh("blusser history --json"))


@pytest.fixture
def screen():
    """An X server outside; inside are only the libraries that the package asks for."""
    server, display = serve("-ac")
    yield display
    server.kill()
    server.wait()


def test_the_window_opens_and_survives_an_upgrade(screen, chroot):
    chroot.install("now.deb")
    chroot.sh("install -d -o alice -m 700 /run/alice")
    around = (
        f"export DISPLAY={screen} HOME=/home/alice XDG_RUNTIME_DIR=/run/alice; exec "
    )
    program = "/usr/lib/blusser/blusser-window"
    words = chroot.words("sh", "-c", f"{around}{program}", user="alice")
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=-2, text=True
    ) as window:
        until(lambda: outside(SHOWN, screen), window)
        first = chroot.sh("pgrep -f ^/usr/lib/blusser/blusser-window")
        chroot.install("next.deb")
        until(
            lambda: (
                chroot.run("readlink", f"/proc/{first.strip()}/exe").out.strip()
                == program
            )
        )
        until(lambda: outside(SHOWN, screen), window)
        children = chroot.sh(f"tr '\\0' '\\n' </proc/{first.strip()}/environ")
        again = chroot.sh("pgrep -f ^/usr/lib/blusser/blusser-window")
        chroot.sh("dpkg --remove blusser")
        said, _ = window.communicate(timeout=20)

    assert again == first
    assert "QT_PLUGIN_PATH" not in children
    assert window.returncode == 0
    assert said == ""


def outside(words, display):
    around = {"DISPLAY": display, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(words.split(), env=around, capture_output=True, text=True)
    return done.stdout


def until(true, window=None, seconds=40):
    end = time.monotonic() + seconds
    while not true():
        if window and window.poll() is not None:
            raise AssertionError(window.communicate())
        assert time.monotonic() < end
        time.sleep(0.2)
