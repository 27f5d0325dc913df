"""Proves to a server who we are by the ticket of this session (RFC 2743, 4752, 4559).

Through MIT Kerberos' own library, which all that signs in by ticket here uses; keys and
tickets never come out of it.
"""

from __future__ import annotations

import ctypes
from base64 import b64encode
from ctypes import (
    POINTER,
    byref,
    c_char,
    c_char_p,
    c_int,
    c_int32,
    c_size_t,
    c_uint32,
    c_void_p,
)
from functools import cache
from typing import Self

from agent.host.linux.libkrb5 import BASE
from agent.host.trouble import HostError, PartMissing

LIBRARY = "libgssapi_krb5.so.2"
MUTUAL, REPLAY, SEQUENCE, PRIVATE, WHOLE = 2, 4, 8, 16, 32
"""Flags of a context (RFC 2744, appendix A)."""
CONTINUE = 1
PRIVATE_LAYER = 4
"""The layer in which all that is said is encrypted (RFC 4752, 3.3)."""
LARGEST = 0xFFFF
SPNEGO = b"\x2b\x06\x01\x05\x05\x02"
"""1.3.6.1.5.5.2, which HTTP's Negotiate speaks (RFC 4178, 4559)."""


class RefusedError(HostError):
    """The library said no; ``code`` is Kerberos' error, as ``libkrb5`` counts them."""

    def __init__(self, known: int, minor: int) -> None:
        """Keep the code."""
        super().__init__(f"no ticket opens this: {known:#x}, {minor}")
        self.code = c_int32(minor).value - BASE


class _Buffer(ctypes.Structure):
    """``gss_buffer_desc``: bytes that the library reads or made."""

    _fields_ = (("size", c_size_t), ("data", POINTER(c_char)))


class _Oid(ctypes.Structure):
    """``gss_OID_desc``: which mechanism."""

    _fields_ = (("size", c_uint32), ("data", c_char_p))


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(LIBRARY)
    except OSError as missing:
        msg = "Kerberos is not installed"
        raise PartMissing(msg) from missing


class Context:
    """One conversation with a service, ``ldap/dc1.example.org@EXAMPLE.ORG``.

    Raises ``HostError`` where there is no ticket, or none is to be had, for it. May
    wait as long as the library does, so it is for a thread one can leave behind.
    """

    def __init__(
        self, service: str, kind: str = "GSS_KRB5_NT_PRINCIPAL_NAME", oid: bytes = b""
    ) -> None:
        """Begin; ``kind`` of name; ``oid``: another mechanism than Kerberos itself."""
        self._library = _library()
        self._context, self._name = c_void_p(), c_void_p()
        self._oid, given = _Oid(len(oid), oid), _given(service.encode())
        named = c_void_p.in_dll(self._library, kind)
        self._do("gss_import_name", byref(given), named, byref(self._name))

    def __enter__(self) -> Self:
        """Return the conversation."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget it."""
        minor = c_uint32()
        delete = self._library.gss_delete_sec_context
        delete(byref(minor), byref(self._context), None)
        self._library.gss_release_name(byref(minor), byref(self._name))

    def step(self, heard: bytes) -> tuple[bytes, bool]:
        """Return what to send next, and whether both sides know each other then."""
        mechanism = c_void_p.in_dll(self._library, "gss_mech_krb5")
        if self._oid.size:
            mechanism = ctypes.cast(byref(self._oid), c_void_p)
        flags = MUTUAL | REPLAY | SEQUENCE | PRIVATE | WHOLE
        said, given = _Buffer(), _given(heard)
        how = (self._name, mechanism, c_uint32(flags), c_uint32(0), None)
        known = self._do(
            "gss_init_sec_context",
            *(None, byref(self._context), *how),
            *(byref(given), None, byref(said), None, None),
        )
        return self._taken(said), known != CONTINUE

    def wrap(self, data: bytes) -> bytes:
        """Encrypt what is sent."""
        said, given, private = _Buffer(), _given(data), c_int()
        way = (c_int(1), c_uint32(0), byref(given), byref(private), byref(said))
        self._do("gss_wrap", self._context, *way)
        return self._taken(said)

    def unwrap(self, data: bytes) -> bytes:
        """Decrypt what came."""
        heard, given = _Buffer(), _given(data)
        self._do("gss_unwrap", self._context, byref(given), byref(heard), None, None)
        return self._taken(heard)

    def _do(self, name: str, *words: object) -> int:
        minor = c_uint32()
        known = int(getattr(self._library, name)(byref(minor), *words)) & 0xFFFFFFFF
        if known >> 16:
            raise RefusedError(known, minor.value)
        return known

    def _taken(self, made: _Buffer) -> bytes:
        data = ctypes.string_at(made.data, made.size) if made.size else b""
        self._library.gss_release_buffer(byref(c_uint32()), byref(made))
        return data


def negotiated(host: str) -> str:
    """Return the header that shows an HTTP proxy or server who we are, once."""
    with Context(f"HTTP@{host}", "GSS_C_NT_HOSTBASED_SERVICE", SPNEGO) as one:
        return f"Negotiate {b64encode(one.step(b'')[0]).decode()}"


def _given(data: bytes) -> _Buffer:
    held = ctypes.create_string_buffer(data, len(data) or 1)
    return _Buffer(len(data), ctypes.cast(held, POINTER(c_char)))
