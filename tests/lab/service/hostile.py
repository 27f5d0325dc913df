"""Run on the PC by somebody who means harm: everything but the two sentences.

python3 hostile.py SECONDS    attack for so long, then print how often it got how far
"""

import json
import os
import random
import socket
import sys
import threading
import time

PLACE = "/run/blusser/hands.sock"
KEY, DIGEST = "0" * 32, "f" * 64
APPLY = {"do": "apply", "fix": "start_stopped_service", "key": KEY, "catalogue": DIGEST}


def framed(data, length=None):
    return (length or len(data)).to_bytes(4, "big") + data


def evil(table):
    return framed(json.dumps(APPLY | table).encode())


SHOTS = (
    lambda: os.urandom(random.choice((1, 3, 4, 100, 5000))),
    lambda: framed(b"x" * 1000, 1 << 30),
    lambda: framed(b"[" * 100_000),
    lambda: framed(b'{"a":' * 100_000),
    lambda: framed(b"[" * 900),
    lambda: framed(b'{"do":"apply"}', 200),
    lambda: b"\0",
    lambda: evil({"fix": "x; touch /tmp/pwned"}),
    lambda: evil({"fix": "$(touch /tmp/pwned)"}),
    lambda: evil({"key": "../../../tmp/pwned"}),
    lambda: evil({"do": "run", "command": "touch /tmp/pwned"}),
    lambda: evil({}),
    lambda: framed(b'{"do":"apply","do":"ask"}'),
    lambda: b"GET /apply?fix=start_stopped_service HTTP/1.1\r\nHost: localhost\r\n\r\n",
    lambda: b"\x80\x04\x95cos\nsystem\n(S'touch /tmp/pwned'\ntR.",
)
count = {"greeted": 0, "refused": 0, "broken": 0, "held": 0}


def shoot(until):
    while time.monotonic() < until:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(3)
                line.connect(PLACE)
                if random.random() < 0.5:
                    line.sendall(random.choice(SHOTS)())
                said = line.recv(4096)
                count["greeted" if b'"ready"' in said else "refused"] += 1
                line.sendall(random.choice(SHOTS)())
                line.recv(4096)
        except OSError:
            count["broken"] += 1


def dawdle(until):
    while time.monotonic() < until:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(3)
                line.connect(PLACE)
                for byte in evil({}):
                    line.sendall(bytes([byte]))
                    time.sleep(0.3)
        except OSError:
            count["broken"] += 1


def hold(until):
    """Have a thousand connections at once, and say nothing on them."""
    lines = []
    while time.monotonic() < until:
        try:
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(1)
            line.connect(PLACE)
            lines.append(line)
        except OSError:
            count["broken"] += 1
        count["held"] = max(count["held"], len(lines))
        if len(lines) >= 1000:
            time.sleep(0.5)
            for one in lines:
                one.close()
            lines = []


def main():
    until = time.monotonic() + float(sys.argv[1])
    threads = [
        threading.Thread(target=act, args=(until,))
        for act in (shoot, shoot, dawdle, hold)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    print(json.dumps(count))


if __name__ == "__main__":
    main()
