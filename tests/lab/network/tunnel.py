"""A VPN as the PC sees it: a tunnel that a program serves, which answers nobody.

python tunnel.py tun0 10.20.0.2/24 10.21.0.0/16 ...
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.lab.network.cable import tunnel


def run(name: str, address: str, *networks: str) -> None:
    """Bring it up, lead networks into it, and swallow what comes."""
    end = tunnel(name)
    lines = [f"link set {name} up", f"address add {address} dev {name}"]
    lines += [f"route add {one} dev {name}" for one in networks]
    words, text = ["ip", "-batch", "-"], "\n".join(lines)
    subprocess.run(words, input=text, text=True, check=True)
    os.set_blocking(end, True)
    os.write(1, b"ready\n")
    while True:
        os.read(end, 65535)


if __name__ == "__main__":
    run(*sys.argv[1:])
