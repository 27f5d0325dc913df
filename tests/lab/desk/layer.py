"""What a desk is installed to, once, above the tree of the lab's PC."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess

from tests.lab.systemd.tree import tree

FILL = """set -eu
base=$1 part=$2
mount --make-rprivate /
mkdir -p $part/up $part/work $part/root
mount -t overlay \\
  -o lowerdir=$base,upperdir=$part/up,workdir=$part/work,volatile desk $part/root
cd $part/root
mount -t proc proc proc
mount --rbind /dev dev
rm -f etc/resolv.conf
cp -L /etc/resolv.conf etc/resolv.conf
printf '#!/bin/sh\\nexit 101\\n' >usr/sbin/policy-rc.d
chmod 755 usr/sbin/policy-rc.d
chroot . env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \\
  DEBIAN_FRONTEND=noninteractive sh -euc "$3"
rm -rf var/lib/apt/lists/* var/cache/apt/archives
"""
LONGEST = 600
"""Seconds; alone on two cores the slowest desk takes a tenth of it."""


def layers(kind: str, install: str) -> str:
    """Return the folders of a machine with a desk, topmost first.

    ``install`` are lines of shell for root in there. They are run where nobody has
    done so yet, and are the only part that needs a network.
    """
    base = tree()
    name = hashlib.sha256(f"{base}{FILL}{install}".encode()).hexdigest()[:12]
    done = os.path.join(os.path.dirname(base), f"desk-{kind}-{name}")
    with open(f"{done}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(done):
            shutil.rmtree(f"{done}.part", ignore_errors=True)
            apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
            made = subprocess.run(
                [*apart, "bash", "-c", FILL, "fill", base, f"{done}.part", install],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=LONGEST,
            )
            assert made.returncode == 0, made.stdout[-3000:]
            os.rename(f"{done}.part", done)
    return f"{done}/up:{base}"
