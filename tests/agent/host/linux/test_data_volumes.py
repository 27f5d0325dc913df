"""The volumes besides those of the system and the home."""

import pytest

from agent.host.linux.data_volumes import LinuxDataVolumes, for_data
from agent.host.linux.mounts import parse
from agent.host.trouble import PartMissing

ROOT = "1 0 8:1 / / rw - ext4 /dev/sda1 rw"


def told(tmp_path, *lines):
    table = tmp_path / "mountinfo"
    table.write_text("".join(f"{line}\n" for line in (ROOT, *lines)))
    volumes = LinuxDataVolumes("", str(table)).volumes()
    return [(volume.mount, volume.device) for volume in volumes]


def place(tmp_path, name):
    (tmp_path / name).mkdir()
    return tmp_path / name


def test_a_disk_for_data_is_told_once(tmp_path):
    data, again = place(tmp_path, "data"), place(tmp_path, "again")
    lines = (
        f"2 1 8:9 / {data} rw - xfs /dev/sdb1 rw",
        f"3 1 8:9 /x {again} rw - xfs /dev/sdb1 rw",
    )

    assert told(tmp_path, *lines) == [(str(data), "/dev/sdb1")]


def test_another_view_of_the_system_disk_is_not_told(tmp_path):
    view = place(tmp_path, "view")

    with pytest.raises(PartMissing):
        told(tmp_path, f"2 1 8:1 /x {view} rw - ext4 /dev/sda1 rw")


def test_what_is_behind_a_server_or_below_another_mount_is_not_asked(tmp_path):
    (tmp_path / "far" / "data").mkdir(parents=True)
    far, under = tmp_path / "far", place(tmp_path, "under")
    lines = (
        f"2 1 0:9 / {far} rw - nfs4 far:/ rw",
        f"3 2 8:9 / {far}/data rw - ext4 /dev/sdb1 rw",
        f"4 1 8:8 / {under} rw - ext4 /dev/sdc1 rw",
        f"5 4 8:7 / {under} ro - squashfs /dev/loop1 ro",
    )

    with pytest.raises(PartMissing):
        told(tmp_path, *lines)


def test_a_place_that_is_gone_is_left_out(tmp_path):
    with pytest.raises(PartMissing):
        told(tmp_path, f"2 1 8:9 / {tmp_path}/gone rw - xfs /dev/sdb1 rw")


@pytest.mark.parametrize(
    ("point", "right", "counts"),
    [
        ("/data", "ext4 /dev/sdb1 rw", True),
        ("/tank", "zfs tank rw", True),
        ("/dev/shm", "tmpfs tmpfs rw", True),
        ("/run", "tmpfs tmpfs rw", True),
        ("/run/credentials/x", "tmpfs tmpfs rw", False),
        ("/media/els/STICK", "vfat /dev/sdc1 rw", False),
        ("/run/media/els/STICK", "vfat /dev/sdc1 rw", False),
        ("/snap/core/1", "squashfs /dev/loop0 ro", False),
        ("/var/lib/docker/overlay2/x", "overlay overlay rw", False),
        ("/merged", "overlay overlay rw", False),
        ("/cdrom", "iso9660 /dev/sr0 ro", False),
        ("/far", "nfs far:/ rw", False),
        ("/far", "fuse.sshfs els@far:/ rw", False),
        ("/win", "fuseblk /dev/sda3 rw", False),
    ],
)
def test_what_counts_as_a_disk_for_data(point, right, counts):
    options = "ro" if right.endswith("ro") else "rw"

    assert for_data(parse(f"9 1 0:9 / {point} {options} - {right}")) is counts
