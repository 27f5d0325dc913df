# rpm knows no purge: rules, history and outbox stay until IT removes them.
@COMMON@
if running; then systemctl daemon-reload || :; fi
exit 0
