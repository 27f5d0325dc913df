"""VPNs that are set up in NetworkManager, over its D-Bus interface."""

from __future__ import annotations

from time import monotonic, sleep
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.leases_networkmanager import NAME, NOTHING, ROOT, SETTINGS
from agent.host.ports.vpn import KnownVpn
from agent.host.trouble import HostError

ALL = f"{ROOT}/Settings"
ACTIVE = f"{NAME}.Connection.Active"
UP = 2
"""``NM_ACTIVE_CONNECTION_STATE_ACTIVATED``."""
KINDS = ("vpn", "wireguard")
KEPT = ("0", "4")
"""``NMSettingSecretFlags`` with which the system itself has a secret, or needs none."""
MOST = 60
TIMEOUT, PATIENCE = 3.0, 20.0


class LinuxTunnelControl:
    """Profiles of the kinds ``vpn`` and ``wireguard``; none is made or changed."""

    def __init__(self, bus: str = "", patience: float = PATIENCE) -> None:
        """Take another bus, and how long to wait, in seconds.

        Raises ``PartMissing`` where NetworkManager does not run.
        """
        self._bus, self._patience = bus, patience
        with Bus(bus, TIMEOUT) as talk:
            talk.get(NAME, ROOT, NAME, "State")

    def known(self) -> tuple[KnownVpn, ...]:
        """See the port."""
        with Bus(self._bus, TIMEOUT) as talk:
            paths = talk.call(NAME, ALL, f"{NAME}.Settings", "ListConnections")[0]
            active = {
                str(talk.get(NAME, one, ACTIVE, "Uuid"))
                for one in talk.get(NAME, ROOT, NAME, "ActiveConnections")
            }
            rows = [talk.call(NAME, one, SETTINGS, "GetSettings")[0] for one in paths]
        found = (_read(row) for row in rows[:MOST])
        return tuple(one for one in found if one and one.id not in active)

    def connect(self, vpn: str) -> None:
        """See the port."""
        with Bus(self._bus, TIMEOUT) as talk:
            asked = ("GetConnectionByUuid", "s", (vpn,))
            profile = talk.call(NAME, ALL, f"{NAME}.Settings", *asked)[0]
            wanted = (profile, NOTHING, NOTHING)
            (active,) = talk.call(NAME, ROOT, NAME, "ActivateConnection", "ooo", wanted)
            until = monotonic() + self._patience
            try:
                while talk.get(NAME, active, ACTIVE, "State") != UP:
                    if monotonic() > until:
                        talk.call(
                            NAME, ROOT, NAME, "DeactivateConnection", "o", (active,)
                        )
                        break
                    sleep(0.1)
                else:
                    return
            except BusError:  # it failed, and is gone
                pass
        msg = "the VPN does not come up"
        raise HostError(msg)


def _read(settings: dict[str, Any]) -> KnownVpn | None:
    """Read a profile; nothing where it is no VPN."""
    about = {name: value for name, (_, value) in settings["connection"].items()}
    if (kind := about["type"]) not in KINDS:
        return None
    own = {name: value for name, (_, value) in settings.get(kind, {}).items()}
    kept = {name: str(value) for name, value in own.items()} | own.get("data", {})
    flags = [value for name, value in kept.items() if name.endswith("-flags")]
    return KnownVpn(
        str(about["uuid"]),
        str(about.get("interface-name", "")),
        used=about.get("timestamp", 0) > 0,
        asks=any(one not in KEPT for one in flags),
    )
