"""Whether the volume that should hold the home is mounted."""

import os
import pwd
from types import SimpleNamespace

import pytest

from agent.host.linux.home import homes_here
from agent.host.linux.home_mount import LinuxHomeMount
from agent.host.trouble import HostError, PartMissing

ROOT = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
HOME = "21 20 8:2 / /home rw - ext4 /dev/sdb1 rw\n"
AUTOFS = "21 20 0:44 / /home rw - autofs auto.home rw\n"
LINE = "UUID=1234 {} ext4 {} 0 2\n"


@pytest.fixture
def asked(tmp_path):
    """Ask on a machine with these files about the home ``/home/els``."""

    def ask(fstab, mounted, maps="", homes=("/home/els",)):
        files = {"fstab": fstab, "maps": maps, "mountinfo": mounted}
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        return LinuxHomeMount(
            homes, *(f"{tmp_path}/{name}" for name in files)
        ).missing()

    return ask


def test_a_volume_that_is_there_is_well(asked):
    assert asked(LINE.format("/home", "defaults"), ROOT + HOME) == ""


@pytest.mark.parametrize("options", ["defaults", "rw,nofail", "_netdev"])
def test_one_that_is_not_there_is_missing(asked, options):
    assert asked(LINE.format("/home", options), ROOT) == "/home"


def test_the_innermost_counts(asked):
    both = LINE.format("/home", "rw") + LINE.format("/home/els", "rw")

    assert asked(both, ROOT + HOME) == "/home/els"


@pytest.mark.parametrize(
    "fstab",
    [
        "",
        LINE.format("/", "rw"),
        LINE.format("/home", "noauto"),
        LINE.format("/home", "noauto,x-systemd.automount"),
        LINE.format("/homes", "rw"),
        "# " + LINE.format("/home", "rw"),
        "/dev/sdb2 none swap sw 0 0\n",
        "/home\n",
    ],
)
def test_a_home_for_which_nothing_is_promised_has_no_volume(asked, fstab):
    with pytest.raises(PartMissing):
        asked(fstab, ROOT)


def test_a_space_in_the_name_is_written_as_an_escape(asked):
    fstab = LINE.format("/my\\040homes", "rw")

    assert asked(fstab, ROOT, homes=("/my homes/els",)) == "/my homes"


def test_a_folder_of_the_automounter_is_missing_where_it_does_not_run(asked):
    maps = "+auto.master\n# a map\n/home /etc/auto.home --timeout=60\n/- /etc/direct\n"

    assert asked("", ROOT, maps) == "/home"
    assert asked("", ROOT + AUTOFS, maps) == ""


def test_where_the_mounts_are_not_told_nothing_is_claimed(asked):
    with pytest.raises(HostError):
        asked(LINE.format("/home", "rw"), "nonsense\n")


def test_of_several_homes_each_has_its_volume(asked):
    homes = ("/root", "/home/els", "/srv/homes/jan")
    fstab = LINE.format("/home", "rw") + LINE.format("/srv/homes", "rw")

    assert asked(fstab, ROOT + HOME, homes=homes) == "/srv/homes"
    assert asked(LINE.format("/home", "rw"), ROOT + HOME, homes=homes) == ""


def test_root_looks_after_the_homes_of_all_who_are_signed_in(tmp_path, monkeypatch):
    for uid in ("0", "111", "1000", "1001", "4242", "x"):
        (tmp_path / uid).mkdir()
    known = {0: "/root", 1000: "/home/els", 1001: "/srv/jan", 111: "/var/lib/sound"}
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_dir=known[uid]))
    seen = {}
    for uid in (0, 1000):
        monkeypatch.setattr(os, "geteuid", lambda uid=uid: uid)
        seen[uid] = homes_here(str(tmp_path))

    assert seen == {0: ("/root", "/home/els", "/srv/jan"), 1000: ("/home/els",)}
