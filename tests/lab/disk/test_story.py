"""A small real disk fills up: one cause is named, and cleared where it can be."""

from __future__ import annotations

import pytest

from tests.lab.disk.volume import Volume
from tests.lab.gauntlet.twice import PULL
from tests.lab.room import EMPLOYEE, HOME, PLACE, POLICY, UID, Report, Room

pytestmark = pytest.mark.lab

LITTER = f"""
set -e
cd {HOME}
mkdir -p .cache/browser/deep .local/share/Trash/files .local/share/Trash/info Documents
head -c 12000000 /dev/zero >.cache/browser/deep/old
head -c 8000000 /dev/zero >.local/share/Trash/files/film
printf '[Trash Info]\\nPath=/x\\nDeletionDate=2020-01-01T10:00:00\\n' \
  >.local/share/Trash/info/film.trashinfo
echo years >Documents/thesis
"""
TREASURE = f"""
set -e
cd {HOME}
ln -s {HOME}/Documents .cache/browser/link
ln -s {HOME}/Documents/thesis .cache/browser/file
ln {HOME}/Documents/thesis .cache/browser/second-name
echo mine >.local/share/Trash/files/kept
mkfifo .cache/browser/pipe
"""


@pytest.fixture
def home(room: Room) -> Volume:
    """The home on a disk of its own, with old litter and treasures beside it."""
    volume = Volume(room, HOME)
    room.sh(LITTER, user=EMPLOYEE)
    room.sh(TREASURE, user=EMPLOYEE)
    volume.age()
    room.sh(f"echo fresh >{HOME}/.cache/browser/fresh", user=EMPLOYEE)
    return volume


def left(room: Room, place: str) -> set[str]:
    """Return what lies in a place, folders aside."""
    return set(room.sh('cd "$1" && find . ! -type d', place).split())


def cured(done: Report) -> list[str]:
    """Return the repairs that helped; nobody is refused what is no longer needed."""
    helped = [name for name, result in done.steps.items() if result == "cured"]
    whys = " ".join(one["why"] for one in done.said["steps"])
    assert not helped or "nobody has said yes" not in whys, done
    return helped


def test_a_full_disk_has_one_cause_and_it_is_cleared(room, home):
    home.fill(name="Documents/film")

    seen = room.blusser("check", "--only", "disk")
    assert (seen.code, seen.causes) == (1, ["space-eaten"])
    assert sorted(seen.echoes) == ["space-grew", "system-disk-full"]

    done = room.blusser("fix", "--only", "disk", "--yes")
    assert (done.code, done.said["outcome"]) == (0, "repaired"), done
    assert cured(done) == ["clean_temp_and_caches"]
    (room_made,) = (one["freed"] for one in done.said["steps"] if one["freed"])
    assert home.free() >= room_made["after"] > room_made["before"] + 11_000_000
    assert room_made["bytes"] >= 12_000_000

    assert room.blusser("check", "--only", "disk").code == 0
    assert left(room, HOME) == {
        "./.cache/browser/link",
        "./.cache/browser/file",
        "./.cache/browser/second-name",
        "./.cache/browser/pipe",
        "./.cache/browser/fresh",
        "./.local/share/Trash/files/kept",
        "./.local/share/Trash/files/film",
        "./.local/share/Trash/info/film.trashinfo",
        "./Documents/thesis",
        "./Documents/film",
    }


def test_what_is_open_or_in_memory_stays(room, home):
    room.sh(f"cd {HOME}/.cache && echo a >open && echo b >mapped", user=EMPLOYEE)
    home.age(f"{HOME}/.cache")
    home.fill(name="Documents/film")
    holding = (
        "import ctypes, os, subprocess, sys\n"
        f"os.chdir('{HOME}')\n"
        "kept = os.open('.cache/open', os.O_RDONLY | os.O_NOATIME)\n"
        "file = os.open('.cache/mapped', os.O_RDONLY | os.O_NOATIME)\n"
        "ctypes.CDLL(None).mmap(None, 1, 1, 1, file, 0); os.close(file)\n"
        "os.chdir('/mnt/project')\n"
        "words = sys.argv[1:]\n"
        "sys.exit(subprocess.run(words, stdout=2).returncode)\n"
    )
    fix = ["-m", "agent", "fix", "--only", "disk", "--json", "--state", "/mnt/state/e"]
    policy = ["--policy", "/mnt/policy.toml"]
    room.python(holding, *(room.interpreter, *fix, *policy), user=EMPLOYEE)

    assert {"./.cache/open", "./.cache/mapped"} <= left(room, HOME)
    assert "./.cache/browser/deep/old" not in left(room, HOME)


def test_a_disk_full_of_work_is_left_alone_and_the_evidence_replays(room):
    home = Volume(room, HOME)
    room.sh(f"mkdir {HOME}/Documents", user=EMPLOYEE)
    home.fill(name="Documents/film")

    done = room.blusser("fix", "--only", "disk", "--lang", "nl")

    assert (done.code, done.causes) == (1, ["system-disk-full"])
    assert done.steps == {"clean_package_cache": "refused"}
    assert done.said["escalation"]["state"] == "offered"
    assert home.free() < 100_000
    again = room.blusser("replay", done.bundle)
    assert (again.code, again.causes, again.echoes) == (1, done.causes, done.echoes)
    seen, told = (one.said["causes"][0]["facts"] for one in (done, again))
    assert told["mount"] != seen["mount"] == HOME, "the bundle names the employee"
    assert told | {"mount": HOME} == seen


def test_what_was_thrown_away_long_ago_goes_only_after_a_yes(room):
    home = Volume(room, HOME)
    room.sh(LITTER, user=EMPLOYEE)
    room.sh(TREASURE, user=EMPLOYEE)
    room.sh(f"rm -r {HOME}/.cache", user=EMPLOYEE)
    home.age()
    home.fill(name="Documents/film", leave=1_000_000)

    asked = room.blusser("fix", "--only", "disk")
    before = left(room, HOME)
    done = room.blusser("fix", "--only", "disk", "--yes")

    assert (asked.code, asked.steps["empty_old_trash"]) == (1, "refused"), asked
    assert "./.local/share/Trash/files/film" in before
    assert (done.code, cured(done)) == (0, ["empty_old_trash"]), done
    assert before - left(room, HOME) == {
        "./.local/share/Trash/files/film",
        "./.local/share/Trash/info/film.trashinfo",
    }
    after, words = left(room, HOME), ("empty_old_trash", f"{PLACE}/policy.toml", "")
    assert room.python(PULL, *words, user=EMPLOYEE).startswith("refused")
    assert left(room, HOME) == after


SYSTEMS = {
    "clean_package_cache": ("/var/cache/apt/archives", "tool_1.deb", "lock"),
    "vacuum_journal": ("/var/log/journal", "system@1.journal", "system.journal"),
    "clean_old_crash_dumps": ("/var/crash", "_usr_bin_mail.0.crash", "notes"),
}


@pytest.mark.parametrize("repair", SYSTEMS)
def test_what_the_system_gathered_is_cleared_by_root_and_by_nobody_else(room, repair):
    folder, litter, kept = SYSTEMS[repair]
    var = Volume(room, "/var")
    room.sh(
        f"install -d -m 1777 /var/tmp; mkdir -p {folder}; cd {folder}\n"
        f"head -c 15000000 /dev/zero >{litter}; echo x >{kept}; ln -s /etc/passwd link.deb\n"
        f"ln {kept} second.deb; ln {kept} core.x; ln {kept} x@1.journal; ln {kept} a.crash"
    )
    var.age()
    room.sh(f"head -c 15000000 /dev/zero >{folder}/x{litter}")
    before = left(room, folder)
    var.fill()
    words = (repair, f"{PLACE}/policy.toml", "")

    refused = room.blusser("fix", "--only", "disk", "--yes")
    done = room.blusser(
        "fix", "--only", "disk", "--yes", user="root", state="/mnt/state/root"
    )

    assert refused.causes == ["system-disk-full"], refused
    assert "cured" not in refused.steps.values()
    assert (done.code, done.said["outcome"]) == (0, "repaired"), done
    assert done.steps[repair] == "cured", done
    assert before - left(room, folder) == {f"./{litter}"}
    after = room.sh(f"ls -la --full-time {folder}")
    assert room.python(PULL, *words).startswith("refused"), "all has gone that may"
    assert room.sh(f"ls -la --full-time {folder}") == after


@pytest.mark.parametrize("repair", ["vacuum_journal", "clean_old_crash_dumps"])
def test_evidence_goes_only_after_a_report_of_it_was_left(room, repair):
    folder, litter, _ = SYSTEMS[repair]
    var = Volume(room, "/var")
    room.sh(f"mkdir -p {folder}; head -c 15000000 /dev/zero >{folder}/{litter}")
    var.age()
    var.fill()
    asked = ("--only", "disk", "--yes")
    root = {"user": "root", "state": "/mnt/state/root"}

    room.write(f"{PLACE}/policy.toml", f'{POLICY}\n[desk]\nkind = "none"\n')
    refused = room.blusser("fix", *asked, **root)
    kept = left(room, folder)
    room.write(f"{PLACE}/policy.toml", POLICY)
    done = room.blusser("fix", *asked, **root)

    why = {one["fix"]: one["why"] for one in refused.said["steps"]}[repair]
    assert (refused.steps[repair], kept) == ("refused", {f"./{litter}"}), refused
    assert why.startswith("it removes evidence"), why
    assert (done.steps[repair], left(room, folder)) == ("cured", set()), done
    before = f"/mnt/state/root/outbox/blusser-{done.said['case']}.zip"
    assert room.blusser("replay", before, user="root").causes == ["space-eaten"]
    room.blusser("bundle", "--output", "/mnt/state/root/whole.zip", **root)
    again = room.blusser("replay", "/mnt/state/root/whole.zip", user="root")
    assert (again.code, again.steps[repair]) == (0, "cured"), again


def test_what_apt_fetched_is_cleared_also_where_only_the_full_disk_is_asked_about(room):
    """So the service does for an employee who may remove none of it."""
    var = Volume(room, "/var")
    archives = "/var/cache/apt/archives"
    room.sh(f"mkdir -p {archives}; head -c 15000000 /dev/zero >{archives}/tool_1.deb")
    var.age()
    var.fill()
    asked = ("--only", "disk.system_disk_has_room")

    done = room.blusser("fix", *asked, user="root", state="/mnt/state/root")

    assert (done.code, done.causes) == (0, ["system-disk-full"]), done
    assert done.steps == {"clean_package_cache": "cured"}


def test_litter_too_small_to_matter_is_not_the_cause(room):
    home = Volume(room, HOME)
    room.sh(f"mkdir {HOME}/.cache && echo >{HOME}/.cache/old", user=EMPLOYEE)
    home.age()
    home.fill()

    assert room.blusser("check", "--only", "disk").causes == ["system-disk-full"]


def test_too_many_old_files_are_cleared(room):
    home = Volume(room, HOME, files=2000)
    home.crowd(f"{HOME}/.cache/mail", user=EMPLOYEE)
    home.age()
    assert home.free_files() == 0

    seen = room.blusser("check", "--only", "disk")
    assert (seen.causes, seen.echoes) == (["space-eaten"], ["too-many-files"])
    done = room.blusser("fix", "--only", "disk")
    assert (done.code, cured(done)) == (0, ["clean_temp_and_caches"]), done
    assert home.free_files() > 1900


def test_too_many_files_of_today_are_told_and_left(room):
    home = Volume(room, HOME, files=2000)
    home.crowd(f"{HOME}/mail", user=EMPLOYEE)

    done = room.blusser("fix", "--only", "disk")

    assert (done.code, done.causes) == (1, ["too-many-files"])
    assert home.free_files() == 0


def test_root_clears_what_others_left_in_the_temporary_place(room):
    temp = Volume(room, "/tmp")
    room.sh(f"mkdir {HOME}/Documents && echo years >{HOME}/Documents/thesis")
    for user in ("root", EMPLOYEE, "4321"):
        room.sh(
            f"mkdir /tmp/{user} && head -c 5000000 /dev/zero >/tmp/{user}/old\n"
            f"ln -s {HOME}/Documents /tmp/{user}/link\n"
            f"ln -s {HOME}/Documents/thesis /tmp/{user}-file",
            user=user,
        )
    temp.age()
    room.sh("echo now >/tmp/root/fresh")
    temp.fill()

    done = room.blusser("fix", "--only", "disk", user="root", state="/mnt/state/root")

    assert (done.code, cured(done)) == (0, ["clean_temp_and_caches"]), done
    assert "./root/fresh" in left(room, "/tmp")
    assert not [name for name in left(room, "/tmp") if name.endswith("old")]
    assert left(room, f"{HOME}/Documents") == {"./thesis"}


def test_an_employee_clears_nothing_of_others(room):
    temp = Volume(room, "/tmp")
    room.sh("head -c 15000000 /dev/zero >/tmp/old", user="4321")
    room.sh("echo x >/tmp/mine", user=EMPLOYEE)
    temp.age()
    temp.fill()

    done = room.blusser("fix", "--only", "disk")

    assert (done.code, done.causes) == (1, ["system-disk-full"])
    assert {"./old", "./mine"} <= left(room, "/tmp")


def test_a_place_in_memory_fills_up_too(room):
    room.sh("mount -t tmpfs -o size=20m,mode=1777 none /tmp; cat /dev/zero >/tmp/x||:")

    done = room.blusser("fix", "--only", "disk")

    assert (done.code, done.causes) == (1, ["system-disk-full"])
    assert done.said["causes"][0]["facts"]["mount"] == "/tmp"


def test_a_place_in_memory_runs_out_of_files_too(room):
    room.sh("mount -t tmpfs -o nr_inodes=99,mode=1777 none /tmp")
    room.sh("cd /tmp && seq 99 | xargs touch 2>/dev/null || :")

    done = room.blusser("fix", "--only", "disk")

    assert (done.code, done.causes) == (1, ["too-many-files"])


@pytest.mark.parametrize(("free", "causes"), [(2, []), (0.5, ["system-disk-full"])])
def test_a_large_disk_is_full_by_bytes_and_percent_together(room, free, causes):
    room.write("/mnt/policy.toml", "[disk]\nmin_free_bytes = 1_000_000_000\n")
    home = Volume(room, HOME, size="100G")
    home.fill(leave=int(free * 10**9))

    assert room.blusser("check", "--only", "disk").causes == causes
