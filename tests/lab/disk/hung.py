"""A file system whose server never answers: a mount of FUSE that nobody serves."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.lab.room import Room

SERVER = """
import ctypes, os, struct, sys
from threading import Thread
place, kind, reads = sys.argv[1], sys.argv[2], sys.argv[3:]
handle = os.open("/dev/fuse", os.O_RDWR)
told = f"fd={handle},rootmode=40000,user_id=0,group_id=0,allow_other"
subtype = kind.partition(".")[2]
if subtype:
    told += f",subtype={subtype}"
source = b"els@far:/home" if subtype else b"/dev/sda1"
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(source, place.encode(), b"fuse", 0, told.encode()):
    sys.exit(os.strerror(ctypes.get_errno()))
if reads:
    unique = struct.unpack_from("<Q", os.read(handle, 2**17), 8)[0]
    limits = struct.pack("<4I2H2I2H8I", 7, 31, 0, 0, 0, 0, 4096, 1, 0, 0, *[0] * 8)
    os.write(handle, struct.pack("<IiQ", 16 + len(limits), 0, unique) + limits)
    Thread(target=lambda: [os.read(handle, 2**17) for _ in iter(int, 1)], daemon=True).start()
print(flush=True)
sys.stdin.read()
os._exit(0)
"""
"""Holds the handle, and reads no question from it; or reads all and answers none."""


@contextmanager
def hung(
    room: Room, place: str, kind: str, *reads: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Hang a place of the room; without a subtype it pretends to be ``/dev/sda1``."""
    server = subprocess.Popen(
        room.inside(room.interpreter, "-c", SERVER, place, kind, *reads),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stdout.readline() == b"\n"
        yield server
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait(10)
        room.sh('umount --lazy "$1"', place)
