"""Healthy fakes of cable and radio."""

from __future__ import annotations

from agent.host.ports.carriers import Cable, Signal


class FakeCarriers:
    """A good cable and a strong signal."""

    def __init__(
        self,
        cables: tuple[Cable, ...] = (
            Cable("eth0", 1000, half=False, broken=0, whole=400),
        ),
        signals: tuple[Signal, ...] = (Signal("wlan0", 70),),
    ) -> None:
        """Take what the machine would answer."""
        self._cables, self._signals = cables, signals

    def cables(self) -> tuple[Cable, ...]:
        """Return the cables."""
        return self._cables

    def signals(self) -> tuple[Signal, ...]:
        """Return the signals."""
        return self._signals
