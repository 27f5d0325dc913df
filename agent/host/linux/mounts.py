"""What is mounted where, read from the kernel; touches no mounted file system."""

from __future__ import annotations

import os
import re

from agent.host.trouble import HostError
from agent.value import Value

MOUNTINFO = "/proc/self/mountinfo"

LOCAL = {"btrfs", "overlay", "ramfs", "rootfs", "tmpfs", "ubifs", "zfs", "bcachefs"}
"""Local though their source is no device; all else without a device may hang."""

FORCED = {"emergency_ro", "shutdown"}
"""Options ext4 shows when it stopped writing by itself (Linux, fs/ext4/super.c)."""

MAX_LINKS = 40
"""As many links as the kernel follows in one path (path_resolution(7))."""


class Mount(Value):
    """One line of mountinfo, see proc(5); ``number`` is ``major:minor``."""

    id: str
    parent: str
    number: str
    point: str
    options: tuple[str, ...]
    kind: str
    source: str
    super_options: tuple[str, ...]

    @property
    def device(self) -> str:
        """Tell volumes apart: the source, as btrfs has a number for each subvolume."""
        return self.source if self.source[:1] == "/" else self.number

    @property
    def local(self) -> bool:
        """Whether asking it can never wait for a network or a user's program.

        Whoever mounts by FUSE names the source as he likes, ``/dev/sda1`` too.
        """
        if self.kind.startswith("fuse") or self.kind == "autofs":
            return False
        return self.source.startswith("/dev/") or self.kind in LOCAL

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written through it."""
        return "ro" in self.options or self.stuck

    @property
    def stuck(self) -> bool:
        """Whether the whole volume is read-only, not only this view of it.

        A fault makes the volume read-only; only people make a single mount so.
        """
        return bool({"ro", *FORCED} & set(self.super_options))


def read_mounts(path: str = MOUNTINFO) -> list[Mount]:
    """Return what is mounted, in order. Raises ``HostError`` where it is not told."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return [parse(line) for line in file]
    except (OSError, ValueError) as trouble:
        msg = f"what is mounted could not be read: {trouble}"
        raise HostError(msg) from trouble


def parse(line: str) -> Mount:
    """Read one line of mountinfo."""
    left, _, right = line.rstrip("\n").partition(" - ")
    own, parent, number, _, point, options, *_ = left.split(" ")
    kind, source, super_options = right.split(" ")
    return Mount(
        own,
        parent,
        number,
        unescape(point),
        tuple(options.split(",")),
        kind,
        unescape(source),
        tuple(super_options.split(",")),
    )


def unescape(text: str) -> str:
    r"""Undo the octal escapes of mountinfo and fstab: ``\040`` is a space."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def covering(path: str, mounts: list[Mount]) -> Mount:
    """Return the mount an absolute path lies on.

    Goes from mount to mount as the kernel does: what lies under a later mount on a
    folder above it is not there for anybody.
    """
    known = {mount.id for mount in mounts}
    found = [m for m in mounts if m.parent not in known or m.parent == m.id]
    found = [mount for mount in found if _below(path, mount.point)]
    if not found:
        msg = f"nothing is mounted at {path}"
        raise HostError(msg)
    while found:
        here = min(found, key=lambda mount: len(mount.point))
        found = [
            mount
            for mount in mounts
            if mount.parent == here.id != mount.id and _below(path, mount.point)
        ]
    return here


def _below(path: str, point: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def settle(path: str, mounts: list[Mount]) -> str:
    """Resolve the links in an absolute path without ever asking a remote volume.

    Empty where it leads to one, in circles, or to nothing.
    """
    done, links, todo = "", 0, path.split("/")[::-1]
    while todo:
        name = todo.pop()
        step = os.path.normpath(f"{done}/{name}")
        if not covering(step, mounts).local:
            return ""
        try:
            target = os.readlink(step)
        except FileNotFoundError:
            return ""
        except OSError:
            done = step.rstrip("/")
            continue
        links += 1
        if links > MAX_LINKS:
            return ""
        done = "" if target[:1] == "/" else done
        todo += target.split("/")[::-1]
    return done or "/"
