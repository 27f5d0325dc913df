"""Mounts as systemd keeps them; the real ones are mounted in the lab."""

import os

import pytest

from agent.host import HostError
from agent.host.linux.kept_mounts import (
    MOUNT,
    LinuxMountControl,
    LinuxMounts,
    let_go,
    unit_at,
)
from agent.host.ports.mounts import KeptMount
from tests.agent.host.linux.toybus import Refusal, toy_bus

ROOT = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
WRITTEN = {
    "LoadState": "loaded",
    "ActiveState": "inactive",
    "FragmentPath": "/run/systemd/generator/data.mount",
    "UnitFileState": "generated",
    "WantedBy": ["remote-fs.target"],
    "RequiredBy": [],
}


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("/", "-.mount"),
        ("/home", "home.mount"),
        ("/srv/far", "srv-far.mount"),
        ("/mnt/my-disk", r"mnt-my\x2ddisk.mount"),
        ("/mnt/the disk.d", r"mnt-the\x20disk.d.mount"),
        ("/mnt/.hidden", "mnt-.hidden.mount"),
        ("/.hidden", r"\x2ehidden.mount"),
        ("/mnt/Größe", r"mnt-Gr\xc3\xb6\xc3\x9fe.mount"),
    ],
)
def test_a_place_has_the_unit_that_systemd_gives_it(place, unit):
    assert unit_at(place) == unit


def manager(where, told=WRITTEN, target="active"):
    """Answer as systemd would that knows one mount, of which a target knows too."""
    signs = {str: "s", bool: "b", list: "as"}

    def answers(path, interface, member, body):
        row = (
            "data.mount",
            "",
            "loaded",
            "inactive",
            "dead",
            "",
            "/unit/0",
            0,
            "",
            "/",
        )
        goal = ("remote-fs.target", "", "loaded", target, "", "", "/unit/1", 0, "", "/")
        if member == "ListUnitsByPatterns":
            return "a(ssssssouso)", ([row],)
        if member == "ListUnitsByNames":
            return "a(ssssssouso)", ([goal],)
        if member == "GetUnit":
            if body[0] != "data.mount":
                raise Refusal("org.freedesktop.systemd1.NoSuchUnit")
            return "o", ("/unit/0",)
        if member == "GetAll":
            return "a{sv}", ({n: (signs[type(v)], v) for n, v in told.items()},)
        assert (member, tuple(body)) == ("Get", (MOUNT, "Where"))
        return "v", (("s", where),)

    return answers


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def missing(tmp_path, place, **told):
    target = told.pop("target", "active")
    table = tmp_path / "mountinfo"
    table.write_text(ROOT)
    with toy_bus(tmp_path, manager(str(place), WRITTEN | told, target)) as bus:
        return LinuxMounts(bus.place, str(table)).missing()


def test_what_a_target_wants_and_is_down_is_missing(tmp_path, place):
    assert missing(tmp_path, place) == (KeptMount(str(place), "data.mount"),)


def test_a_folder_with_something_in_it_is_occupied(tmp_path, place):
    (place / "today").touch()

    assert missing(tmp_path, place)[0].occupied


@pytest.mark.parametrize(
    "told",
    [
        {"FragmentPath": "/proc/self/mountinfo"},
        {"FragmentPath": ""},
        {"LoadState": "masked"},
        {"UnitFileState": "masked-runtime"},
        {"WantedBy": []},
        {"target": "inactive"},
    ],
)
def test_what_nobody_wrote_down_wants_now_or_allows_is_not(tmp_path, place, told):
    assert missing(tmp_path, place, **told) == ()


def test_of_places_those_are_kept_that_have_a_unit(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_text(ROOT)
    with toy_bus(tmp_path, manager("/data")) as bus:
        kept = LinuxMounts(bus.place, str(table)).kept(("/data", "/srv/far"))

    assert kept == (KeptMount("/data", "data.mount"),)


@needs_root
@pytest.mark.parametrize("place", ["/proc", "/nowhere"])
def test_what_is_no_dead_mount_is_not_let_go(place):
    with pytest.raises(HostError):
        let_go(place)
    with pytest.raises(HostError):
        LinuxMountControl("/nowhere").reconnect("proc.mount", place)
    assert os.path.exists("/proc/self")
