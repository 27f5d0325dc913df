"""The parts of a machine that reach the web, directly or through a proxy."""

from __future__ import annotations

from agent.typed import Literal, Protocol

Passage = Literal["through", "sign-in", "ticket", "ntlm", "forbidden", "silent"]
"""What a proxy says to somebody who wants to pass: yes; who are you (HTTP 407, for a
password); the same, for a ticket that a browser shows unasked (Negotiate), or by NTLM
and no ticket; no (403); or nothing that tells."""


class Proxies(Protocol):
    """Through whom this machine is set up to reach the web."""

    def configured(self) -> str:
        """Return ``http://host:port`` of this session's proxy; empty without one.

        Who signs in there is nobody's business and is not told.
        """

    def answers(self, proxy: str) -> bool:
        """Say whether the proxy accepts a connection within two seconds."""

    def lets(self, proxy: str, urls: tuple[str, ...]) -> dict[str, Passage]:
        """Ask a proxy, as in ``Web``, to pass to each address.

        Those that this session reaches past its proxy are let through. Raises
        ``HostError`` where it is no HTTP proxy. Takes 3 seconds at most.
        """


Page = Literal["expected", "error", "other", "silent", "passed on", "sign-in"]
"""A page came with the text it should have; with an HTTP status of 400 or more that
is no portal's (not 511, RFC 6585); came otherwise; or did not come. Through a proxy
an error is ``passed on``, as it may be the proxy's own, and 407 is ``sign-in``."""
Endpoint = Literal[
    "open",
    "ill",
    "certificate",
    "broken",
    "closed",
    "unknown",
    "forbidden",
    "sign-in",
]
"""How far one gets with an ``https://`` address: all the way; to a server that says
twice, to HEAD and to GET, that it cannot (HTTP 5xx); to a certificate we refuse; to a
connection without a TLS handshake; to no connection; not even to an address; or to a
proxy that says no, or wants to know who asks. Who shows a certificate we trust and
then thinks is open."""


class Web(Protocol):
    """The world outside, directly or through a proxy.

    ``proxy`` is ``http://host:port``; empty for the proxy of this session, if any.
    Nothing is followed, stored or sent along. Each question raises ``HostError`` where
    that proxy speaks something else than HTTP.
    """

    def pages(self, wanted: tuple[tuple[str, str], ...], proxy: str) -> dict[str, Page]:
        """Fetch pages that begin with a known text; return what became of each.

        One page that is as it should be ends the waiting for the others, which takes
        3.4 seconds at most.
        """

    def endpoints(self, urls: tuple[str, ...], proxy: str) -> dict[str, Endpoint]:
        """Go as far as one can with each address.

        Takes 4 seconds at most, and 2.5 where none takes a handshake.
        """
