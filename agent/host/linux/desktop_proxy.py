"""The proxy that the desktop's settings choose for an address, its scripts included."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from agent.host.trouble import HostError, PartMissing

PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.ProxyResolver",
)
"""Part of xdg-desktop-portal; answers as browsers on this desktop would choose."""
PATIENCE = 0.6
SOMEBODY = "https://example.com/"
"""Stands for the world where nobody in particular is meant (RFC 2606)."""


def of_desktop(
    environment: Mapping[str, str], urls: tuple[str, ...] = (SOMEBODY,)
) -> dict[str, str]:
    """Return the proxies the desktop chooses first for addresses, where it does.

    Raises ``HostError`` where it does not make up its mind in time, as with a script
    that cannot be fetched.
    """
    place = os.path.join(environment.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    if not urls or not os.path.exists(place):
        return {}
    from agent.host.linux.bus import Bus, BusError

    chosen: dict[str, str] = {}
    try:
        with (
            suppress(PartMissing, PermissionError, BusError),
            Bus(place, timeout=PATIENCE, lasts=PATIENCE) as bus,
        ):
            for url in urls:
                (ways,) = bus.call(*PORTAL, "Lookup", "s", (url,))
                chosen[url] = str(next(iter(ways), ""))
    except HostError as late:
        msg = "the desktop does not say which proxy it would choose"
        raise HostError(msg) from late
    return {url: one for url, one in chosen.items() if not one.startswith("direct:")}
