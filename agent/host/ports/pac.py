"""The part of a machine that reads the script which chooses a proxy (PAC)."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

State = Literal["fine", "silent", "page", "broken"]
"""A script came and looks like one; none came; a web page came in its stead; or what
came cannot be a script: it lacks ``FindProxyForURL``, or ends in the middle."""


class Script(Value):
    """What can be told of a script without running it.

    ``proxies``: the ``http://host:port`` it names, in its order, ten at most.
    ``past_them``: it offers to go on without a proxy where one does not answer.
    """

    state: State
    proxies: tuple[str, ...] = ()
    past_them: bool = False


class Pac(Protocol):
    """Scripts that say through which proxy an address is reached."""

    def script(self, url: str) -> Script:
        """Fetch a script, without a proxy; takes 2.5 seconds at most."""
