"""A server that never comes to an end, on a real socket."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress

HEAD = b"HTTP/1.1 200 OK\r\n"
ENDLESS = b"Content-Length: 1000000\r\n\r\n"
WAYS = {
    "says nothing": (b"", b""),
    "begins and says no more": (HEAD, b""),
    "a byte of its headers now and then": (HEAD + b"X: ", b"x"),
    "headers without end": (HEAD, b"X-More: and more\r\n" * 500),
    "a byte of its answer now and then": (HEAD + ENDLESS, b"x"),
    "a piece of its answer now and then": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n",
    ),
    "an answer without end": (HEAD + b"\r\n", b"x" * 65536),
    "something else than HTTP without end": (b"", b"x" * 65536),
}
"""What it begins with, and what it says from then on, again and again."""


@contextmanager
def loris(begins, goes_on, pause=0.02, script=(), tls=None):
    """Serve so; when somebody hung up is noted in ``gone``.

    ``script``: what is said before anything is heard, and after each time.
    """
    ends, gone, over = [], [], threading.Event()

    def serve(one):
        with suppress(OSError):
            one = tls.wrap_socket(one, server_side=True) if tls else one
            for line in script:
                one.sendall(line)
                if line is not script[-1]:
                    one.recv(65536)
            if not script:
                one.recv(65536)
            one.sendall(begins)
            while not over.is_set():
                one.sendall(goes_on)
                if len(goes_on) < 100:
                    over.wait(pause)
                one.setblocking(False)
                with suppress(BlockingIOError, ssl.SSLWantReadError):
                    if one.recv(65536) == b"":
                        break
                one.setblocking(True)
        gone.append(time.monotonic())
        one.close()

    def listen():
        with suppress(OSError):
            while True:
                ends.append(threading.Thread(target=serve, args=(server.accept()[0],)))
                ends[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = threading.Thread(target=listen)
        listener.start()
        try:
            where = "https://localhost" if tls else "http://127.0.0.1"
            yield f"{where}:{server.getsockname()[1]}", gone
        finally:
            over.set()
            server.shutdown(socket.SHUT_RDWR)
            for one in (listener, *ends):
                one.join(10)
