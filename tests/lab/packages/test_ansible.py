"""The role for Ansible, run for real against a fresh chroot, twice."""

import os
import re
import subprocess

import pytest

from tests.lab.packages.chroot import SHARED, Chroot
from tests.lab.room import ROOT

pytestmark = [pytest.mark.lab, pytest.mark.timeout(1600)]

ROLE = f"{ROOT}/packaging/ansible"
LIBRARIES = "/usr/lib/python3/dist-packages"
LOCAL = "/usr/local/lib/python3.11/dist-packages"
INVENTORY = "[pcs]\nlocalhost ansible_connection=local\n"


@pytest.fixture
def office(ground, shelf, chroot):
    """A chroot that sees the role, Ansible's own libraries, and signed rules."""
    subprocess.run(["cp", "-r", ROLE, f"{shelf}/ansible"], check=True)
    names = ("ansible", "jinja2", "markupsafe", "yaml", "_yaml", "cryptography")
    names += (
        "packaging",
        "resolvelib",
        "_cffi_backend",
        "cffi",
        "apt",
        "apt_pkg",
        "apt_inst",
    )
    os.makedirs(f"{shelf}/libraries")
    for entry in os.listdir(LIBRARIES):
        if entry.split(".")[0] in names or entry.endswith("-info"):
            subprocess.run(
                ["cp", "-r", f"{LIBRARIES}/{entry}", f"{shelf}/libraries"], check=True
            )
    with open(f"{shelf}/inventory", "w", encoding="utf-8") as file:
        file.write(INVENTORY)
    chroot.sh(f"mkdir -p {LOCAL}; cp -r {SHARED}/libraries/. {LOCAL}")
    yield chroot
    for name in ("ansible", "libraries", "inventory"):
        subprocess.run(["rm", "-rf", f"{shelf}/{name}"], check=True)


def play(chroot: Chroot, **given: str) -> str:
    extra = [word for key, one in given.items() for word in ("-e", f"{key}={one}")]
    words = ["python3", "-m", "ansible", "playbook", f"{SHARED}/ansible/site.yml"]
    words += ["-i", f"{SHARED}/inventory"]
    done = chroot.run(*words, *extra)
    assert done.code == 0, f"{done.out[-2000:]}{done.err}"
    return done.out


def changed(said: str) -> int:
    return int(re.search(r"changed=(\d+)", said)[1])


def test_the_role_installs_signed_rules_and_the_program_and_then_changes_nothing(
    office,
):
    office.install("now.deb")  # the computer of IT, where rules are signed
    office.sh(
        "cd /root; blusser policy key it-key; echo 'support = \"Call 4242\"' >rules\n"
        "blusser policy sign rules --key it-key; dpkg --purge blusser"
    )
    given = {
        "blusser_deb": f"{SHARED}/now.deb",
        "blusser_policy": "/root/rules",
        "blusser_policy_signature": "/root/rules.sig",
        "blusser_policy_key": "/root/it-key.pub",
    }
    first, second = play(office, **given), play(office, **given)
    shown = office.sh("blusser policy show")

    assert changed(first) >= 5
    assert changed(second) == 0
    assert "managed.toml" in shown
    assert "Call 4242" in shown
    assert office.run("blusser", "policy", "check").code == 0
