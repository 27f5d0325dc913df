"""How much of a shared disk an account may use."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Quota(Value):
    """What this account uses on a volume, and what it may; 0 is no limit.

    Bytes, and files. ``over`` says that it has been above what is allowed for so long
    that nothing more is taken, whatever the limit leaves.
    """

    mount: str
    used: int
    limit: int
    files: int = 0
    files_limit: int = 0
    over: bool = False


class Quotas(Protocol):
    """The limits of the account we run as."""

    def own(self) -> tuple[Quota, ...]:
        """Return the limits on the volumes of the system and the home.

        Raises ``PartMissing`` where this account has none, ``HostError`` where the
        kernel does not tell.
        """
