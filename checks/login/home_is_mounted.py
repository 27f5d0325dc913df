"""The disk or server that holds the home folder is there."""

from agent.check import check
from agent.host.ports.account import HomeMount
from agent.model import Finding, Problem, Severity

HOME_NOT_MOUNTED = Problem("home-not-mounted", Severity.BLOCKING, facts=("mount",))


@check(measures=True)
def home_is_mounted(home: HomeMount) -> Finding | None:
    """Something is mounted where the settings say that the homes lie."""
    missing = home.missing()
    return HOME_NOT_MOUNTED(mount=missing) if missing else None
