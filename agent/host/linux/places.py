"""Where Blusser's own things lie on Linux, and what identifies this machine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic, sleep

SYSTEM_BUS = "/run/dbus/system_bus_socket"
"""Where D-Bus listens (D-Bus specification, well-known system bus address)."""
ACCOUNTS = "/etc/passwd"
OWN_ACCOUNT = "blusser"
"""packaging/linux/blusser.sysusers."""
SYSTEM_ACCOUNTS_BELOW = 1000
"""User ids below belong to the system (login.defs(5), UID_MIN)."""


def has_bus() -> bool:
    """Say whether it is worth the import to ask the system bus."""
    return "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or os.path.exists(SYSTEM_BUS)


def state_folder() -> str:
    """Return where the history and the outbox live: root's, or the user's own.

    Where a home is missing or not the user's, the folder of the session stands in,
    which is theirs alone and gone after it (XDG Base Directory, ``XDG_RUNTIME_DIR``).
    """
    if os.geteuid() == 0:
        return "/var/lib/blusser"
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    usual = os.path.join(base, "blusser")
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if not can_be_made(usual) and session and can_be_made(session):
        return os.path.join(session, "blusser")
    return usual


def can_be_made(folder: str) -> bool:
    """Say whether a folder is there, or this account may make it."""
    if os.path.isdir(folder):
        return True
    above = folder
    while above != (above := os.path.dirname(above)) and not os.path.isdir(above):
        pass
    return os.access(above, os.W_OK | os.X_OK)


def mighty() -> bool:
    """Tell whether this account has the rights of the system."""
    return os.geteuid() == 0


def policy_files() -> tuple[str, ...]:
    """Return where IT's policy may lie, the strongest first.

    What a management tool lays down is kept apart from what was written on the PC.
    """
    return ("/etc/blusser/managed.toml", "/etc/blusser/policy.toml")


def notices_file() -> str:
    """Return what a run that nobody started has to say, for everybody to read."""
    return "/run/blusser-check/notices.json"


def own_account(accounts: str = ACCOUNTS) -> int | None:
    """Return the id of the account that the package made for the timer's run, if any.

    By the file that only root writes, and among the system's ids: a directory may know
    somebody of the same name, and a person may have had it first.
    """
    with suppress(OSError), open(accounts, encoding="utf-8", errors="replace") as file:
        rows = (line.split(":") for line in file)
        found = [row[2] for row in rows if row[0] == OWN_ACCOUNT and len(row) > 2]
        if found and found[0].isdecimal() and 0 < int(found[0]) < SYSTEM_ACCOUNTS_BELOW:
            return int(found[0])
    return None


def notice_writers(accounts: str = ACCOUNTS) -> tuple[int, ...]:
    """Return the accounts whose notices are believed: root and Blusser's own."""
    return tuple(one for one in (0, own_account(accounts)) if one is not None)


def on_battery() -> bool:
    """Tell whether no cable feeds this machine."""
    from agent.host.linux import power

    return power.on_battery()


def log(fields: Sequence[tuple[str, str]]) -> bool:
    """Write one entry to the journal of the system, where there is one."""
    from agent.host.linux import journal

    return journal.log(fields)


def policy_keys() -> str:
    """Return the folder of the keys that a policy must be signed with, if any."""
    return "/etc/blusser/keys"


def policy_kept() -> str:
    """Return the folder of the last policy that was good; everybody may read it."""
    return "/var/lib/blusser-policy"


def read_rules(path: str, most: int, *, installed: bool) -> bytes:
    """Return what a file of rules begins with.

    What applies to all may be changed by root alone, and so may all that root is told
    to use. Raises ``Soft`` where that is not so, else ``OSError``.
    """
    if not installed and os.geteuid() != 0:
        with open(path, "rb") as file:
            return file.read(most)
    from agent.host.linux.ground import read_firm

    return read_firm(os.path.abspath(path), most, sticky=not installed)


def soft_spot(path: str) -> str:
    """Return which part of a path others than root can change; empty where none."""
    from agent.host.linux.ground import objection

    try:
        return objection(path)
    except OSError as trouble:
        return f"{path}: {trouble.strerror}"


@contextmanager
def hold(folder: str, seconds: float) -> Iterator[bool]:
    """Hold a folder for this process alone; yield whether it was to be had in time.

    The kernel lets go when the process ends, however it ends. Nothing is written,
    so that it works on a full disk too.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield _locked(handle, monotonic() + seconds)
    finally:
        os.close(handle)


def _locked(handle: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(0.05)
        else:
            return True


def known_values() -> dict[str, str]:
    """Return what names this machine and its people: kind to value, where known."""
    import pwd

    host = os.uname().nodename
    values = {"host": host.partition(".")[0], "domain": host.partition(".")[2]}
    try:
        account = pwd.getpwuid(os.geteuid())
    except KeyError:
        return values
    if account.pw_uid >= SYSTEM_ACCOUNTS_BELOW:
        values |= {"user": account.pw_name, "home": account.pw_dir}
        values["name"] = account.pw_gecos.partition(",")[0]
    return values


def about() -> dict[str, str]:
    """Return which system this is: name, version and kernel."""
    found: dict[str, str] = {
        "kernel": os.uname().release,
        "machine": os.uname().machine,
    }
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            pairs = (line.strip().partition("=") for line in file)
            release = {key: value.strip("\"'") for key, _, value in pairs}
    except OSError:
        release = {}
    return found | {"os": release.get("PRETTY_NAME", "Linux")}
