"""What the checks of the web share: the ways out, and who is independent of whom."""

from agent.host.ports.identities import Identities
from agent.host.ports.pac import Pac
from agent.policy.model import NetworkRules

GLANCE = 1.0
"""Seconds for a handshake that is only evidence for something else."""


def ways(pac: Pac, rules: NetworkRules) -> tuple[str, ...]:
    """Return the proxies to go through, in turn; empty text for the session's own.

    What a script would say of an address is not known without running it, so its
    first proxy that answers is tried, and then none.
    """
    if rules.proxy or not rules.pac:
        return (rules.proxy,)
    return (*pac.script(rules.pac).proxies[:1], "")


def independent(urls: list[str]) -> int:
    """Count the owners of addresses, as far as a name tells: by its last two labels.

    Three where the second is short, as in ``example.co.uk``; a number owns itself.
    """
    return len({_owner(url) for url in urls})


def _owner(url: str) -> str:
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    name = host if host.endswith("]") else host.partition(":")[0]
    labels = name.lower().rstrip(".").split(".")
    if "[" in name or labels[-1].isdigit():
        return name
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3 if short else -2 :])


def trusted_outside(
    identities: Identities, rules: NetworkRules, way: str
) -> tuple[int, int]:
    """Count who shows a certificate we trust, and all who were asked and are known."""
    asked = (*rules.endpoints, *rules.secure_probes)
    seen = identities.shown(asked, way, GLANCE).values()
    known = [one for one in seen if one.trust != "unknown"]
    return sum(one.trust == "trusted" for one in known), len(known)
