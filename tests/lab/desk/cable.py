"""A way to a server that damages what goes over it."""

import socket
import threading
from contextlib import contextmanager, suppress


@contextmanager
def damaging(place, whole, broken):
    """Pass everything on to a server, but break some bytes on their way there."""
    host, port = place.split(":")

    def pump(source, sink, change):
        with suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(change(piece))
            sink.shutdown(socket.SHUT_WR)

    def serve(here):
        with here, socket.create_connection((host, int(port))) as there:
            ends.extend((here, there))
            way = (here, there, lambda piece: piece.replace(whole, broken))
            thread = threading.Thread(target=pump, args=way)
            thread.start()
            pump(there, here, bytes)
            thread.join()

    def listen():
        with suppress(OSError):
            while True:
                thread = threading.Thread(target=serve, args=(server.accept()[0],))
                threads.append(thread)
                thread.start()

    threads, ends = [], []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            for end in (server, *ends):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            listener.join()
            for thread in threads:
                thread.join(20)
                assert not thread.is_alive()
