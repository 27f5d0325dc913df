"""A machine beside the PC with the PC's address: it answers every ARP request for it.

python rival.py lan0 10.77.0.2 02:00:00:00:00:99
"""

from __future__ import annotations

import os
import socket
import struct
import sys

FRAME = struct.Struct("!6s6sHHHBBH6s4s6s4s")


def run(device: str, address: str, hardware: str) -> None:
    """Claim the address once, then answer for ever."""
    mine, ours = bytes.fromhex(hardware.replace(":", "")), socket.inet_aton(address)
    line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0806))
    line.bind((device, 0x0806))
    everybody = b"\xff" * 6
    claim = (1, 0x0800, 6, 4)
    line.send(
        FRAME.pack(everybody, mine, 0x0806, *claim, 1, mine, ours, bytes(6), ours)
    )
    os.write(1, b"ready\n")
    while frame := heard(line):
        *_, kind, asker, asker_at, _, wanted = FRAME.unpack_from(frame)
        if kind == 1 and wanted == ours and asker != mine:
            told = (mine, ours, asker, asker_at)
            line.send(FRAME.pack(asker, mine, 0x0806, *claim, 2, *told))


def heard(line: socket.socket) -> bytes:
    """Return the next frame; nothing when the device has gone down."""
    try:
        return line.recv(128)
    except OSError:
        return b""


if __name__ == "__main__":
    run(*sys.argv[1:4])
