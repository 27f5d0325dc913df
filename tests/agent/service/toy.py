"""A counter with a toy behind it, on a socket in a folder of the test."""

import contextlib
import socket
import threading
from time import monotonic

from agent.host.ports.rights import Lent, Told
from agent.service.authority import Caller
from agent.service.protocol import Apply, Offer, Unheard, reply, size
from agent.service.server import Limits, Server

DIGEST, KEY = "a" * 64, "0123456789abcdef" * 2
OFFER = Offer(frozenset({"login.trusted"}), frozenset({"flush_cache"}), DIGEST)


class Desk:
    """Lets in whom it is told to, and remembers what was asked."""

    offer = OFFER

    def __init__(self, uid=1000, reason=None, answer=None, counts=0.0):
        self.uid, self.reason, self.asked, self.left = uid, reason, [], 0
        self._counts = counts + monotonic()
        self._answer = answer or (lambda _: None)

    def caller(self, line):
        return Caller(self.uid, 1)

    def refusal(self, caller):
        return self.reason

    def answer(self, asked, caller):
        self.asked.append(asked)
        mends = isinstance(asked, Apply)
        return self._answer(asked) or (Lent("cured") if mends else Told("healthy"))

    def counts(self):
        return self._counts

    def leave(self, caller):
        self.left += 1


@contextlib.contextmanager
def served(folder, desk, limits=None):
    """Serve on a socket in a folder until the test is done with it."""
    place = str(folder / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen(200)
        limits = limits or Limits(idle=1)
        thread = threading.Thread(target=Server(listener, desk, limits).serve)
        thread.start()
        yield place
        thread.join(30)
        assert not thread.is_alive()


def connect(place):
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(10)
    line.connect(place)
    return line


def hear(line):
    """Return what the service says next; nothing where it hung up."""
    try:
        head = line.recv(4, socket.MSG_WAITALL)
        return reply(line.recv(size(head, 10**6), socket.MSG_WAITALL)) if head else None
    except (ConnectionResetError, BrokenPipeError, Unheard):
        return None
