# An upgrade waits for a repair that is under way: it would load the rest of itself from
# a program that is another by then.
@COMMON@
if [ "$1" -gt 1 ] && running; then finish_repairs; fi
exit 0
