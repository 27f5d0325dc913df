# rpm knows no purge: rules, history and outbox stay until IT removes them.
@COMMON@

@SWEEP@
if [ "$1" -eq 0 ]; then
    sweep
    for place in @OWNED@; do
        [ ! -d "$place" ] || find "$place" -depth -type d -empty -delete || :
    done
fi
if running; then systemctl daemon-reload || :; fi
exit 0
