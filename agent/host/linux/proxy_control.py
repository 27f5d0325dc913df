"""GNOME's setting of a proxy, by GLib's own library (GSettings).

It knows what IT has locked (dconf(7)), and what a person set apart from what is set for
everybody; its command line tells only the first.
"""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_void_p
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from agent.host.trouble import HostError, PartMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.host.ports.proxy_levers import Mode

LIBRARY = "libgio-2.0.so.0"
SCHEMA, KEY = "org.gnome.system.proxy", b"mode"
HOST, PORT = b"host", b"port"
MODES = ("none", "manual", "auto")
SCHEMES = ("http", "https")
NOT_KEPT = "the setting of the proxy is not kept"
RETURNS = {
    "g_settings_schema_source_get_default": c_void_p,
    "g_settings_schema_source_lookup": c_void_p,
    "g_settings_new": c_void_p,
    "g_settings_get_user_value": c_void_p,
    "g_settings_set_int": c_int,
    "g_variant_get_string": c_char_p,
    "g_variant_get_int32": c_int,
    "g_settings_is_writable": c_int,
    "g_settings_set_string": c_int,
}


@cache
def _library() -> ctypes.CDLL:
    try:
        found = ctypes.CDLL(LIBRARY)
    except OSError as missing:
        msg = "this desktop keeps its settings another way"
        raise PartMissing(msg) from missing
    for name, kind in RETURNS.items():
        getattr(found, name).restype = kind
    return found


class LinuxProxyControl:
    """The setting that GNOME and most programs of other desktops read."""

    def __init__(self, session: str = "") -> None:
        """Take another folder of the session, for a test.

        Raises ``PartMissing`` where nobody sits at a desktop here.
        """
        folder = session or os.environ.get("XDG_RUNTIME_DIR", "/nowhere")
        if not os.path.exists(os.path.join(folder, "bus")):
            msg = "nobody sits at a desktop here"
            raise PartMissing(msg)

    def own(self) -> Mode:
        """See the port."""
        with _settings() as settings:
            mode = settings.own(KEY) if settings.open(KEY) else ""
        return cast("Mode", mode) if mode in MODES else ""

    def choose(self, mode: Mode) -> None:
        """See the port; it is read again, as GLib may have nowhere to keep it."""
        with _settings() as settings:
            settings.set(KEY, mode)
        if self.own() != mode:
            raise HostError(NOT_KEPT)

    def addresses(self) -> dict[str, str]:
        """See the port."""
        found = {}
        for scheme in SCHEMES:
            with _settings(f".{scheme}") as settings:
                host, port = settings.own(HOST), settings.own(PORT)
                if host and settings.open(HOST) and settings.open(PORT):
                    name = f"[{host}]" if ":" in host else host
                    found[scheme] = f"http://{name}{port and ':'}{port}"
        return found

    def write(self, addresses: dict[str, str]) -> None:
        """See the port."""
        for scheme, address in addresses.items():
            parts = urlsplit(address)
            with _settings(f".{scheme}") as settings:
                settings.set(HOST, parts.hostname or "")
                settings.set(PORT, parts.port)
        if addresses != {one: self.addresses().get(one) for one in addresses}:
            raise HostError(NOT_KEPT)


class _Settings:
    """One schema of settings, open."""

    def __init__(self, at: c_void_p) -> None:
        self._at, self._library = at, _library()

    def open(self, key: bytes) -> bool:
        """Say whether IT has left a key to whoever works here."""
        return bool(self._library.g_settings_is_writable(self._at, key))

    def own(self, key: bytes) -> str:
        """Return the person's own value as text; empty where there is none."""
        library = self._library
        value = c_void_p(library.g_settings_get_user_value(self._at, key))
        if not value:
            return ""
        try:
            if key == PORT:
                return str(library.g_variant_get_int32(value))
            return (library.g_variant_get_string(value, None) or b"").decode()
        finally:
            library.g_variant_unref(value)

    def set(self, key: bytes, value: str | int | None) -> None:
        """Set the person's own value; nothing takes it away."""
        library = self._library
        if not self.open(key):
            msg = "IT has locked the setting of the proxy"
            raise PermissionError(msg)
        if value is None:
            library.g_settings_reset(self._at, key)
        elif isinstance(value, int):
            library.g_settings_set_int(self._at, key, value)
        else:
            library.g_settings_set_string(self._at, key, value.encode())
        library.g_settings_sync()


@contextmanager
def _settings(below: str = "") -> Iterator[_Settings]:
    """Yield the settings; GLib would end the process where they are not known."""
    library, schema = _library(), f"{SCHEMA}{below}".encode()
    source = c_void_p(library.g_settings_schema_source_get_default())
    known = c_void_p(
        library.g_settings_schema_source_lookup(source, schema, 1) if source else None
    )
    if not known:
        msg = "this desktop has no setting for a proxy"
        raise PartMissing(msg)
    library.g_settings_schema_unref(known)
    settings = c_void_p(library.g_settings_new(schema))
    try:
        yield _Settings(settings)
    finally:
        library.g_object_unref(settings)
