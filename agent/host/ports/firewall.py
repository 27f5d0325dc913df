"""What this machine itself keeps from leaving."""

from __future__ import annotations

from agent.typed import Literal, Protocol

Exit = Literal["open", "held back", "unknown"]
"""A connection got an answer of any kind from outside; this machine itself kept all of
them from leaving; or neither can be said."""


class OwnFirewall(Protocol):
    """Whatever on this machine stops what it sends: a firewall, or a VPN's lock."""

    def refused(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the name servers to whom the kernel forbids to send, by UDP.

        Only those are told that were tried; each gets one question for the root, the
        answer to which nobody waits for. Takes 0.3 seconds at most.
        """

    def names_by_other_means(self, cache: str, below: str) -> bool:
        """Say whether our own cache can ask somebody all the same, as under TLS.

        It is asked for a name it cannot know, below one that IT has named; any answer
        but failure counts. Takes a second at most.
        """

    def web(self, urls: tuple[str, ...], proxy: str) -> Exit:
        """Begin to connect to hosts of the web, or to the proxy there is.

        ``proxy`` as in ``Web``. Takes 3.4 seconds at most, where nobody answers.
        """
