"""What this account may have the system do by itself, where IT gave it such rights."""

from __future__ import annotations

from agent.typed import Protocol


class OwnRights(Protocol):
    """Rights that go beyond those of an ordinary account, and no password is asked."""

    def suffice(self, levers: tuple[str, ...]) -> bool:
        """Say whether this account may pull these, by the names of their ports.

        ``False`` where none of them is one that such rights could be given for, and
        where nobody can tell.
        """
