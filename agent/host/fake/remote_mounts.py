"""A healthy fake of folders on servers."""

from __future__ import annotations

from agent.host.ports.remote_mounts import RemoteMount


class FakeRemoteMounts:
    """One share that answers."""

    def __init__(self, *mounts: RemoteMount) -> None:
        """Take the mounts, else the one."""
        self._mounts = mounts or (RemoteMount("/srv/team", "files", "nfs4"),)

    def asked(self, seconds: float) -> tuple[RemoteMount, ...]:  # noqa: ARG002
        """Return them."""
        return self._mounts
