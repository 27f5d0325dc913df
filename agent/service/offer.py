"""What the service offers: what in the catalogue needs the rights of the system."""

from __future__ import annotations

from _blake2 import blake2b  # ``hashlib`` would load OpenSSL, which is half of us
from collections.abc import Sequence

from agent import VERSION
from agent.check import AnyCheck
from agent.fix import AnyFix
from agent.model import Account
from agent.service.protocol import Offer

NOT_LENT = {
    "finish_half_configured_packages": "what packages do as they are set up needs a"
    " machine in full: where modules are hidden, as in a tight unit, they would build"
    " a system that does not start",
    "reconnect_server_folder": "a mount is taken away only where it is, and a tight"
    " unit lives among copies of the mounts",
}
"""Repairs that nobody gets through the service, and why; root makes them itself."""


def offer_of(checks: Sequence[AnyCheck], fixes: Sequence[AnyFix]) -> Offer:
    """Return the ids that may be asked for; anything else does not exist here."""
    asks = {one.id for one in checks if one.runs_as is Account.SYSTEM}
    applies = {
        one.id: one.risk.value
        for one in fixes
        if one.runs_as is Account.SYSTEM and one.id not in NOT_LENT
    }
    lines = [
        VERSION,
        *sorted(asks),
        *(" ".join(one) for one in sorted(applies.items())),
    ]
    digest = blake2b("\n".join(lines).encode(), digest_size=32).hexdigest()
    return Offer(frozenset(asks), frozenset(applies), digest)
