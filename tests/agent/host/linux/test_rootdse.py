"""Whether a directory server answers at a door."""

import socket
from contextlib import contextmanager
from threading import Thread

import pytest

from agent.host.linux import rootdse

BUSY = bytes.fromhex("300c02010165070a013304000400")


@contextmanager
def serving(answer):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _ = server.accept()
            with line:
                line.recv(4096)
                line.sendall(answer) if answer else line.recv(1)

        thread = Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


@pytest.mark.parametrize(
    ("answer", "speaks"), [(BUSY, True), (b"220 mail.example.org", False), (b"", False)]
)
def test_only_an_answer_of_a_directory_counts(answer, speaks):
    """A directory that refuses is there as well."""
    with serving(answer) as port:
        assert rootdse.speaks("127.0.0.1", port, 0.4) is speaks


def test_where_nobody_listens_nobody_speaks():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert not rootdse.speaks("127.0.0.1", port, 0.4)
