# What the scripts of the .rpm share. @OWNED@: folders that are ours with all in them.
# @SHARED@: folders of everybody, where only what has our name is ours.

sweep() { # what an rpm that was killed left: our files, each with its turn for an end
    turn=$(printf '[0-9a-f]%.0s' 1 2 3 4 5 6 7 8)
    command -v find >/dev/null || return 0
    for place in @OWNED@; do
        [ ! -d "$place" ] || find "$place" -xdev ! -type d -name "*;$turn" -delete || :
    done
    for place in @SHARED@; do
        [ ! -d "$place" ] ||
            find "$place" -maxdepth 1 ! -type d -name "*blusser*;$turn" -delete || :
    done
}
