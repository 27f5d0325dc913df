"""A real dnf installs, upgrades and removes the .rpm, from a repository without network.

It runs on Debian, whose libraries no rpm brought: so one empty rpm offers what rpm's
own ``elfdeps`` reads from the libraries that lie there, and the shell and systemd.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.lab.packages.building import newer_rpm
from tests.lab.packages.chroot import Chroot
from tests.lab.packages.layer import layers
from tests.lab.room import ROOT

pytestmark = [pytest.mark.lab, pytest.mark.timeout(1600)]

TOOLS = ("dnf", "createrepo-c", "rpm")
GROUND = """
mkdir -p /srv/shelf /etc/yum.repos.d
{
  echo 'Name: ground'; echo 'Version: 12'; echo 'Release: 1'; echo 'License: none'
  echo 'Summary: What lies here'; echo 'BuildArch: noarch'
  echo 'Provides: /bin/sh, systemd, rtld(GNU_HASH)'
  find /usr/lib/x86_64-linux-gnu /lib64/ -name '*.so*' |
    /usr/lib/rpm/elfdeps --provides | sort -u | sed 's/^/Provides: /'
  echo '%description'; echo 'Debian.'; echo '%files'
} >/srv/ground.spec
printf '[shelf]\\nname=shelf\\nbaseurl=file:///srv/shelf\\ngpgcheck=0\\n' \\
  >/etc/yum.repos.d/shelf.repo
"""
SHELF = """
rpmbuild -bb --quiet --define '_rpmdir /srv/shelf' /srv/ground.spec
createrepo_c --quiet /srv/shelf
"""
DOCS = Path(ROOT, "docs", "deploy-linux.md").read_text(encoding="utf-8")
NOW = "/opt/shared/now.rpm"
DNF = ("dnf", "--assumeyes", "--releasever=12")
INSTALL = ("install", NOW)
DID = re.compile(r"^  (\w[\w ]*?) *: (\w+-[\d.]+)-1\.\w+ +\d+/\d+ *$", re.M)
LEFT = "find / -xdev -name '*;????????'"
SAME_SECOND = """
now=$(date +%s)
find / -xdev -name '*;????????' | while read -r left; do
  for ahead in $(seq 60); do : >"${left%;*};$(printf %x $((now + ahead)))"; done
done
"""
"""What a killed rpm leaves, as though it had begun in each second that is to come."""
DNFS = ("/root/.rpmdb", "/var/cache/dnf", "/var/lib/dnf", "/var/log/")
"""What dnf and rpm keep of their own doings."""


@pytest.fixture(scope="module")
def rpms(packages, tmp_path_factory):
    """A folder with this version, and the next."""
    folder = tmp_path_factory.mktemp("rpms")
    os.rename(newer_rpm(packages, "999.0", str(folder)), folder / "next.rpm")
    os.link(packages.rpm, folder / "now.rpm")
    return str(folder)


@pytest.fixture
def pc(packages, rpms, tmp_path_factory):
    """A fresh chroot in which dnf knows one repository."""
    ground = layers(packages.deb, *TOOLS)
    with closing(Chroot(ground, str(tmp_path_factory.mktemp("pc")), rpms)) as made:
        made.sh(GROUND + SHELF)
        yield made


def dnf(pc, *words):
    """Run dnf; it must succeed. Returns what it did, in order, and to what."""
    done = pc.run(*DNF, *words)
    assert done.code == 0, done
    return [one for one in DID.findall(done.out) if one[0] != "Verifying"]


def seen(pc):
    return {one for one in pc.seen() if not any(noise in one for noise in DNFS)}


def switched_on(pc):
    return pc.sh("cd /etc/systemd/system; find . -name 'blusser-*' | sort").split()


def test_it_is_not_installed_where_something_it_needs_is_not_to_be_had(pc):
    pc.sh("sed -i /libEGL/d /srv/ground.spec" + SHELF)
    before = seen(pc)
    refused = pc.run(*DNF, "--refresh", *INSTALL)

    assert refused.code != 0
    assert "nothing provides libEGL.so.1()(64bit) needed by blusser" in refused.err
    assert sorted(seen(pc) ^ before) == []


def test_dnf_finds_what_it_needs_and_installs_it_ready_to_work(pc):
    did = dnf(pc, "install", NOW)
    version = pc.run("blusser", "--version", user="alice")

    assert did == [
        ("Installing", "ground-12"),
        ("Running scriptlet", "blusser-0.1.0"),
        ("Installing", "blusser-0.1.0"),
        ("Running scriptlet", "blusser-0.1.0"),
    ]
    assert version.out.startswith("blusser "), version
    assert "./timers.target.wants/blusser-check.timer" in switched_on(pc)
    assert pc.run("rpm", "--verify", "blusser").out == ""


def test_an_upgrade_from_the_repository_keeps_rules_and_history_and_what_is_off(pc):
    dnf(pc, "install", NOW)
    pc.sh("printf 'support = \"4242\"' >/etc/blusser/policy.toml")
    pc.sh("blusser check --only disk >/dev/null || true")
    pc.sh("systemctl --quiet disable blusser-check.timer")
    on = switched_on(pc)
    pc.sh("cp /opt/shared/next.rpm /srv/shelf; createrepo_c --quiet /srv/shelf")
    did = dnf(pc, "upgrade", "--refresh", "blusser")

    assert did == [
        ("Running scriptlet", "blusser-999.0"),
        ("Upgrading", "blusser-999.0"),
        ("Running scriptlet", "blusser-999.0"),
        ("Running scriptlet", "blusser-0.1.0"),
        ("Cleanup", "blusser-0.1.0"),
        ("Running scriptlet", "blusser-0.1.0"),
    ]
    assert pc.run("rpm", "--verify", "blusser").out == ""
    assert pc.sh("cat /usr/share/doc/blusser/news") == "999.0"
    assert pc.run("ls", "/usr/share/doc/blusser/for-it.md").code, "it has that no more"
    assert "4242" in pc.sh("cat /etc/blusser/policy.toml")
    assert json.loads(pc.sh("blusser history --json"))["cases"]
    assert (switched_on(pc), "timer" in "".join(on)) == (on, False)


def test_removed_by_the_words_of_the_docs_it_leaves_nothing(pc):
    before = seen(pc)
    dnf(pc, "install", NOW)
    pc.sh("printf 'support = \"4242\"' >/etc/blusser/policy.toml")
    pc.sh("blusser check --only disk >/dev/null || true")
    did = dnf(pc, "remove", "blusser")
    units = switched_on(pc)
    kept = pc.sh("cat /etc/blusser/policy.toml; ls /var/lib/blusser")
    (rest,) = re.findall("^rm -rf /etc/blusser .*$", DOCS, re.M)
    pc.sh(rest)

    assert [one for one in did if one[1] == "blusser-0.1.0"] == [
        ("Running scriptlet", "blusser-0.1.0"),
        ("Erasing", "blusser-0.1.0"),
        ("Running scriptlet", "blusser-0.1.0"),
    ]
    assert (units, "4242" in kept, "history" in kept) == ([], True, True)
    assert sorted(seen(pc) ^ before) == []


def test_an_installation_that_was_killed_is_made_whole_by_the_same_command(pc):
    """Even in the same second, by which rpm names what it has not ended yet."""
    pc.cut_off("usr/lib/blusser/_internal", *DNF, *INSTALL)
    unfinished = pc.run("rpm", "--verify", "blusser").code
    left = pc.sh(LEFT)
    pc.sh(SAME_SECOND)
    dnf(pc, *INSTALL)

    assert unfinished, "it was cut off in the middle"
    assert "/usr/lib/blusser/" in left, "rpm itself never takes these away"
    assert pc.sh(LEFT) == ""
    assert pc.run("rpm", "--verify", "blusser").out == ""
    assert pc.run("blusser", "--version", user="alice").code == 0
    assert "./sockets.target.wants/blusser-broker.socket" in switched_on(pc)


def test_an_upgrade_that_was_killed_is_ended_by_the_words_of_the_docs(pc):
    (words,) = re.findall("`dnf (remove [^`]*duplicates)`", DOCS)
    dnf(pc, *INSTALL)
    pc.cut_off("usr/share/doc/blusser/news", *DNF, "upgrade", "/opt/shared/next.rpm")
    both = pc.sh("rpm --query blusser").split()
    pc.sh(SAME_SECOND)
    dnf(pc, *words.split())

    assert len(both) == 2, "both versions are there"
    assert pc.sh("rpm --query blusser").startswith("blusser-999.0")
    assert pc.run("rpm", "--verify", "blusser").out == ""
    assert pc.sh(LEFT) == ""
    assert "./timers.target.wants/blusser-check.timer" in switched_on(pc)
