"""A healthy fake of moments."""

from __future__ import annotations

from agent.host.trouble import HostError


class FakeMoments:
    """A quiet hour; ``signs`` by moment, ``mute`` moments do not tell."""

    def __init__(
        self,
        signs: dict[str, tuple[str, ...]] | None = None,
        mute: tuple[str, ...] = (),
    ) -> None:
        """Take what goes on."""
        self._signs, self._mute = signs or {}, mute
        self.asked: list[str] = []

    def in_call(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("in_call")

    def presenting(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("presenting")

    def remote_session(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("remote_session")

    def low_battery(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("low_battery")

    def metered(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("metered")

    def drive_failing(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("drive_failing")

    def updating(self) -> tuple[str, ...]:
        """Return what was given."""
        return self._told("updating")

    def _told(self, moment: str) -> tuple[str, ...]:
        self.asked.append(moment)
        if moment in self._mute:
            msg = f"nobody tells whether it is {moment}"
            raise HostError(msg)
        return self._signs.get(moment, ())
