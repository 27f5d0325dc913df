"""What IT can set about signing in."""

from __future__ import annotations

from agent.value import Value


class LoginRules(Value):
    """How signing in works here.

    ``realm``: the Kerberos realm, where the machine does not say so itself.
    ``password_warn_days``: an expiry closer than this is a finding.
    """

    realm: str = ""
    password_warn_days: int = 5
