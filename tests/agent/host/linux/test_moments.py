"""What goes on at this computer, by made-up trees and a bus of our own."""

import os

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.moments import LinuxMoments
from tests.agent.host.linux.toybus import SILENCE, toy_bus


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def battery(root, name="BAT0", **told):
    told = {"type": "Battery", "status": "Discharging", "capacity": "12"} | told
    folder = f"sys/class/power_supply/{name}"
    write(root, {f"{folder}/{key}": f"{value}\n" for key, value in told.items()})


def recording(root, state, device="pcm0c", pid="77"):
    told = f"state: {state}\nowner_pid   : {pid}\ntrigger_time: 1.0\n"
    if state == "closed":
        told = "closed\n"
    write(root, {f"proc/asound/card0/{device}/sub0/status": told})
    write(root, {"proc/77/comm": "pipewire\n"})


@pytest.mark.parametrize(
    ("state", "device", "told"),
    [
        ("RUNNING", "pcm0c", ("pipewire",)),
        ("RUNNING", "pcm0p", ()),
        ("closed", "pcm0c", ()),
        ("SETUP", "pcm0c", ()),
        ("PREPARED", "pcm0c", ()),
    ],
)
def test_who_records_is_in_a_call(tmp_path, state, device, told):
    recording(tmp_path, state, device)

    assert LinuxMoments(str(tmp_path)).in_call() == told


def test_a_name_that_is_no_text_hides_nobody(tmp_path):
    """Whoever names a process thus (prctl(2), PR_SET_NAME) is heard all the same."""
    recording(tmp_path, "RUNNING")
    (tmp_path / "proc/77/comm").write_bytes(b"call\xff\n")

    assert LinuxMoments(str(tmp_path)).in_call() == ("call\N{REPLACEMENT CHARACTER}",)


def test_a_program_that_has_just_ended_is_named_by_its_number(tmp_path):
    recording(tmp_path, "RUNNING", pid="78")

    assert LinuxMoments(str(tmp_path)).in_call() == ("78",)


@pytest.mark.parametrize(
    ("device", "told"), [("/dev/video0", ("teams",)), ("/dev/null", ())]
)
def test_who_holds_a_camera_is_in_a_call(tmp_path, device, told):
    write(tmp_path, {"proc/9/comm": "teams\n", "dev/video0": ""})
    (tmp_path / "proc/9/fd").mkdir()
    os.symlink(device, tmp_path / "proc/9/fd/4")

    assert LinuxMoments(str(tmp_path)).in_call() == told


def test_a_machine_without_sound_or_camera_is_in_no_call(tmp_path):
    assert LinuxMoments(str(tmp_path)).in_call() == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ("BAT0",)),
        ({"capacity": "20"}, ()),
        ({"status": "Charging"}, ()),
        ({"scope": "System", "present": "1"}, ("BAT0",)),
    ],
)
def test_a_battery_is_low_below_a_fifth_while_nothing_charges_it(tmp_path, more, told):
    battery(tmp_path, **more)

    assert LinuxMoments(str(tmp_path)).low_battery() == told


@pytest.mark.parametrize(
    "more", [{"scope": "Device"}, {"present": "0"}, {"type": "Mains"}, {"capacity": ""}]
)
def test_a_mouse_a_cable_and_a_battery_that_does_not_tell_do_not_count(tmp_path, more):
    battery(tmp_path, **more)

    with pytest.raises(PartMissing, match="no battery"):
        LinuxMoments(str(tmp_path)).low_battery()


def test_a_second_battery_that_is_full_is_enough(tmp_path):
    battery(tmp_path)
    battery(tmp_path, "BAT1", capacity="90", status="Unknown")

    assert LinuxMoments(str(tmp_path)).low_battery() == ()


def logind(inhibitors=(), sessions=()):
    rows = [(w, who, "why", mode, uid, 9) for w, who, mode, uid in inhibitors]
    paths = {f"/s/{n}": told for n, told in enumerate(sessions)}

    def answers(path, interface, member, body):
        if member == "ListInhibitors":
            return "a(ssssuu)", (rows,)
        if member == "ListSessions":
            listed = [(p[3:], 1000, "jan", "", p) for p in paths]
            return "a(susso)", (listed,)
        service, remote, state = paths[path]
        told = {"Service": ("s", service), "Remote": ("b", remote)}
        return "a{sv}", (told | {"State": ("s", state)},)

    return answers


def test_who_keeps_the_screen_bright_presents(tmp_path):
    found = logind(
        (
            ("idle", "Firefox", "block", 1000),
            ("sleep:idle", "mpv", "block", 1000),
            ("idle", "polite", "delay", 1000),
            ("handle-lid-switch", "gsd-power", "block", 1000),
        )
    )
    with toy_bus(tmp_path, found) as bus:
        assert LinuxMoments(bus=bus.place).presenting() == ("Firefox", "mpv")


@pytest.mark.parametrize(
    ("service", "remote", "state", "told"),
    [
        ("gdm-password", False, "active", ()),
        ("sshd", True, "active", ("sshd",)),
        ("sshd", True, "closing", ()),
        ("xrdp-sesman", False, "online", ("xrdp-sesman",)),
        ("", True, "active", ("logind",)),
    ],
)
def test_who_came_from_elsewhere_is_a_guest(  # noqa: PLR0913, PLR0917 - a row of a table
    tmp_path, monkeypatch, service, remote, state, told
):
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    sessions = (("login", False, "active"), (service, remote, state))
    with toy_bus(tmp_path, logind(sessions=sessions)) as bus:
        assert LinuxMoments(bus=bus.place).remote_session() == told


def test_whoever_asks_through_ssh_came_from_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")

    assert LinuxMoments(bus=str(tmp_path / "none")).remote_session() == ("sshd",)


@pytest.mark.parametrize("metered", range(5))
def test_a_connection_is_metered_by_networkmanagers_word(tmp_path, metered):
    with toy_bus(tmp_path, lambda *_: ("v", (("u", metered),))) as bus:
        told = LinuxMoments(bus=bus.place).metered()

    assert told == (("NetworkManager",) if metered in (1, 3) else ())


@pytest.mark.parametrize("failing", [True, False])
def test_a_drive_fails_by_the_word_of_udisks(tmp_path, failing):
    ata = {"SmartUpdated": ("t", 1), "SmartFailing": ("b", failing)}
    objects = {
        "/drives/x": {
            "org.freedesktop.UDisks2.Drive": {"Model": ("s", "Old")},
            "org.freedesktop.UDisks2.Drive.Ata": ata,
        }
    }
    with toy_bus(tmp_path, lambda *_: ("a{oa{sa{sv}}}", (objects,))) as bus:
        told = LinuxMoments(bus=bus.place).drive_failing()

    assert told == (("Old",) if failing else ())


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize(
    ("records", "lock"),
    [
        ("var/lib/dpkg/status", "var/lib/dpkg/lock-frontend"),
        ("var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/.rpm.lock"),
    ],
    ids="dpkg rpm".split(),
)
def test_who_holds_the_lock_of_the_packages_installs(tmp_path, records, lock, locked):
    write(tmp_path, {records: "", lock: "", "proc/77/comm": "apt\n"})
    write(tmp_path, {"proc/77/stat": "77 (apt) S" + " 0" * 18 + " 0 0"})
    seen = os.stat(tmp_path / lock)
    device = f"{os.major(seen.st_dev):02x}:{os.minor(seen.st_dev):02x}"
    line = f"1: POSIX ADVISORY WRITE 77 {device}:{seen.st_ino} 0 EOF\n"
    write(tmp_path, {"proc/locks": line if locked else ""})
    with toy_bus(tmp_path, logind()) as bus:
        told = LinuxMoments(str(tmp_path), bus.place).updating()

    assert told == (("apt",) if locked else ())


def test_who_keeps_the_machine_on_to_install_does_so_and_no_employees_program(tmp_path):
    found = logind(
        (
            ("shutdown:sleep", "PackageKit", "block", 0),
            ("shutdown", "Unattended Upgrades Shutdown", "delay", 0),
            ("shutdown", "LibreOffice", "block", 1000),
            ("shutdown", "apt", "block", 1000),
            ("idle:sleep:shutdown", "RPM", "block", 0),
        )
    )
    with toy_bus(tmp_path, found) as bus:
        told = LinuxMoments(str(tmp_path), bus.place).updating()

    assert told == ("PackageKit", "RPM"), "rpm-plugin-systemd-inhibit(8)"


def test_without_a_bus_only_the_lock_tells(tmp_path):
    now = LinuxMoments(str(tmp_path), str(tmp_path / "none"))

    assert now.updating() == ()
    assert now.drive_failing() == ()
    for ask in (now.presenting, now.metered):
        with pytest.raises(PartMissing):
            ask()


def test_who_is_mute_is_not_taken_for_a_no(tmp_path):
    with toy_bus(tmp_path, lambda *_: SILENCE) as bus:
        now = LinuxMoments(str(tmp_path), bus.place)
        for ask in (now.presenting, now.updating, now.metered):
            with pytest.raises(HostError):
                ask()
