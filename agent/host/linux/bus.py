"""One short conversation with the system bus, over jeepney's message layer.

Own I/O because jeepney's waits without end for the bus to say hello, and leaves its
socket open when the bus does not.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from agent.host.linux.places import SYSTEM_BUS
from agent.host.trouble import HostError, PartMissing

if TYPE_CHECKING:
    from types import TracebackType

THE_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"
NOBODY = ("ServiceUnknown", "NameHasNoOwner")
FORBIDDEN = (
    "AccessDenied",
    "AuthFailed",
    "InteractiveAuthorizationRequired",
    "NotAuthorized",
    "PermissionDenied",
)
"""How the names of errors end, or go on, that mean: not with your rights."""

Body = tuple[Any, ...]


class BusError(HostError):
    """The other side said no; ``name`` is the D-Bus name of the error."""

    def __init__(self, name: str, said: str) -> None:
        """Keep the name and what was said with it."""
        super().__init__(f"{name}: {said}" if said else name)
        self.name = name


class Bus:
    """A connection, to be used with ``with`` and by one thread.

    ``place`` is the path of the socket, else ``DBUS_SYSTEM_BUS_ADDRESS``, else the
    usual one. ``timeout`` is in seconds: for connecting, and for each call that says
    nothing else; ``lasts`` is for all of those together, 0 for no limit. ``name`` is
    ours on the bus.

    Raises ``PartMissing`` where no bus listens or nobody has the name,
    ``PermissionError`` where our rights do not suffice, ``HostError`` where there is
    no answer in time, ``BusError`` where it is any other error.
    """

    def __init__(self, place: str = "", timeout: float = 1.5, lasts: float = 0) -> None:
        """Connect and say hello."""
        from jeepney.low_level import Parser  # type: ignore[import-untyped]

        self._timeout, self._serial = timeout, 0
        self._until = monotonic() + (lasts or float("inf"))
        self._signals: deque[Any] = deque(maxlen=1000)
        self._parser = Parser()
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._begin(place, monotonic() + timeout)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        """Return the connection."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up."""
        self._socket.close()

    def call(  # noqa: PLR0913, PLR0917 - the parts of a D-Bus call
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: Body = (),
        *,
        timeout: float = 0,
        wake: bool = False,
    ) -> Body:
        """Call a method and return what it returns; see the class for errors.

        A service that does not run is not started for this, unless ``wake``.
        """
        from jeepney import DBusAddress, MessageFlag, new_method_call  # type: ignore[import-untyped]

        address = DBusAddress(path, bus_name=service, interface=interface)
        message = new_method_call(address, member, signature or None, body)
        if not wake:
            message.header.flags |= MessageFlag.no_auto_start
        self._serial += 1
        until = monotonic() + (timeout or self._timeout)
        until = until if timeout else min(until, self._until)
        what = f"{service} ({member})"
        self._send(message.serialise(serial=self._serial), until, what)
        return self._reply(service, what, until)

    def get(self, service: str, path: str, interface: str, name: str) -> Any:
        """Return one property."""
        asked = ("Get", "ss", (interface, name))
        return self.call(service, path, PROPERTIES, *asked)[0][1]

    def get_all(self, service: str, path: str, interface: str) -> dict[str, Any]:
        """Return all properties of an interface, by name."""
        asked = ("GetAll", "s", (interface,))
        told = self.call(service, path, PROPERTIES, *asked)[0]
        return {name: value for name, (_, value) in told.items()}

    def listen(self, interface: str, member: str) -> None:
        """Ask the bus for a signal; ``hear`` yields what comes from now on."""
        rule = f"type='signal',interface='{interface}',member='{member}'"
        self.call(*THE_BUS, "AddMatch", "s", (rule,))

    def hear(self, interface: str, member: str, timeout: float) -> Iterator[Body]:
        """Yield the bodies of a signal; after ``timeout`` seconds ``HostError``."""
        until = monotonic() + timeout
        while True:
            while self._signals:
                message = self._signals.popleft()
                if _field(message, "interface", "member") == (interface, member):
                    yield message.body
            self._keep(self._message(until, f"{interface}.{member}"))

    def _begin(self, place: str, until: float) -> None:
        """Connect, prove who we are (D-Bus specification, EXTERNAL), say hello."""
        from jeepney.auth import BEGIN, AuthenticationError, Authenticator  # type: ignore[import-untyped]

        bus = "the system bus"
        try:
            self._socket.settimeout(max(0.001, until - monotonic()))
            self._socket.connect(_place(place))
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as no:
            msg = "this machine has no system bus"
            raise PartMissing(msg) from no
        except PermissionError as no:
            msg = "the system bus does not let this account in"
            raise PermissionError(msg) from no
        except OSError as trouble:
            raise _silent(bus, trouble) from trouble
        proof = Authenticator()
        try:
            for line in proof:
                self._send(line, until, bus)
                proof.feed(self._read(until, bus))
        except AuthenticationError as no:
            msg = "the system bus does not believe who we are"
            raise HostError(msg) from no
        self._send(BEGIN, until, bus)
        left = max(0.001, until - monotonic())
        self.name = str(self.call(*THE_BUS, "Hello", timeout=left)[0])

    def _send(self, data: bytes, until: float, what: str) -> None:
        try:
            self._socket.settimeout(max(0.001, until - monotonic()))
            self._socket.sendall(data)
        except OSError as trouble:
            raise _silent(what, trouble) from trouble

    def _read(self, until: float, what: str) -> bytes:
        try:
            self._socket.settimeout(max(0.001, until - monotonic()))
            if data := self._socket.recv(65536):
                return data
        except OSError as trouble:
            raise _silent(what, trouble) from trouble
        msg = f"{what} hung up"
        raise HostError(msg)

    def _message(self, until: float, what: str) -> Any:
        while (message := self._parser.get_next_message()) is None:
            self._parser.add_data(self._read(until, what))
        return message

    def _keep(self, message: Any) -> None:
        """Put a signal aside for whoever listens; forget what else came."""
        if message.header.message_type.name == "signal":
            self._signals.append(message)

    def _reply(self, service: str, what: str, until: float) -> Body:
        """Wait for the answer to the last call."""
        while True:
            message = self._message(until, what)
            if _field(message, "reply_serial") == (self._serial,):
                break
            self._keep(message)
        if message.header.message_type.name != "error":
            body: Body = message.body
            return body
        name = str(_field(message, "error_name")[0])
        said = str(message.body[0]) if message.body else ""
        last = name.rpartition(".")[2]
        if last in NOBODY:
            msg = f"{service} does not run here"
            raise PartMissing(msg)
        if last.startswith(FORBIDDEN):
            msg = f"{service} wants more rights than this account has"
            raise PermissionError(msg)
        raise BusError(name, said)


def _place(place: str) -> str:
    """Return the socket's path; that of the environment where it names a usable one."""
    from jeepney.bus import get_bus  # type: ignore[import-untyped]

    if not place and (address := os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")):
        with suppress(ValueError, KeyError, RuntimeError):
            place = get_bus(address)
    return place or SYSTEM_BUS


def _silent(what: str, trouble: OSError) -> HostError:
    late = isinstance(trouble, TimeoutError)
    return HostError(f"{what} {'did not answer in time' if late else 'hung up'}")


def _field(message: Any, *names: str) -> Body:
    """Return header fields by name, nothing where one is not there."""
    by_name = {field.name: value for field, value in message.header.fields.items()}
    return tuple(by_name.get(name) for name in names)
