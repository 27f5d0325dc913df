#!/bin/sh
# Stops what belongs to Blusser before its files go.
set -e
@COMMON@
[ "$1" = remove ] || exit 0
if running; then
    for unit in @STARTED@ @RESTARTED@; do systemctl stop "$unit" || true; done
    finish_repairs
    systemctl stop 'blusser-*' || true
fi
close_windows
