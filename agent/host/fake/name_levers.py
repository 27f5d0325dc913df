"""Levers of names that remember being pulled, and move nothing."""

from __future__ import annotations


class FakeHostsFileControl:
    """A hosts file that has the names of ``held``."""

    def __init__(self, *held: str) -> None:
        """Take the names that the file has."""
        self.held, self._copies = set(held), dict[str, set[str]]()

    def keep(self, names: tuple[str, ...]) -> str:
        """Keep a copy where there is anything to take out."""
        if not self.held & set(names):
            return ""
        mark = f"copy{len(self._copies)}"
        self._copies[mark] = set(self.held)
        return mark

    def silence(self, names: tuple[str, ...]) -> None:
        """Take names out."""
        self.held -= set(names)

    def put_back(self, kept: str) -> None:
        """Put the copy back."""
        self.held = self._copies.pop(kept)


class FakeNameServiceControl:
    """Remembers what was restarted."""

    def __init__(self, trouble: Exception | None = None) -> None:
        """Take what goes wrong."""
        self._trouble, self.restarted = trouble, list[str]()

    def restart(self, name: str) -> None:
        """Remember the name."""
        if self._trouble:
            raise self._trouble
        self.restarted.append(name)


class FakeNameServersControl:
    """An adapter that asks others than the network named."""

    def __init__(
        self, used: tuple[str, ...], lent: tuple[str, ...] = ("10.0.0.1",)
    ) -> None:
        """Take whom it asks and who was named."""
        self.asked, self._lent = used, lent

    def lent(self) -> dict[str, tuple[str, ...]]:
        """Return who was named."""
        return {"eth0": self._lent} if self._lent else {}

    def used(self, adapter: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return whom it asks."""
        return self.asked

    def use(self, adapter: str, servers: tuple[str, ...]) -> None:  # noqa: ARG002
        """Ask others."""
        self.asked = servers
