"""The lever on the ways out of this machine's own network."""

from __future__ import annotations

from agent.typed import Protocol


class WayControl(Protocol):
    """Default routes of IPv4 as they are now; nothing is written down anywhere."""

    def route(self, adapter: str, gateway: str) -> str:
        """Return the preferred route of these two, in the kernel's own terms.

        Empty where there is none in the table that programs use.
        """

    def put_last(self, route: str) -> None:
        """Have every other default route be preferred to this one; it stays.

        At every moment one of the two is there. Raises ``PermissionError`` where this
        account may not, ``HostError`` where the kernel refuses.
        """

    def put_back(self, route: str) -> None:
        """Have it be as it was; errors as above."""
