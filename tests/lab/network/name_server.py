"""A name server that misbehaves on command."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from tests.lab.network.datagrams import Datagrams

Zone = Mapping[str, tuple[str, ...]]
Manner = Callable[[dns.message.Message, Zone], dns.message.Message | None]


class NameServer(Datagrams):
    """Answers by UDP from a zone, the way its ``manner`` says; None is silence."""

    def __init__(self, bound: socket.socket, zone: Zone) -> None:
        """Serve on a bound socket until it is closed."""
        self.zone, self._whole = zone, zone
        self.manner: Manner = well
        super().__init__(bound, self._reply)

    def heal(self) -> None:
        """Behave again."""
        self.manner, self.zone = well, self._whole

    def _reply(self, asked: bytes) -> bytes | None:
        try:
            answer = self.manner(dns.message.from_wire(asked), self.zone)
        except dns.exception.DNSException:
            return None
        return answer.to_wire() if answer else None


def well(query: dns.message.Message, zone: Zone) -> dns.message.Message:
    """Answer from the zone; a name that is not in it does not exist."""
    answer = dns.message.make_response(query, recursion_available=True)
    asked = query.question[0]
    name = asked.name.to_text(omit_final_dot=True).lower()
    if name not in zone:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    wanted = {dns.rdatatype.A: ".", dns.rdatatype.AAAA: ":"}.get(asked.rdtype, " ")
    if addresses := [one for one in zone[name] if wanted in one]:
        kind = dns.rdatatype.to_text(asked.rdtype)
        answer.answer.append(dns.rrset.from_text(asked.name, 5, "IN", kind, *addresses))
    return answer


def silent(_: dns.message.Message, __: Zone) -> None:
    """Never answer."""


def failing(query: dns.message.Message, _: Zone) -> dns.message.Message:
    """Answer SERVFAIL, as a forwarder does that reaches nobody."""
    return _code(query, dns.rcode.SERVFAIL)


def unknowing(query: dns.message.Message, _: Zone) -> dns.message.Message:
    """Answer NXDOMAIN to everything."""
    return _code(query, dns.rcode.NXDOMAIN)


def refusing(query: dns.message.Message, _: Zone) -> dns.message.Message:
    """Answer REFUSED to everything."""
    return _code(query, dns.rcode.REFUSED)


def slow(seconds: float) -> Manner:
    """Answer well, after a while."""

    def late(query: dns.message.Message, zone: Zone) -> dns.message.Message:
        time.sleep(seconds)
        return well(query, zone)

    return late


def _code(query: dns.message.Message, code: dns.rcode.Rcode) -> dns.message.Message:
    answer = dns.message.make_response(query, recursion_available=True)
    answer.set_rcode(code)
    return answer
