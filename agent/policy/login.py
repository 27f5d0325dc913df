"""What IT can set about signing in."""

from __future__ import annotations

from agent.value import Value


class LoginRules(Value):
    """How signing in works here.

    ``realm``: the Kerberos realm, where the machine does not say so itself.
    ``password_warn_days``: an expiry closer than this is a finding.
    ``certificates``: files, PEM or DER, that open Wi-Fi or VPN beside those of the
    connections; ``certificate_warn_days``: an end closer than this is a finding.
    """

    realm: str = ""
    password_warn_days: int = 5
    certificates: tuple[str, ...] = ()
    certificate_warn_days: int = 14
