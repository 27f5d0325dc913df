"""A bad cable: every packet that the gateway passes on goes through this program.

    python cable.py far '{"delay": 80, "jitter": 0, "loss": 1, "longest": 1300}'

It stands in the gateway as two tunnels. ``far``: what goes through the gateway suffers;
``near``: what goes between the PC and the gateway itself suffers as well. ``delay`` and
``jitter`` in milliseconds and ``loss`` in percent, each way; ``longest`` in bytes of a
packet, beyond which it vanishes without a word (``longest_in``: only on its way to the
PC, ``longest_6``: of IPv6); with ``reorder`` packets overtake each other; ``rate`` in kbit/s, beyond which
packets wait, and vanish when they would wait for more than ``queue`` milliseconds.
The kernel here has no netem.
"""

from __future__ import annotations

import fcntl
import heapq
import json
import os
import random
import select
import struct
import subprocess
import sys
import time
from typing import Any

TUNSETIFF, TUN, NO_INFO = 0x400454CA, 0x0001, 0x1000
"""Of linux/if_tun.h."""
INSIDE, OUTSIDE = "tun-in", "tun-out"
LAN = "10.77.0.0/24"
KINDS = ("tcp", "udp", "icmp", "ipv6-icmp")
"""What goes through; ARP, which asks the same rules, does not."""
FAR = "\n".join(
    [
        f"route replace default dev {INSIDE} table 101",
        f"route replace default dev {OUTSIDE} table 102",
        *(f"rule add pref 100 iif lan0 ipproto {k} lookup 101" for k in KINDS),
        *(f"rule add pref 100 iif wan0 ipproto {k} lookup 102" for k in KINDS),
        "",
    ]
)
NEAR = f"""
rule add pref 100 iif lo to {LAN} lookup 102
rule add pref 200 lookup local
rule del pref 0 lookup local
"""
GONE = (
    "rule del pref 0",
    "rule add pref 0 lookup local",
    "rule del pref 200",
    *["rule del pref 100"] * 9,
)
"""What puts the gateway's rules right, run one by one past what fails.

The first rule is deleted even where it stands: ``ip`` would add it a second time.
"""


class Half:
    """One direction: packets wait in it until they are due."""

    def __init__(self, into: int, **manner: float) -> None:
        """Take where they come out and what they suffer."""
        self._into, self._waiting = into, list[tuple[float, int, bytes]]()
        self._delay, self._jitter = manner.get("delay", 0), manner.get("jitter", 0)
        self._loss, self._rate = manner.get("loss", 0), manner.get("rate", 0)
        self._longest = manner.get("longest", 65535)
        self._longest_6 = manner.get("longest_6", self._longest)
        self._overtakes = bool(manner.get("reorder"))
        self._queue = manner.get("queue", 200) / 1000
        self._last, self._free, self._count = 0.0, 0.0, 0
        self._luck = random.Random()

    def take(self, packet: bytes) -> None:
        """Lose it, or let it wait."""
        longest = self._longest_6 if packet[0] >> 4 == 6 else self._longest
        if len(packet) > longest or self._luck.random() * 100 < self._loss:
            return
        now = time.monotonic()
        if self._rate:
            self._free = max(self._free, now)
            if self._free - now > self._queue:
                return
            self._free += len(packet) * 8 / (self._rate * 1000)
        late = self._delay + self._luck.uniform(-self._jitter, self._jitter)
        due = max(now, self._free) + max(late, 0) / 1000
        if not self._overtakes:
            due = self._last = max(due, self._last)
        self._count += 1
        heapq.heappush(self._waiting, (due, self._count, packet))

    def give(self) -> float:
        """Let out what is due; return in how many seconds the next one is."""
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            try:
                os.write(self._into, heapq.heappop(self._waiting)[2])
            except OSError:  # the packet is of a kind nobody wants now
                continue
        return self._waiting[0][0] - time.monotonic() if self._waiting else 3600


def tunnel(name: str) -> int:
    """Make a tunnel and return its end of it."""
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH", name.encode(), TUN | NO_INFO))
    return end


def lay(near: bool) -> None:
    """Lead the gateway's packets through the tunnels."""
    for device in ("all", INSIDE, OUTSIDE):
        for key, value in (("rp_filter", 0), ("accept_local", 1)):
            with open(f"/proc/sys/net/ipv4/conf/{device}/{key}", "w") as setting:
                setting.write(str(value))
    devices = f"link set {INSIDE} up\nlink set {OUTSIDE} up\n"
    _ip("-4", devices + FAR + (NEAR if near else ""))
    if not near:
        _ip("-6", FAR)


def _ip(family: str, lines: str) -> None:
    words = ["ip", family, "-batch", "-"]
    subprocess.run(words, input=lines, text=True, check=True)


def run(where: str, manner: dict[str, Any]) -> None:
    """Pass packets on for ever."""
    inside, outside = tunnel(INSIDE), tunnel(OUTSIDE)
    lay(where == "near")
    home = manner | {"longest": manner.pop("longest_in", manner.get("longest", 65535))}
    home.pop("longest_in", None)
    halves = {inside: Half(outside, **manner), outside: Half(inside, **home)}
    os.write(1, b"ready\n")
    while True:
        soon = min(half.give() for half in halves.values())
        ready, _, _ = select.select(list(halves), [], [], max(0, soon))
        for end in ready:
            try:
                halves[end].take(os.read(end, 65535))
            except BlockingIOError:
                continue


if __name__ == "__main__":
    run(sys.argv[1], json.loads(sys.argv[2]))
