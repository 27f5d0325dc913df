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
    ``proxy``: ``http://host:port`` where IT sets one for all, else empty. ``pac``: the
    address of the script that chooses one, where IT sets that instead.
    ``secure_probes``: ``https://`` addresses of others, of whom only a handshake is
    asked, and only when something is wrong.
    ``internal_names``: names that only the company's own name servers know, which must
    resolve wherever this PC is. ``slow_names_seconds``: a look-up that takes longer,
    twice, is slow.
    ``lossy_above_percent``, ``slow_above_ms``, ``jittery_above_ms``: what small packets
    may suffer there and back; Teams wants less than 1 % lost, 100 ms and 30 ms of
    jitter (Microsoft Learn, "Prepare your organization's network for Teams"), and what
    two seconds can tell without a false alarm is more than that.
    ``vpn_networks``: networks (``10.0.0.0/8``) that only the company's VPN leads to.
    ``vpn_names``: names that only those inside know. ``vpn_adapters``: what the VPN's
    adapter is called on the PC (``tun0``); without one, a tunnel is the company's when
    one of ``vpn_networks`` is led into it. ``vpn_required``: whether it must be up
    wherever ``vpn_names`` are not known.
    """

    names: tuple[str, ...] = ("www.microsoft.com",)
    internal_names: tuple[str, ...] = ()
    slow_names_seconds: float = 1.0
    probes: tuple[tuple[str, str], ...] = (
        ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test"),
        ("http://nmcheck.gnome.org/check_network_status.txt", "NetworkManager is"),
    )
    endpoints: tuple[str, ...] = ()
    time_servers: tuple[str, ...] = ("time.cloudflare.com", "pool.ntp.org")
    max_clock_skew: float = 300.0
    proxy: str = ""
    pac: str = ""
    secure_probes: tuple[str, ...] = (
        "https://www.microsoft.com",
        "https://nmcheck.gnome.org",
    )
    lossy_above_percent: float = 10.0
    slow_above_ms: float = 250.0
    jittery_above_ms: float = 60.0
    vpn_networks: tuple[str, ...] = ()
    vpn_names: tuple[str, ...] = ()
    vpn_adapters: tuple[str, ...] = ()
    vpn_required: bool = False
