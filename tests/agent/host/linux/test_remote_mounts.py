"""Folders that others serve, asked without ever waiting for them for long."""

import os
import time

import pytest

from agent.host.linux.mounts import parse
from agent.host.linux.remote_mounts import LinuxRemoteMounts, served, server_of
from agent.host.trouble import HostError, PartMissing

ROOT = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"


def mounts(tmp_path, *places, asker="/bin/true"):
    lines = [
        f"{at} 1 0:9 / {place} rw - nfs4 files:/x rw\n"
        for at, place in enumerate(places, start=2)
    ]
    table = tmp_path / "mountinfo"
    table.write_text(ROOT + "".join(lines))
    return LinuxRemoteMounts(str(table), str(asker))


def program(tmp_path, text):
    path = tmp_path / "asker"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_folder_that_answers_is_told_with_its_server(tmp_path):
    (one,) = mounts(tmp_path, tmp_path).asked(3)

    assert (one.mount, one.server, one.answer) == (str(tmp_path), "files", "yes")


def test_the_real_asker_answers_about_a_real_folder(tmp_path):
    (one,) = mounts(tmp_path, tmp_path, asker="/usr/bin/stat").asked(3)

    assert one.answer == "yes"


def test_the_silent_ones_are_told_after_so_long_and_their_askers_are_gone(tmp_path):
    text = f'case "$4" in *silent) echo $$ >>{tmp_path}/asked; exec sleep 60; esac'
    for name in ("silent", "well"):
        (tmp_path / name).mkdir()
    both = (tmp_path / "silent", tmp_path / "well")
    part = mounts(tmp_path, *both, asker=program(tmp_path, text))

    began = time.monotonic()
    told = part.asked(0.5)

    assert time.monotonic() - began < 2
    assert [one.answer for one in told] == ["none", "yes"]
    child = int((tmp_path / "asked").read_text())
    until = time.monotonic() + 5
    while os.path.exists(f"/proc/{child}") and time.monotonic() < until:
        time.sleep(0.02)
    assert not os.path.exists(f"/proc/{child}")


def test_a_place_that_cannot_be_seen_is_left_out(tmp_path):
    with pytest.raises(PartMissing):
        mounts(tmp_path, f"{tmp_path}/gone").asked(1)


def test_without_such_a_folder_there_is_nothing_to_ask(tmp_path):
    with pytest.raises(PartMissing):
        mounts(tmp_path).asked(1)


def test_where_nobody_can_be_sent_nothing_is_known(tmp_path):
    with pytest.raises(HostError):
        mounts(tmp_path, tmp_path, asker=f"{tmp_path}/no-such-program").asked(1)


@pytest.mark.parametrize(
    ("right", "host"),
    [
        ("nfs4 files.example.org:/home rw", "files.example.org"),
        ("nfs4 [2001:db8::1]:/home rw", "2001:db8::1"),
        ("cifs //files/home rw", "files"),
        ("fuse.sshfs els@far:/home rw", "far"),
        ("fuse.rclone cloud:docs rw", "cloud"),
        ("fuse.bindfs /srv/x rw", ""),
        ("fuse /dev/sda1 rw", ""),
        ("9p hostshare rw", ""),
    ],
)
def test_the_server_is_read_without_the_person(right, host):
    assert server_of(parse(f"9 1 0:9 / /x rw - {right}")) == host


@pytest.mark.parametrize(
    ("point", "right", "asked"),
    [
        ("/x", "nfs4 files:/ rw", True),
        ("/x", "fuse.sshfs els@far:/ rw", True),
        ("/x", "fuseblk /dev/sdb1 rw", False),
        ("/x", "autofs systemd-1 rw", False),
        ("/x", "ext4 /dev/sdb1 rw", False),
        ("/sys/fs/fuse/connections", "fusectl fusectl rw", False),
        ("/run/user/1000/doc", "fuse.portal portal rw", False),
        ("/run/user/1000/gvfs", "fuse.gvfsd-fuse gvfsd-fuse rw", False),
        ("/tmp/.mount_appX1", "fuse.app.AppImage app.AppImage ro", False),
    ],
)
def test_whom_people_may_have_to_wait_for_is_asked(point, right, asked):
    assert served(parse(f"9 1 0:9 / {point} rw - {right}")) is asked
