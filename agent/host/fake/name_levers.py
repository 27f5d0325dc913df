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
