#!/bin/sh
# Stops what belongs to Blusser before its files go. An upgrade waits for a repair that
# is under way: it would load the rest of itself from a program that is another by then.
set -e
@COMMON@
if [ "$1" = upgrade ] && running; then finish_repairs; fi
[ "$1" = remove ] || exit 0
if running; then
    for unit in @STARTED@ @RESTARTED@; do systemctl stop "$unit" || true; done
    finish_repairs
    systemctl stop 'blusser-*' || true
fi
close_windows
