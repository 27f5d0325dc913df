"""The ticket caches of this session, by MIT Kerberos' own library (krb5.h)."""

from __future__ import annotations

import ctypes
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import byref, c_char_p, c_int32, c_uint, c_void_p

from agent.host.linux.libkrb5 import CREDENTIALS, Session
from agent.host.ports.tickets import TicketLife
from agent.host.trouble import HostError

MOST = 100


class _Credentials(ctypes.Structure):
    """The head of ``krb5_creds``, as far as its times; the library knows the rest."""

    _fields_ = (
        ("magic", c_int32),
        ("client", c_void_p),
        ("server", c_void_p),
        ("key_magic", c_int32),
        ("key_kind", c_int32),
        ("key_length", c_uint),
        ("key", c_void_p),
        ("auth_time", c_int32),
        ("start_time", c_int32),
        ("end_time", c_int32),
        ("renew_till", c_int32),
        ("rest", ctypes.c_char * CREDENTIALS),
    )


class Caches(Session):
    """The caches of this session."""

    def life(self, cache: c_void_p) -> TicketLife | None:
        """Return how long its ticket that gets others lasts; None without one."""
        lives = [life for server, life in self._rows(cache) if server[:7] == "krbtgt/"]
        return max(lives, key=lambda life: life.left, default=None)

    def default_life(self) -> TicketLife | None:
        """Return the same of the default cache."""
        with self._default() as cache:
            return self.life(cache)

    def renew(self) -> None:
        """Renew the ticket of the default cache; see the port."""
        with self._default() as cache, self._owned(cache) as whom:
            made = _Credentials()
            self._do("krb5_get_renewed_creds", byref(made), whom, cache, None)
            try:
                self._put(cache, whom, made)
            finally:
                self._library.krb5_free_cred_contents(self._context, byref(made))

    def current(self) -> str:
        """Return the full name of the default cache."""
        with self._default() as cache:
            return self._named(cache)

    def all(self) -> list[tuple[str, str, TicketLife | None]]:
        """Return name, owner and life of each cache."""
        found: list[tuple[str, str, TicketLife | None]] = []
        cursor = c_void_p()
        self._do("krb5_cccol_cursor_new", byref(cursor))
        try:
            while len(found) < MOST:
                kept = c_void_p()
                self._do("krb5_cccol_cursor_next", cursor, byref(kept))
                if not kept:
                    break
                with self._closing(kept):
                    owner = next(iter(self._owner(kept)), "")
                    found.append((self._named(kept), owner, self.life(kept)))
        finally:
            self._do("krb5_cccol_cursor_free", byref(cursor))
        return found

    def use(self, name: str) -> None:
        """Make a cache the default one of its collection."""
        cache = c_void_p()
        self._do("krb5_cc_resolve", name.encode(), byref(cache))
        with self._closing(cache):
            self._do("krb5_cc_switch", cache)

    def _put(self, cache: c_void_p, whom: c_void_p, made: _Credentials) -> None:
        """Keep a ticket in the place of all that a cache holds.

        Where that is a file, a new one takes its place in one step: a full disk must
        not cost the old one.
        """
        name = self._named(cache)
        path = name.partition(":")[2].removeprefix(":")
        if not name.startswith(("FILE:", "DIR:")):
            self._filled(cache, whom, made)
            return
        new, beside = c_void_p(), f"{path}.{secrets.token_hex(8)}"
        self._do("krb5_cc_resolve", f"FILE:{beside}".encode(), byref(new))
        try:
            with self._closing(new):
                self._filled(new, whom, made)
            os.rename(beside, path)
        except OSError as trouble:
            msg = f"the ticket cannot be kept: {trouble.strerror}"
            raise HostError(msg) from trouble
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)

    def _filled(self, cache: c_void_p, whom: c_void_p, made: _Credentials) -> None:
        self._do("krb5_cc_initialize", cache, whom)
        self._do("krb5_cc_store_cred", cache, byref(made))

    def _rows(self, cache: c_void_p) -> Iterator[tuple[str, TicketLife]]:
        """Yield for what each ticket of a cache is, and how long it lasts."""
        cursor, row = c_void_p(), _Credentials()
        if self._library.krb5_cc_start_seq_get(self._context, cache, byref(cursor)):
            return
        step = self._library.krb5_cc_next_cred
        try:
            while not step(self._context, cache, byref(cursor), byref(row)):
                text = c_char_p()
                server = c_void_p(row.server)
                self._do("krb5_unparse_name", server, byref(text))
                yield (text.value or b"").decode(), _life(row)
                self._library.krb5_free_unparsed_name(self._context, text)
                self._library.krb5_free_cred_contents(self._context, byref(row))
        finally:
            self._library.krb5_cc_end_seq_get(self._context, cache, byref(cursor))

    def _named(self, cache: c_void_p) -> str:
        text = c_char_p()
        self._do("krb5_cc_get_full_name", cache, byref(text))
        try:
            return (text.value or b"").decode()
        finally:
            self._library.krb5_free_string(self._context, text)

    @contextmanager
    def _default(self) -> Iterator[c_void_p]:
        cache = c_void_p()
        self._do("krb5_cc_default", byref(cache))
        with self._closing(cache):
            yield cache

    @contextmanager
    def _closing(self, cache: c_void_p) -> Iterator[None]:
        try:
            yield
        finally:
            self._library.krb5_cc_close(self._context, cache)

    @contextmanager
    def _owned(self, cache: c_void_p) -> Iterator[c_void_p]:
        whom = c_void_p()
        self._do("krb5_cc_get_principal", cache, byref(whom))
        try:
            yield whom
        finally:
            self._library.krb5_free_principal(self._context, whom)


def _life(row: _Credentials) -> TicketLife:
    """Read the times of a ticket; it begins when it was asked for, or later."""
    now, start = time.time(), row.start_time or row.auth_time
    renewable = max(0.0, row.renew_till - now)
    return TicketLife(row.end_time - now, float(row.end_time - start), renewable)
