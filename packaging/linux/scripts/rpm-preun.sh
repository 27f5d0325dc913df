# Stops what belongs to Blusser before its files go.
@COMMON@
[ "$1" -eq 0 ] || exit 0
if command -v systemctl >/dev/null; then
    systemctl --no-reload disable @STARTED@ >/dev/null 2>&1 || :
fi
if running; then
    for unit in @STARTED@ @RESTARTED@; do systemctl stop "$unit" || :; done
    finish_repairs
    systemctl stop 'blusser-*' || :
fi
close_windows
exit 0
