"""Folders that lie on a server or that a program serves."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Answer = Literal["yes", "none", "broken"]


class RemoteMount(Value):
    """Such a folder: where it is, who serves it, and whether he answers.

    ``server`` is a host, empty where a program on this machine serves it. ``none``
    says that nothing came back in time; ``broken`` that it was said that the folder
    is no longer served, so that it must be opened anew.
    """

    mount: str
    server: str
    kind: str
    answer: Answer = "yes"


class RemoteMounts(Protocol):
    """The mounted folders of others."""

    def asked(self, seconds: float) -> tuple[RemoteMount, ...]:
        """Ask each at once and wait so long; twelve at most.

        Never hangs, whatever the other side does. Those this account may not see are
        left out. Raises ``PartMissing`` where there is none.
        """
