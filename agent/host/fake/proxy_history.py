"""A healthy fake of what earlier runs saw of the proxy."""

from __future__ import annotations


class FakeProxyHistory:
    """No proxy was ever seen, unless a test says which."""

    def __init__(self, *worked: str) -> None:
        """Take what worked, the newest first."""
        self._worked = worked

    def worked(self) -> tuple[str, ...]:
        """Return it."""
        return self._worked
