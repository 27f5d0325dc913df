"""A small real disk: ext4 on a loop device, mounted over a place of a room."""

from __future__ import annotations

import os
import subprocess

from tests.lab.room import SCRATCH, Room

LONG_AGO = 1_600_000_000
"""In 2020: seconds since 1970, for what nobody has touched since."""

AGE = f"""
inodes=$(find "$2" -xdev -printf '%i\\n' | sort -un)
device=$(findmnt -no SOURCE "$1")
umount "$1"
for inode in $inodes; do
  for time in atime mtime ctime; do
    echo "set_inode_field <$inode> $time @{LONG_AGO}"
  done
done | debugfs -w -f - "$3" >/dev/null
"""
"""The change time belongs to the kernel: only off-line can it be set back."""

MOUNT = 'mount -o loop,errors=remount-ro "$1" "$2"'


class Volume:
    """An ext4 volume of ``size``, as mkfs and truncate understand it."""

    def __init__(self, room: Room, place: str, size: str = "64M", files: int = 4000):
        """Make it, and mount it over ``place``, which everybody may use as before."""
        self.room, self.place, name = room, place, f"{place.replace('/', '-')}.img"
        self._image = f"{SCRATCH}/{name}"
        image = os.path.join(room.scratch, name)
        quick = "lazy_itable_init=1,lazy_journal_init=1"
        room.sh(
            'mode=$(stat -c "%a" "$3") && owner=$(stat -c "%u:%g" "$3")\n'
            'truncate -s "$2" "$1" && mkfs.ext4 -q -F -m 0 -E "$4" -N "$5" "$1"\n'
            + 'mount -o loop,errors=remount-ro "$1" "$3"\n'
            + 'chmod "$mode" "$3" && chown "$owner" "$3"',
            *(self._image, size, place, quick, str(files)),
        )
        assert os.path.exists(image)

    def age(self, below: str = "") -> None:
        """Set all three times of all that lies below back by years."""
        below = below or self.place
        self.room.sh(AGE, self.place, below, self._image)
        self.room.sh(MOUNT, self._image, self.place)

    def fill(self, *, leave: int = 0, name: str = ".full") -> None:
        """Write until nothing goes in, but for ``leave`` bytes."""
        self.room.sh(
            'free=$(($(stat -f -c "%a * %S" "$1") - $3))\n'
            '[ $free -le 0 ] || fallocate -l $free "$1/$2" 2>/dev/null || true\n'
            'if [ "$3" = 0 ]; then cat /dev/zero >>"$1/$2" 2>/dev/null || true; fi',
            *(self.place, name, str(leave)),
        )

    def crowd(self, folder: str, *, leave: int = 0, user: str = "root") -> None:
        """Make files until there is room for no more than ``leave``."""
        self.room.sh(
            'mkdir -p "$2"; free=$(($(stat -f -c "%d" "$1") - $3))\n'
            'cd "$2" && seq $free | xargs -r touch',
            *(self.place, folder, str(leave)),
            user=user,
        )

    def free(self) -> int:
        """Return how many bytes are free for everybody."""
        return int(self.room.sh('echo $(($(stat -f -c "%a * %S" "$1")))', self.place))

    def free_files(self) -> int:
        """Return how many more files there may be."""
        return int(self.room.sh('stat -f -c "%d" "$1"', self.place))

    def stop_writing(self) -> None:
        """Make it read-only, as an administrator in doubt does."""
        self.room.sh('sync; mount -o remount,ro "$1"', self.place)

    def break_down(self) -> None:
        """Let ext4 meet an error; it counts it and stops writing."""
        self.room.sh(
            'device=$(basename $(findmnt -no SOURCE "$1"))\n'
            "echo lab >/sys/fs/ext4/$device/trigger_fs_error\n"
            "for try in $(seq 50); do\n"
            "[ $(cat /sys/fs/ext4/$device/errors_count) = 0 ] || exit 0; sleep 0.1\n"
            "done; exit 1",
            self.place,
        )


def loops() -> str:
    """Return the loop devices that are in use on this machine."""
    done = subprocess.run(["losetup", "-a"], capture_output=True, text=True, check=True)
    return done.stdout
