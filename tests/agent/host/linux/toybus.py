"""A message bus of our own on a Unix socket: it answers as it is told, byte by byte."""

import socket
from contextlib import contextmanager
from threading import Thread

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.low_level import Parser

SILENCE, HANG_UP = object(), object()
ERROR = "org.freedesktop.DBus.Error."


class Refusal(Exception):
    """An error by its D-Bus name."""


class ToyBus:
    """``answers`` is called with path, interface, member and body of each call.

    It returns a signature and a body, ``SILENCE`` or ``HANG_UP``, or raises a
    ``Refusal``; what is in ``before`` and ``signals`` goes out around the answer, once.
    """

    def __init__(self, place, answers, proof=b"OK 1234\r\n"):
        self.place, self._answers, self._proof = place, answers, proof
        self.calls, self.before, self.signals, self.flags = [], [], [], []

    def serve(self, listener):
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                self._talk(line)

    def _talk(self, line):
        line.recv(1024)
        if not self._proof:
            line.recv(1024)
            return
        line.sendall(self._proof)
        data = line.recv(65536)
        parser = Parser()
        parser.add_data(data.removeprefix(b"BEGIN\r\n"))
        serial = 0
        while True:
            while (message := parser.get_next_message()) is not None:
                for answer in self._answer(message):
                    serial += 1
                    line.sendall(answer.serialise(serial=serial))
                if not self._going:
                    return
            data = line.recv(65536)
            if not data:
                return
            parser.add_data(data)

    _going = True

    def _answer(self, message):
        fields = message.header.fields
        member = fields[HeaderFields.member]
        where = fields[HeaderFields.path], fields[HeaderFields.interface]
        if member in ("Hello", "AddMatch", "Subscribe"):
            return [new_method_return(message, "s", (":1.1",))]
        self.calls.append((member, message.body))
        self.flags.append(int(message.header.flags))
        try:
            answer = self._answers(*where, member, message.body)
        except Refusal as no:
            return [new_error(message, str(no), "s", ("as it is",))]
        if answer is SILENCE:
            return []
        if answer is HANG_UP:
            self._going = False
            return []
        sent = [*self.before, new_method_return(message, *answer), *self.signals]
        self.before, self.signals = [], []
        return sent


def signal(interface, member, signature, body, path="/"):
    address = DBusAddress(path, interface=interface)
    made = new_signal(address, member, signature, body)
    assert made.header.message_type is MessageType.signal
    return made


def late_answer(*answer):
    """Make an answer to a call that nobody waits for any more."""
    call = new_method_call(DBusAddress("/", bus_name="org.example.Toy"), "Old")
    call.header.serial = 99
    return new_method_return(call, *answer)


@contextmanager
def toy_bus(folder, answers, proof=b"OK 1234\r\n"):
    """Run a bus in a folder; all its lines are closed at the end."""
    bus = ToyBus(f"{folder}/bus", answers, proof)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(bus.place)
        listener.listen()
        thread = Thread(target=bus.serve, args=(listener,))
        thread.start()
        try:
            yield bus
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)
            assert not thread.is_alive()
