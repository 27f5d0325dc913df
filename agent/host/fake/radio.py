"""Healthy fakes of what sends by radio."""

from __future__ import annotations

from agent.host.ports.radio import Radio, Usual


class FakeRadios:
    """One sender, switched on."""

    def __init__(
        self,
        wireless: tuple[Radio, ...] = (Radio("phy0", soft=False, hard=False),),
        usual: Usual = "",
    ) -> None:
        """Take what the machine would answer."""
        self._wireless, self._usual = wireless, usual

    def wireless(self) -> tuple[Radio, ...]:
        """Return the senders."""
        return self._wireless

    def usual(self) -> Usual:
        """Return what this machine was last connected by."""
        return self._usual
