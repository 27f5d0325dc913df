# Starts what belongs to Blusser.
@COMMON@
make_accounts
if command -v systemctl >/dev/null; then
    if [ "$1" -eq 1 ]; then systemctl --no-reload preset @STARTED@ >/dev/null 2>&1 || :; fi
    if running; then
        systemctl daemon-reload || :
        for unit in @STARTED@; do
            if systemctl --quiet is-enabled "$unit"; then systemctl start "$unit" || :; fi
        done
        for unit in @RESTARTED@; do systemctl try-restart "$unit" || :; done
    fi
fi
if [ "$1" -gt 1 ]; then close_windows; fi
exit 0
