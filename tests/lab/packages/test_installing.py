"""A real rpm at work is seen as one: repairs wait for its end."""

from __future__ import annotations

import subprocess
from time import monotonic, sleep

import pytest

from agent.host.linux.package_locks import RPM, holder

pytestmark = [pytest.mark.lab, pytest.mark.timeout(120)]

SLOW = """
Name: slow
Version: 1
Release: 1
Summary: Takes its time
License: MIT
BuildArch: noarch
%description
It takes its time.
%pre -p <lua>
posix.sleep(5)
%files
"""
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def test_rpm_is_seen_while_it_installs_and_not_while_it_is_asked(tmp_path):
    (tmp_path / "slow.spec").write_text(SLOW)
    (tmp_path / "proc").symlink_to("/proc")
    build = ["rpmbuild", "-bb", "--define", f"_topdir {tmp_path}/top"]
    subprocess.run([*build, str(tmp_path / "slow.spec")], check=True, **QUIET)
    made = f"{tmp_path}/top/RPMS/noarch/slow-1-1.noarch.rpm"
    rpm = ["rpm", f"--root={tmp_path}", "--dbpath=/var/lib/rpm"]
    seen = 0
    with subprocess.Popen([*rpm, "-i", "--nodeps", made], **QUIET) as installing:
        until = monotonic() + 15
        while not seen and monotonic() < until and installing.poll() is None:
            seen = holder(str(tmp_path), RPM)
            sleep(0.05)
    with subprocess.Popen([*rpm, "-qa"], **QUIET) as asking:
        while asking.poll() is None:
            assert holder(str(tmp_path), RPM) == 0

    assert seen == installing.pid
    assert holder(str(tmp_path), RPM) == 0
