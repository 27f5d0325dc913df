"""Has dpkg set up what it left unpacked."""

import os
import time

import pytest

from agent.host import HostError
from agent.host.linux.dpkg import LinuxPackageControl

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


@pytest.fixture
def program(tmp_path):
    def write(script):
        path = tmp_path / "dpkg"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return write


@needs_root
def test_it_is_asked_without_a_shell_in_a_fixed_world(program, tmp_path, monkeypatch):
    monkeypatch.setenv("LD_PRELOAD_OF_SOMEBODY", "x")
    told = tmp_path / "told"
    dpkg = program(f'(echo "$@"; pwd; env; cat) >{told}; exit 2')

    assert LinuxPackageControl(dpkg).finish() == 2

    words, folder, *env = told.read_text().splitlines()
    assert words == "--force-confold --force-confdef --configure --pending"
    assert folder == "/"
    assert "DEBIAN_FRONTEND=noninteractive" in env
    assert "SOMEBODY" not in told.read_text()


@needs_root
def test_what_takes_too_long_is_left_to_end_by_itself(program, tmp_path):
    dpkg = program(f"sleep 1; touch {tmp_path}/ended")

    with pytest.raises(HostError, match="not ended"):
        LinuxPackageControl(dpkg, 0.2).finish()

    until = time.monotonic() + 10
    while not (tmp_path / "ended").exists():
        assert time.monotonic() < until
        time.sleep(0.05)


@needs_root
def test_where_there_is_no_installer_it_says_so(tmp_path):
    with pytest.raises(HostError, match="could not be begun"):
        LinuxPackageControl(f"{tmp_path}/dpkg").finish()
