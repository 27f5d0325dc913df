"""What the package depends on, installed once above the tree of the lab's PC."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess

from tests.lab.packages.building import run
from tests.lab.systemd.tree import tree

FILL = """set -eu
base=$1 part=$2 depends=$3
mount --make-rprivate /
mkdir -p $part/up $part/work $part/root
mount -t overlay -o lowerdir=$base,upperdir=$part/up,workdir=$part/work pc $part/root
cd $part/root
mount -t proc proc proc
mount --rbind /dev dev
mv etc/resolv.conf etc/resolv.conf.kept
cp -L /etc/resolv.conf etc/resolv.conf
printf '#!/bin/sh\\nexit 101\\n' >usr/sbin/policy-rc.d
chmod 755 usr/sbin/policy-rc.d
chroot . env -i PATH=$PATH DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 sh -euc '
apt-get -qq update
apt-get -qq satisfy -y --no-install-recommends "$1"
apt-get -qq clean
rm -rf /var/lib/apt/lists/*' sh "$depends"
rm -f usr/sbin/policy-rc.d etc/resolv.conf
mv etc/resolv.conf.kept etc/resolv.conf
"""


def layers(deb: str, *more: str) -> str:
    """Return the folders of a PC on which the package may be installed, topmost first.

    ``more``: packages of Debian that have to be there besides. Made where
    nobody has; about a minute, and the only part that needs a network.
    """
    depends = ", ".join([run("dpkg-deb", "--field", deb, "Depends").strip(), *more])
    base = tree()
    name = hashlib.sha256(f"{base}{depends}{FILL}".encode()).hexdigest()[:12]
    done = os.path.join(os.path.dirname(base), f"packages-{name}")
    with open(f"{done}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(done):
            shutil.rmtree(f"{done}.part", ignore_errors=True)
            words = ["unshare", "--mount", "bash", "-c", FILL, "fill", base]
            made = subprocess.run(
                [*words, f"{done}.part", depends],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=600,
            )
            assert made.returncode == 0, made.stdout[-3000:]
            os.rename(f"{done}.part", done)
    return f"{done}/up:{base}"
