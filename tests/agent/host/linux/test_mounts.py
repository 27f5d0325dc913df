"""What is mounted where, told from the kernel's own list and nothing else."""

import os

import pytest

from agent.host.linux.intent import listed_options, wanted_read_only
from agent.host.linux.mounts import covering, parse, read_mounts, settle
from agent.host.trouble import HostError

ROOT = "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro"


def mount(point, right, *, number="30", parent="22", options="rw"):
    return parse(f"{number} {parent} 0:44 / {point} {options} shared:2 - {right}")


@pytest.fixture
def root():
    return parse(ROOT)


def test_a_line_of_the_kernel_is_read(root):
    assert (root.point, root.kind, root.number) == ("/", "ext4", "8:2")
    assert (root.device, root.local, root.read_only) == ("/dev/sda2", True, False)


def test_names_with_spaces_line_breaks_and_backslashes_are_read():
    odd = mount(r"/mnt/a\040b\011c\012d\134e", "nfs far:/x rw")

    assert odd.point == "/mnt/a b\tc\nd\\e"


def test_an_unknown_number_of_optional_fields_is_stepped_over():
    line = ROOT.replace("shared:1", "shared:1 master:2 propagate_from:3 unbindable")

    assert parse(line).kind == "ext4"
    assert parse(ROOT.replace("shared:1 ", "")).kind == "ext4"


def test_the_list_of_this_machine_is_read():
    assert covering("/", read_mounts()).point == "/"


@pytest.mark.parametrize("text", ["nonsense\n", "1 2 3\n", "\n"])
def test_a_list_that_makes_no_sense_is_said(tmp_path, text):
    (tmp_path / "mountinfo").write_text(text)

    with pytest.raises(HostError):
        read_mounts(str(tmp_path / "mountinfo"))
    with pytest.raises(HostError):
        read_mounts(str(tmp_path / "gone"))


@pytest.mark.parametrize(
    ("right", "local"),
    [
        ("ext4 /dev/sda2 rw", True),
        ("btrfs /dev/mapper/root rw", True),
        ("tmpfs none rw", True),
        ("overlay overlay rw,upperdir=/u", True),
        ("zfs pool/home rw", True),
        ("nfs4 files.example.org:/home rw", False),
        ("nfs /dev-looking:/home rw", False),
        ("cifs //files/home rw", False),
        ("smb3 //files/home rw", False),
        ("9p hostshare rw", False),
        ("ceph 10.0.0.1:/ rw", False),
        ("davfs https://x rw", False),
        ("fuse.sshfs els@far:/ rw", False),
        ("fuse.rclone /dev/sda1 rw", False),
        ("fuse /dev/sda1 rw", False),
        ("fuseblk /dev/sdb1 rw", False),
        ("autofs systemd-1 rw", False),
        ("autofs /dev/x rw", False),
    ],
)
def test_what_may_wait_for_a_network_or_a_program_is_not_local(right, local):
    assert mount("/home", right).local is local


def test_the_nearest_mount_covers_a_path(root):
    home = mount("/home", "ext4 /dev/sdb1 rw")
    mounts = [
        root,
        home,
        mount("/home/els", "ext4 /dev/sdc1 rw", number="31", parent="30"),
    ]

    assert covering("/homes", mounts) is root
    assert covering("/home", mounts) is home
    assert covering("/home/els/x", mounts).device == "/dev/sdc1"


def test_of_two_mounts_on_one_place_the_upper_one_covers(root):
    lower = mount("/home", "ext4 /dev/sdb1 rw")
    upper = mount("/home", "nfs far:/ rw", number="31", parent="30")

    assert covering("/home/els", [root, lower, upper]) is upper


def test_what_lies_under_a_later_mount_is_not_there(root):
    hidden = mount("/home/els", "nfs far:/ rw")
    above = mount("/home", "ext4 /dev/sdb1 rw", number="31")

    assert covering("/home/els", [root, hidden, above]) is above


def test_a_root_upon_the_first_root_covers():
    first = parse("1 1 0:2 / / rw - rootfs rootfs rw")
    second = parse(ROOT)

    assert covering("/etc", [first, second]) is second


def test_a_list_without_a_root_is_said():
    with pytest.raises(HostError):
        covering("/etc", [])


def test_links_are_resolved(tmp_path, root):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "up").symlink_to("a/b/../b")
    (tmp_path / "over").symlink_to(tmp_path / "up")

    assert settle(f"{tmp_path}/over", [root]) == f"{tmp_path}/a/b"


@pytest.mark.parametrize("target", ["gone", "loop", "loop/x"])
def test_a_link_to_nothing_or_in_circles_leads_nowhere(tmp_path, root, target):
    (tmp_path / "loop").symlink_to(target)

    assert settle(f"{tmp_path}/loop", [root]) == ""


@pytest.mark.parametrize("asked", ["far", "far/home", "link", "link/home", "a/up"])
def test_no_link_is_ever_read_on_a_server(tmp_path, root, asked):
    """What the server holds is there to be read, and is not looked at."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "home").symlink_to("/")
    (tmp_path / "link").symlink_to(tmp_path / "far")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to("../far/home")
    far = mount(f"{tmp_path}/far", "nfs far:/ rw")

    assert settle(f"{tmp_path}/{asked}", [root, far]) == ""


def test_the_root_settles_as_itself(root):
    assert settle("/", [root]) == "/"


FSTAB = r"""
# /dev/sda9 /archive ext4 rw 0 2
/dev/sdb1 /archive ext4 noexec,ro 0 2
/dev/sdc1 /with\040space/ ext4 ro 0 2
short line
"""


@pytest.mark.parametrize(
    ("point", "right", "wanted"),
    [
        ("/archive", "ext4 /dev/sdb1 ro", True),
        (r"/with\040space", "ext4 /dev/sdc1 ro", True),
        ("/home", "ext4 /dev/sdd1 ro", False),
        ("/archive", "ext4 /dev/sdb1 ro,emergency_ro", False),
        ("/", "overlay overlay ro,lowerdir=/a:/b", True),
        ("/", "overlay overlay ro,upperdir=/u", False),
        ("/", "squashfs /dev/loop1 ro", True),
        ("/", "erofs /dev/loop1 ro", True),
    ],
)
def test_read_only_is_wanted_where_somebody_said_so(tmp_path, point, right, wanted):
    (tmp_path / "fstab").write_text(FSTAB)

    assert wanted_read_only(mount(point, right), f"{tmp_path}/fstab") is wanted


def test_a_single_view_is_made_read_only_by_people():
    view = mount("/home", "ext4 /dev/sdd1 rw", options="ro,relatime")

    assert view.read_only
    assert wanted_read_only(view, os.devnull)


def test_without_a_table_nothing_is_listed(tmp_path):
    assert listed_options("/", f"{tmp_path}/gone") == []
