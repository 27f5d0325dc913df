"""A Debian 12 tree with Samba's domain controller, and a domain founded in it once."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable

PACKAGES = (
    *("samba", "samba-ad-dc", "samba-ad-provision", "samba-dsdb-modules"),
    *("samba-vfs-modules", "winbind", "ldb-tools", "python3", "iproute2", "procps"),
    "faketime",
)
MIRROR = "http://deb.debian.org/debian"
REALM, DOMAIN, SHORT, HOST = "AD.LAB.TEST", "ad.lab.test", "LAB", "dc1"
ADMINISTRATOR, PASSWORD = "Adm1n-Passw0rd", "Passw0rd1"
EMPLOYEES = ("alice", "bob", "carol", "dave", "erin", "els")
PC = "pc"
"""The machine that is joined; its key lies in ``/root/pc.keytab`` of the tree."""
FOUND = f"""set -eu
base=$1 new=$2 address=$3 root=$2.root
mount --make-rprivate /
ip link set lo up
ip link add lan0 type veth peer name lan1
ip address add $address/24 dev lan0
ip link set lan0 up
ip link set lan1 up
hostname {HOST}
mkdir -p $root $new $new.work
mount -t overlay -o lowerdir=$base,upperdir=$new,workdir=$new.work dc $root
mount -t proc proc $root/proc
mount -t tmpfs tmpfs $root/run
mkdir $root/run/samba
mount --rbind /dev $root/dev
rm -f $root/etc/samba/smb.conf $root/etc/resolv.conf
printf '127.0.0.1 localhost\\n%s {HOST}.{DOMAIN} {HOST}\\n' $address >$root/etc/hosts
echo nameserver $address >$root/etc/resolv.conf
tool() {{
  chroot $root /usr/bin/env -i PATH=/usr/sbin:/usr/bin LC_ALL=C samba-tool "$@"
}}
tool domain provision --realm={REALM} --domain={SHORT} --server-role=dc \\
  --dns-backend=SAMBA_INTERNAL --adminpass={ADMINISTRATOR} --host-ip=$address \\
  --host-name={HOST} --option='bind interfaces only=yes' \\
  --option="interfaces=127.0.0.1 $address" --option='dns forwarder=' \\
  --option='dns update command=/bin/true'
tool domain passwordsettings set --complexity=off --min-pwd-length=4 --min-pwd-age=0 \\
  --account-lockout-threshold=3 --account-lockout-duration=30 --max-pwd-age=42
tool spn add ldap/{HOST}.{DOMAIN} '{HOST.upper()}$'
for name in {" ".join(EMPLOYEES)}; do tool user create $name {PASSWORD}; done
tool computer create {PC} --service-principal-name=host/{PC}.{DOMAIN}
tool user setpassword '{PC.upper()}$' --newpassword={PASSWORD}-of-the-pc
tool domain exportkeytab /root/pc.keytab --principal='{PC.upper()}$'
"""


def trees(address: str) -> tuple[str, str]:
    """Return the folders to lay over each other: the domain, and the Debian below.

    What is not there yet is built: Debian in a minute, a domain in ten seconds.
    """
    debian = _once("samba", _debian, MIRROR, *PACKAGES)

    def found(new: str) -> None:
        alone = ["unshare", "--net", "--mount", "--uts", "--pid", "--fork"]
        _run(*alone, "--kill-child", "sh", "-c", FOUND, "sh", debian, new, address)

    return _once("domain", found, FOUND, debian, address), debian


def _once(kind: str, make: Callable[[str], None], *of: str) -> str:
    """Make a folder where nobody has, named by what it is made of."""
    name = hashlib.sha256("\n".join(of).encode()).hexdigest()[:12]
    cache = os.environ.get("BLUSSER_LAB_CACHE") or os.path.expanduser(
        "~/.cache/blusser-lab"
    )
    done = os.path.join(cache, f"{kind}-{name}")
    if not os.path.exists(done):
        os.makedirs(cache, exist_ok=True)
        building = f"{done}.{os.getpid()}"
        try:
            make(building)
            os.rename(building, done)
        finally:
            for left in ("", ".root", ".work"):
                shutil.rmtree(building + left, ignore_errors=True)
    return done


def _debian(root: str) -> None:
    words = ("--variant=minbase", f"--include={','.join(PACKAGES)}", "bookworm")
    _run("debootstrap", *words, root, MIRROR)
    shutil.rmtree(f"{root}/var/cache/apt/archives")


def _run(*words: str) -> None:
    """Run a step; what it said is in the error when it fails."""
    env = os.environ | {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, f"{words[0]}\n{done.stdout[-3000:]}"
