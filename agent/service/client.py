"""Asks the service on this machine, for an account that has fewer rights."""

from __future__ import annotations

import os
import socket
from time import monotonic

from agent.host.ports.rights import Lent, Told
from agent.host.trouble import HostError, PartMissing
from agent.service.protocol import (
    HEAD,
    LONGEST_ANSWER,
    Apply,
    Ask,
    CheckId,
    Digest,
    FixId,
    Key,
    Ready,
    Reason,
    Refusal,
    Reply,
    Request,
    Unheard,
    reply,
    sentence,
    size,
)

GREETING = 5.0
"""Seconds until the service has started and said who may ask."""
ASKING, MENDING = 15.0, 240.0
"""Seconds for an answer. The service ends what takes longer by itself."""
SAID = {
    Reason.WHO: "IT's rules do not lend the rights of the system to this account",
    Reason.BUSY: "the service that lends rights has too much to do",
    Reason.SHAPE: "the service that lends rights did not understand",
    Reason.UNKNOWN: "the service that lends rights does not know this",
    Reason.VERSION: "the service that lends rights is of another version",
    Reason.RULES: "IT's rules for the service that lends rights are not right",
}


class Client:
    """One connection for each wish, as the service wants it."""

    def __init__(self, place: str, digest: str) -> None:
        """Take the path of the socket, and the digest of our own catalogue."""
        self._place, self._digest = place, Digest(digest)

    def greet(self) -> None:
        """See ``agent.host.ports.rights``."""
        self._said(None, GREETING)

    def ask(self, check: str) -> Told:
        """See ``agent.host.ports.rights``."""
        told = self._said(Ask(CheckId(check), self._digest), ASKING)
        if not isinstance(told, Told):
            raise _strange()
        return told

    def apply(self, fix: str) -> Lent:
        """See ``agent.host.ports.rights``."""
        key = Key(os.urandom(16).hex())
        lent = self._said(Apply(FixId(fix), key, self._digest), MENDING)
        if not isinstance(lent, Lent):
            raise _strange()
        return lent

    def _said(self, wish: Request | None, seconds: float) -> Reply:
        """Hear who may ask, say what for if for anything, and return the answer."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(GREETING)
                line.connect(self._place)
                ready = _heard(line, GREETING)
                _same(ready, self._digest)
                if wish is None:
                    return ready
                line.sendall(sentence(wish))
                return _heard(line, seconds)
        except (FileNotFoundError, ConnectionRefusedError) as gone:
            msg = "this machine has no service that lends rights"
            raise PartMissing(msg) from gone
        except PermissionError:
            raise
        except OSError as trouble:
            late = isinstance(trouble, TimeoutError)
            what = "did not answer in time" if late else "hung up"
            msg = f"the service that lends rights {what}"
            raise HostError(msg) from trouble


def _same(ready: Reply, digest: Digest) -> None:
    """Raise where the service greets otherwise, or has another catalogue than we."""
    if not isinstance(ready, Ready):
        raise _strange()
    if ready.catalogue != digest:
        raise PermissionError(SAID[Reason.VERSION])


def _heard(line: socket.socket, seconds: float) -> Reply:
    """Return what the service says; ``PermissionError`` where it says no."""
    until = monotonic() + seconds
    try:
        length = size(_exactly(line, HEAD, until), LONGEST_ANSWER)
        said = reply(_exactly(line, length, until))
    except Unheard as wrong:
        raise _strange() from wrong
    if isinstance(said, Refusal):
        lacking = said.reason is Reason.UNKNOWN
        raise (PartMissing if lacking else PermissionError)(SAID[said.reason])
    return said


def _exactly(line: socket.socket, count: int, until: float) -> bytes:
    got = b""
    while len(got) < count:
        line.settimeout(max(0.001, until - monotonic()))
        more = line.recv(count - len(got))
        if not more:
            msg = "hung up"
            raise ConnectionResetError(msg)
        got += more
    return got


def _strange() -> HostError:
    return HostError("the service that lends rights said something else")
