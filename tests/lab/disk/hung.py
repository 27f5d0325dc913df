"""A file system whose server never answers: a mount of FUSE that nobody serves."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.lab.room import Room

SERVER = """
import ctypes, os, sys
place, kind = sys.argv[1:]
handle = os.open("/dev/fuse", os.O_RDWR)
told = f"fd={handle},rootmode=40000,user_id=0,group_id=0,allow_other"
subtype = kind.partition(".")[2]
if subtype:
    told += f",subtype={subtype}"
source = b"els@far:/home" if subtype else b"/dev/sda1"
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(source, place.encode(), b"fuse", 0, told.encode()):
    sys.exit(os.strerror(ctypes.get_errno()))
print(flush=True)
sys.stdin.read()
"""
"""Holds the handle, and reads no question from it."""


@contextmanager
def hung(room: Room, place: str, kind: str) -> Iterator[None]:
    """Hang a place of the room; without a subtype it pretends to be ``/dev/sda1``."""
    server = subprocess.Popen(
        room.inside(room.interpreter, "-c", SERVER, place, kind),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stdout.readline() == b"\n"
        yield
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait(10)
        room.sh('umount --lazy "$1"', place)
