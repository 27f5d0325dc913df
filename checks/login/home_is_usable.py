"""The home folder can be used."""

from agent.check import check
from agent.host.ports.login import Home
from agent.model import Finding, Problem, Severity
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.quota_has_room import quota_has_room
from checks.disk.system_disk_has_room import system_disk_has_room
from checks.login.home_is_mounted import home_is_mounted

HOME_MISSING = Problem("home-missing", Severity.BLOCKING)
HOME_NOT_YOURS = Problem("home-not-yours", Severity.BLOCKING)
HOME_NOT_WRITABLE = Problem("home-not-writable", Severity.BLOCKING, facts=("error",))


@check(
    explained_by=(
        home_is_mounted,
        file_systems_writable,
        quota_has_room,
        system_disk_has_room,
    )
)
def home_is_usable(home: Home) -> Finding | None:
    """The home exists, belongs to the account, and takes what is written to it."""
    state = home.state()
    if not state.exists or not state.is_folder:
        return HOME_MISSING()
    if not state.is_ours:
        return HOME_NOT_YOURS()
    return HOME_NOT_WRITABLE(error=state.refused) if state.refused else None
