#!/usr/bin/env bash
# Proves a command of the README on a fresh Debian 12: python3, pip, git and nothing of ours.
#   sudo packaging/debian/fresh.sh python3 start.py check --only disk
# Clones the committed state of this checkout into a throw-away copy of a debootstrap tree and runs the
# command there. Needs debootstrap; the tree is kept in ~/.cache/blusser-proof.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
base=${BLUSSER_PROOF:-$HOME/.cache/blusser-proof}/base
if [ ! -e "$base/etc/debian_version" ]; then
    mkdir -p "$base"
    debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates,git bookworm "$base" >&2
fi
if [ -z "${BLUSSER_FRESH:-}" ]; then # a mount namespace of its own: nothing is left behind
    BLUSSER_FRESH=$(mktemp -d /var/tmp/blusser-fresh.XXXXXX)
    export BLUSSER_FRESH
    unshare --mount "$0" "$@" && code=0 || code=$?
    rm -rf --one-file-system "$BLUSSER_FRESH"
    exit "$code"
fi
root=$BLUSSER_FRESH
cp -a "$base/." "$root"
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
git clone -q "$here" "$root/root/blusser"
cd "$root"
mkdir old
pivot_root . old # a chroot would have no root of its own to mount things on
exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI="${CI:-}" \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_EXTRA_INDEX_URL="${PIP_EXTRA_INDEX_URL:-}" \
    chroot . sh -c 'umount -l /old && rmdir /old && cd /root/blusser && exec "$@"' sh "$@"
