"""The volumes of this machine, and what lies on them that nobody needs."""

import os

import pytest

from agent.host.linux.disk import LinuxDisk, measured, own_home, spots_of
from agent.host.linux.mounts import parse
from agent.host.trouble import HostError, PartMissing

OLD = -1
"""So many days in the future, everything is old."""


def mountinfo(tmp_path, *lines):
    path = tmp_path / "mountinfo"
    path.write_text("".join(f"{line}\n" for line in lines))
    return str(path)


def test_the_volumes_of_this_machine_are_measured_once_each():
    volumes = LinuxDisk(own_home(), {}).volumes()

    assert len({volume.device for volume in volumes}) == len(volumes)
    assert all(0 <= volume.free <= volume.size for volume in volumes)


def test_a_volume_is_measured_as_df_counts_it(tmp_path):
    lines = ("1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 8:2 / /x ro - xfs /dev/sdb rw")
    (volume,) = LinuxDisk(str(tmp_path), {}, mountinfo(tmp_path, *lines)).volumes()
    told = os.statvfs("/")

    assert volume.device == "/dev/sda1"
    assert volume.files == told.f_files
    assert abs(volume.free - told.f_bavail * told.f_frsize) < 50_000_000


def test_what_lies_on_a_server_is_left_out(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    lines = (
        "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
        f"2 1 0:9 / {home} rw - nfs far:/home rw",
    )
    disk = LinuxDisk(str(home), {"cache": f"{home}/c"}, mountinfo(tmp_path, *lines))

    assert [volume.mount for volume in disk.volumes()] == ["/"]
    assert disk.eaters("0:9", {"cache": OLD}) == ()


def test_a_machine_without_a_disk_has_no_such_part(tmp_path):
    far = mountinfo(tmp_path, "1 0 0:9 / / rw - nfs4 far:/ rw")

    with pytest.raises(PartMissing):
        LinuxDisk("", {}, far).volumes()


def test_what_cannot_be_measured_is_said(tmp_path):
    mount = parse("1 0 8:1 / / rw - ext4 /dev/sda1 rw")

    with pytest.raises(HostError):
        measured(f"{tmp_path}/gone", mount)


def places(tmp_path, *names):
    for name in names:
        (tmp_path / name).mkdir()
    return {name: str(tmp_path / name) for name in names}


def test_what_nobody_needs_is_told_by_place_the_largest_first(tmp_path):
    spots = places(tmp_path, "temp", "cache", "packages", "logs")
    (tmp_path / "temp" / "a").write_bytes(b"x" * 10_000)
    (tmp_path / "cache" / "a").write_bytes(b"x" * 90_000)
    (tmp_path / "logs" / "system@1.journal").write_bytes(b"x" * 50_000)
    (tmp_path / "logs" / "system.journal").write_bytes(b"x" * 50_000)
    table = mountinfo(tmp_path, "1 0 8:1 / / rw - ext4 /dev/sda1 rw")
    disk = LinuxDisk("", spots, table)

    eaters = disk.eaters("/dev/sda1", dict.fromkeys(spots, OLD))

    assert [(e.place, e.files, e.removable) for e in eaters] == [
        ("cache", 1, True),
        ("logs", 1, os.geteuid() == 0),
        ("temp", 1, True),
    ]
    assert eaters[0].bytes >= 90_000
    assert (tmp_path / "cache" / "a").exists()
    assert disk.eaters("/dev/sdb1", dict.fromkeys(spots, OLD)) == ()


def test_what_is_not_old_enough_does_not_count(tmp_path):
    spots = places(tmp_path, "cache")
    (tmp_path / "cache" / "a").touch()
    table = mountinfo(tmp_path, "1 0 8:1 / / rw - ext4 /dev/sda1 rw")

    assert LinuxDisk("", spots, table).eaters("/dev/sda1", {"cache": 1}) == ()


def test_errors_are_counted_by_device():
    damage = LinuxDisk("", {}).damage()

    assert all(isinstance(count, int) for count in damage.values())


def test_an_account_without_a_home_has_fewer_places():
    assert set(spots_of("")) == set(spots_of("/"))
    assert set(spots_of("/home/els")) - set(spots_of("")) == {"cache", "trash"}


def test_our_own_home_is_a_clean_path():
    assert own_home() == os.path.normpath(own_home())
