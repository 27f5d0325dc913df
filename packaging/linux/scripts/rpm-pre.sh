# What a killed rpm left goes first: rpm names a file by the second it began in, and fails
# on one that lies there already. An upgrade waits for a repair that is under way: it would
# load the rest of itself from a program that is another by then.
@COMMON@

@SWEEP@
sweep
if [ "$1" -gt 1 ] && running; then finish_repairs; fi
exit 0
