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


class FakeRadioControl:
    """Remembers how it was switched."""

    def __init__(self) -> None:
        """Begin with nothing switched."""
        self.switched = list[bool]()

    def switch(self, on: bool) -> None:  # noqa: FBT001 - as the port has it
        """Remember."""
        self.switched.append(on)
