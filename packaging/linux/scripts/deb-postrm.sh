#!/bin/sh
# Forgets what was started; on purge also the rules, the history and the outbox.
set -e
@COMMON@
case "$1" in
remove | purge) ;;
*) exit 0 ;;
esac
for unit in @STARTED@; do deb-systemd-helper purge "$unit" >/dev/null || true; done
if running; then
    systemctl daemon-reload || true
    systemctl reset-failed 'blusser-*' 2>/dev/null || true
fi
if [ "$1" = purge ]; then # a folder that is a disk of its own stays, empty
    for user in @USERS@; do
        if is_own "$user"; then userdel "$user" || true; fi
    done
    for name in blusser blusser-check blusser-policy; do
        rm -rf --one-file-system "/var/lib/$name" "/var/cache/$name" "/run/$name" || true
    done
    rm -rf --one-file-system /etc/blusser || true
    rm -f /etc/hosts.blusser-* /var/lib/systemd/timers/stamp-blusser-* || true
fi
