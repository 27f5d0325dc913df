"""What UDisks2 tells about drives, and what the kernel counts for btrfs."""

import pytest

from agent.host.linux.disk import btrfs_errors
from agent.host.linux.drive_wear import LinuxDriveWear
from agent.host.linux.udisks import ATA, DRIVE, NVME, drives_of
from agent.host.ports.disk import Drive
from agent.host.ports.drive_wear import Wear
from agent.host.trouble import HostError, PartMissing
from tests.agent.host.linux.toybus import Refusal, SILENCE, toy_bus


def drive(model, face, **told):
    return {DRIVE: {"Model": ("s", model)}, face: told}


OLD = drive("Old HDD", ATA, SmartUpdated=("t", 1), SmartFailing=("b", True))
WELL = drive("Well", ATA, SmartUpdated=("t", 1), SmartFailing=("b", False))
SILENT = drive("Stick", ATA, SmartUpdated=("t", 0), SmartFailing=("b", False))


def nvme(*signs, updated=1):
    words = ("as", list(signs))
    return drive("SSD", NVME, SmartUpdated=("t", updated), SmartCriticalWarning=words)


@pytest.mark.parametrize(
    ("faces", "told"),
    [
        (OLD, (Drive("Old HDD", ("failing",)),)),
        (WELL, (Drive("Well"),)),
        (SILENT, ()),
        (nvme("spare", "degraded"), (Drive("SSD", ("spare", "degraded")),)),
        (nvme("temperature"), (Drive("SSD"),)),
        (nvme(updated=0), ()),
    ],
)
def test_the_health_of_a_drive_is_read(faces, told):
    assert drives_of({"/drives/x": faces}) == told


def asking(tmp_path, answer):
    """Ask a bus with one NVMe drive and one hard disk on it how worn they are."""
    controller = tmp_path / "nvme" / "nvme0"
    controller.mkdir(parents=True)

    def answers(path, interface, member, body):
        if member == "GetManagedObjects":
            return "a{oa{sa{sv}}}", ({"/drives/ssd": nvme(), "/drives/hdd": OLD},)
        assert (path, interface) == ("/drives/ssd", NVME)
        return answer()

    with toy_bus(tmp_path, answers) as bus:
        return LinuxDriveWear(str(controller.parent), bus.place).used()


def refuse():
    raise Refusal("org.freedesktop.UDisks2.Error.Failed")


def test_an_nvme_drive_says_how_worn_it_is(tmp_path):
    told = {"percent_used": ("y", 97), "avail_spare": ("y", 100)}

    assert asking(tmp_path, lambda: ("a{sv}", (told,))) == (Wear("SSD", 97),)


def test_a_drive_that_does_not_say_is_left_out(tmp_path):
    with pytest.raises(PartMissing):
        asking(tmp_path, lambda: ("a{sv}", ({},)))


def test_a_drive_that_refuses_is_left_out(tmp_path):
    with pytest.raises(PartMissing):
        asking(tmp_path, refuse)


def test_a_service_that_is_silent_is_no_answer(tmp_path):
    with pytest.raises(HostError):
        asking(tmp_path, lambda: SILENCE)


def test_without_such_a_drive_nobody_is_asked(tmp_path):
    with pytest.raises(PartMissing):
        LinuxDriveWear(f"{tmp_path}/none", f"{tmp_path}/no-bus").used()


def test_the_errors_of_a_btrfs_are_added_up(tmp_path):
    volume = tmp_path / "0b1c-uuid"
    for number, errors in (("1", 0), ("2", 3)):
        (volume / "devinfo" / number).mkdir(parents=True)
        text = f"write_errs 0\nread_errs {errors}\ncorruption_errs {errors}\n"
        (volume / "devinfo" / number / "error_stats").write_text(text)
    for name in ("sdb1", "sdc1"):
        (volume / "devices" / name).mkdir(parents=True)
    (tmp_path / "features").mkdir()

    assert btrfs_errors(str(tmp_path)) == {"sdb1": 6}
    assert btrfs_errors(f"{tmp_path}/none") == {}
