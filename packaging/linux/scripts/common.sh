# What the scripts of both kinds of package share. @STARTED@: units that start with the
# PC. @RESTARTED@: services that run for long. Neither fails where systemd does not run.

running() { # whether systemd runs here: not in a chroot, nor while an image is made
    [ -d /run/systemd/system ] && command -v systemctl >/dev/null
}

is_own() { # whether an account is the system's, and neither a person nor a directory's
    grep -q "^$1:[^:]*:[1-9][0-9]\{0,2\}:" /etc/passwd
}

make_accounts() { # and what belongs to them, as our files say
    for tool in sysusers 'tmpfiles --create'; do
        [ ! -e "/usr/lib/${tool%% *}.d/blusser.conf" ] || systemd-$tool blusser.conf || true
    done
    if ! is_own blusser && getent passwd blusser >/dev/null; then
        echo "The account blusser is another's: the timer's run has its rights alone." >&2
    fi
}

close_windows() { # one whose program was replaced begins anew by itself
    for process in /proc/[0-9]*; do
        case $(readlink "$process/exe" 2>/dev/null) in
        /usr/lib/blusser/blusser-window*) kill "${process#/proc/}" 2>/dev/null || true ;;
        esac
    done
}

finish_repairs() { # a repair that is under way ends in its own time, up to a minute
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
        busy=$(systemctl list-units --no-legend --state=activating,active \
            'blusser-fix-*' 2>/dev/null || true)
        [ -n "$busy" ] || return 0
        sleep 5
    done
}
