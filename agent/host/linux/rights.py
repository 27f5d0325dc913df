"""The service on this machine that lends the rights of the system."""

from __future__ import annotations

import os

from agent.host.trouble import PartMissing
from agent.service.client import Client

SOCKET = "/run/blusser/hands.sock"
"""``ListenStream=`` of packaging/linux/blusser-broker.socket."""


def system_rights(digest: str, place: str = SOCKET) -> Client:
    """Return the way to it; ``digest`` names our own catalogue.

    Raises ``PartMissing`` for root, who needs nobody, and where it is not installed.
    """
    if os.geteuid() == 0:
        msg = "this account has the rights of the system"
        raise PartMissing(msg)
    if not os.path.exists(place):
        msg = "this machine has no service that lends rights"
        raise PartMissing(msg)
    return Client(place, digest)
