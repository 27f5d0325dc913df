"""Asks MIT Kerberos' own library, which knows every kind of cache and keytab.

Keys and tickets never come out of it. It may wait long for servers: ``Session`` is for
a thread that one can leave behind.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_char_p, c_int32, c_void_p
from functools import cache

from agent.host.trouble import HostError, PartMissing

LIBRARY = "libkrb5.so.3"
BASE = -1765328384
"""Where the library's errors begin; the first are those of the protocol (krb5.h)."""
CREDENTIALS = 256
"""Bytes that ``krb5_creds`` takes at most on any machine; it has 112 on amd64."""


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(LIBRARY)
    except OSError as missing:
        msg = "Kerberos is not installed"
        raise PartMissing(msg) from missing


class RefusedError(HostError):
    """The library said no; ``code`` is its error, relative to those of RFC 4120."""

    def __init__(self, name: str, code: int) -> None:
        """Keep the code."""
        super().__init__(f"Kerberos did not do it: {name}, {code}")
        self.code = code


class Session:
    """One use of the library, with the settings of this session."""

    def __init__(self) -> None:
        """Read the settings."""
        self._library, self._context = _library(), c_void_p()
        if code := self._library.krb5_init_context(byref(self._context)):
            msg = f"the settings of Kerberos are not to be used: {code - BASE}"
            raise HostError(msg)

    def owners(self) -> list[str]:
        """Return whom the caches of this session belong to, ``els@EXAMPLE.ORG``."""
        cursor = c_void_p()
        found: list[str] = []
        self._do("krb5_cccol_cursor_new", byref(cursor))
        try:
            while True:
                kept = c_void_p()
                self._do("krb5_cccol_cursor_next", cursor, byref(kept))
                if not kept:
                    return found
                try:
                    found += self._owner(kept)
                finally:
                    self._do("krb5_cc_close", kept)
        finally:
            self._do("krb5_cccol_cursor_free", byref(cursor))

    def sign_in(self, principal: str, keytab: str) -> None:
        """Sign in with a key, and forget the ticket. Raises ``RefusedError``."""
        with self._principal(principal) as whom, self._keytab(keytab) as keys:
            ticket = (ctypes.c_char * CREDENTIALS)()
            how = (whom, keys, c_int32(0), None, None)
            self._do("krb5_get_init_creds_keytab", byref(ticket), *how)
            self._library.krb5_free_cred_contents(self._context, byref(ticket))

    def close(self) -> None:
        """Forget the settings."""
        self._library.krb5_free_context(self._context)

    def _owner(self, kept: c_void_p) -> Iterator[str]:
        """Yield the owner of a cache, if it has one: an empty one belongs to nobody."""
        whom, text = c_void_p(), c_char_p()
        if self._library.krb5_cc_get_principal(self._context, kept, byref(whom)):
            return
        try:
            self._do("krb5_unparse_name", whom, byref(text))
            yield (text.value or b"").decode("utf-8", "replace")
            self._library.krb5_free_unparsed_name(self._context, text)
        finally:
            self._library.krb5_free_principal(self._context, whom)

    @contextmanager
    def _principal(self, name: str) -> Iterator[c_void_p]:
        whom = c_void_p()
        self._do("krb5_parse_name", name.encode(), byref(whom))
        try:
            yield whom
        finally:
            self._library.krb5_free_principal(self._context, whom)

    @contextmanager
    def _keytab(self, path: str) -> Iterator[c_void_p]:
        keys = c_void_p()
        self._do("krb5_kt_resolve", f"FILE:{path}".encode(), byref(keys))
        try:
            yield keys
        finally:
            self._library.krb5_kt_close(self._context, keys)

    def _do(self, name: str, *words: object) -> None:
        code = getattr(self._library, name)(self._context, *words)
        if code:
            raise RefusedError(name, code - BASE)
