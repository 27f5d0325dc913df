"""What IT can set about the network."""

from __future__ import annotations

from agent.value import Value


class NetworkRules(Value):
    """What the network must reach.

    ``names``: DNS names that must all resolve, where no proxy does that.
    ``probes``: plain-HTTP pages with the exact text at their start, which tell a
    captive portal from the internet; one that answers is enough. ``endpoints``:
    ``https://`` addresses work depends on.
    ``time_servers``: SNTP servers. ``max_clock_skew``: seconds (Kerberos: 300).
    ``proxy``: ``http://host:port`` where IT sets one for all, else empty.
    """

    names: tuple[str, ...] = ("www.microsoft.com",)
    probes: tuple[tuple[str, str], ...] = (
        ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test"),
        ("http://nmcheck.gnome.org/check_network_status.txt", "NetworkManager is"),
    )
    endpoints: tuple[str, ...] = ()
    time_servers: tuple[str, ...] = ("time.cloudflare.com", "pool.ntp.org")
    max_clock_skew: float = 300.0
    proxy: str = ""
