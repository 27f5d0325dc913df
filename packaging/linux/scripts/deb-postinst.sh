#!/bin/sh
# Starts what belongs to Blusser; may be cut off anywhere and run again.
set -e
@COMMON@
case "$1" in
configure | abort-upgrade | abort-deconfigure | abort-remove) ;;
*) exit 0 ;;
esac
make_accounts
for unit in @STARTED@; do
    if deb-systemd-helper --quiet was-enabled "$unit"; then
        deb-systemd-helper enable "$unit" >/dev/null || true
    else # somebody switched it off, and that stays so
        deb-systemd-helper update-state "$unit" >/dev/null || true
    fi
done
if running; then
    systemctl daemon-reload || true
    for unit in @STARTED@; do
        if systemctl --quiet is-enabled "$unit"; then
            deb-systemd-invoke start "$unit" >/dev/null || true
        fi
    done
    for unit in @RESTARTED@; do systemctl try-restart "$unit" || true; done
fi
if [ -n "$2" ]; then close_windows; fi
