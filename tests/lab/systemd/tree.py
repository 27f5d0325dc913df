"""A Debian 12 tree with systemd, NetworkManager, resolved and CUPS, built once."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess

PACKAGES = (
    *("systemd", "systemd-sysv", "systemd-resolved", "systemd-timesyncd", "dbus"),
    *("libpam-systemd", "polkitd", "network-manager", "isc-dhcp-client", "iproute2"),
    *("python3", "cups-daemon", "cups-client", "nftables", "iputils-ping", "locales"),
    *("dbus-user-session", "pipewire", "pipewire-pulse", "wireplumber"),
    *("gnome-keyring", "libsecret-tools", "wireguard-tools", "procps"),
    *("krb5-user", "sssd-ad", "sssd-dbus", "sssd-tools", "adcli", "faketime"),
    *("monitoring-plugins-basic", "monitoring-plugins-standard", "bind9-dnsutils"),
    *("monit", "e2fsprogs"),
)
MIRROR = "http://deb.debian.org/debian"
LOCALES = ("de_DE.UTF-8", "fr_FR.UTF-8")
UNWANTED = (
    "monit.service",
    *("apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer"),
    *("e2scrub_all.timer", "e2scrub_reap.service", "fstrim.timer"),
)
FILES = {
    "etc/hostname": "pc\n",
    "etc/hosts": "127.0.0.1 localhost\n127.0.1.1 pc\n",
    "etc/machine-id": "",
    "etc/NetworkManager/conf.d/lab.conf": """
[main]
dns=systemd-resolved
[device-cable]
match-device=type:veth
managed=1
""",
    "etc/NetworkManager/system-connections/office.nmconnection": """
[connection]
id=office
uuid=6f0bbd0e-5f1c-4e0c-8d59-3a3c5a0b6f11
type=ethernet
interface-name=host0
[ipv4]
method=auto
dhcp-timeout=20
[ipv6]
method=disabled
""",
    "etc/systemd/journald.conf.d/lab.conf": "[Journal]\nStorage=volatile\n",
    "etc/systemd/resolved.conf.d/lab.conf": "[Resolve]\nLLMNR=no\nMulticastDNS=no\n",
}
"""The files of the PC; one with secrets in it would be refused if others may read."""


def tree() -> str:
    """Return the folder of the tree; build it where nobody has. About two minutes."""
    with open(__file__, "rb") as recipe:
        name = hashlib.sha256(recipe.read()).hexdigest()[:12]
    cache = os.environ.get("BLUSSER_LAB_CACHE") or os.path.expanduser(
        "~/.cache/blusser-lab"
    )
    done = os.path.join(cache, f"systemd-{name}")
    os.makedirs(cache, exist_ok=True)
    with open(f"{done}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(done):
            shutil.rmtree(f"{done}.part", ignore_errors=True)
            _build(f"{done}.part")
            os.rename(f"{done}.part", done)
    return done


def _build(root: str) -> None:
    words = ("--variant=minbase", f"--include={','.join(PACKAGES)}", "bookworm")
    _run("debootstrap", *words, root, MIRROR)
    shutil.rmtree(f"{root}/var/cache/apt/archives")
    for name, text in FILES.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, 0o600 if "connections" in name else 0o644)
    os.remove(f"{root}/etc/resolv.conf")
    os.symlink("../run/systemd/resolve/stub-resolv.conf", f"{root}/etc/resolv.conf")
    _run("chroot", root, "useradd", "--create-home", "alice")
    for locale in LOCALES:
        charset = ("-i", locale.partition(".")[0], "-f", "UTF-8")
        _run("chroot", root, "localedef", *charset, locale)
    os.makedirs(f"{root}/var/lib/systemd/linger")
    with open(f"{root}/var/lib/systemd/linger/alice", "w"):
        """She has a session from the start, as on a desk."""
    _run("systemctl", f"--root={root}", "mask", *UNWANTED)
    _run("systemctl", f"--root={root}", "enable", "NetworkManager.service")
    for folder in ("opt/blusser", "opt/libraries"):
        os.makedirs(f"{root}/{folder}")


def _run(*words: str) -> None:
    """Run a step; what it said is in the error when it fails."""
    env = os.environ | {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}"
