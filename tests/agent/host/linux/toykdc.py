"""A Kerberos server of our own on loopback: it answers one question as it is told."""

import socket
import time
from contextlib import contextmanager
from threading import Thread

from agent.host.linux import der

LOCKED = 0xC0000234


def error(code, at=None, data=b""):
    """Write a KRB-ERROR as RFC 4120, 5.9.1 has it."""
    stamp = time.strftime("%Y%m%d%H%M%SZ", time.gmtime(at or time.time()))
    field = lambda place, what: der.item(der.EXPLICIT + place, what)  # noqa: E731
    rows = [
        field(0, der.number(5)),
        field(1, der.number(30)),
        field(4, der.item(der.TIME, stamp.encode())),
        field(5, der.number(250_000)),
        field(6, der.number(code)),
        *([field(12, der.item(der.BYTES, data))] if data else []),
    ]
    return der.item(der.APPLICATION + 30, der.item(der.SEQUENCE, *rows))


def extended(status):
    """Write the KERB-ERROR-DATA of MS-KILE with an NTSTATUS in it."""
    value = der.item(der.BYTES, status.to_bytes(4, "little") + bytes(8))
    return der.item(der.SEQUENCE, der.item(0xA1, der.number(3)), der.item(0xA2, value))


@contextmanager
def serving(answer, frame=True):
    """Serve one connection on loopback; nothing at all is said for None."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _ = server.accept()
            with line:
                heard.append(line.recv(4096))
                if answer is None:
                    line.recv(1)
                else:
                    size = len(answer).to_bytes(4, "big") if frame else b""
                    line.sendall(size + answer)

        thread = Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], heard
        thread.join(5)
