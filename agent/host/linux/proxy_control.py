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

from agent.host.trouble import HostError, PartMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.host.ports.proxy_levers import Mode

LIBRARY = "libgio-2.0.so.0"
SCHEMA, KEY = b"org.gnome.system.proxy", b"mode"
MODES = ("none", "manual", "auto")
RETURNS = {
    "g_settings_schema_source_get_default": c_void_p,
    "g_settings_schema_source_lookup": c_void_p,
    "g_settings_new": c_void_p,
    "g_settings_get_user_value": c_void_p,
    "g_variant_get_string": c_char_p,
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
            may = _library().g_settings_is_writable(settings, KEY)
            return _own(settings) if may else ""

    def choose(self, mode: Mode) -> None:
        """See the port; it is read again, as GLib may have nowhere to keep it."""
        library = _library()
        with _settings() as settings:
            if not library.g_settings_is_writable(settings, KEY):
                msg = "IT has locked the setting of the proxy"
                raise PermissionError(msg)
            library.g_settings_set_string(settings, KEY, mode.encode())
            library.g_settings_sync()
            kept = _own(settings)
        if kept != mode:
            msg = "the setting of the proxy is not kept"
            raise HostError(msg)


def _own(settings: c_void_p) -> Mode:
    """Return the person's own value; empty where there is none."""
    library = _library()
    value = c_void_p(library.g_settings_get_user_value(settings, KEY))
    if not value:
        return ""
    try:
        mode = (library.g_variant_get_string(value, None) or b"").decode()
    finally:
        library.g_variant_unref(value)
    return cast("Mode", mode) if mode in MODES else ""


@contextmanager
def _settings() -> Iterator[c_void_p]:
    """Yield the settings; GLib would end the process where they are not known."""
    library = _library()
    source = c_void_p(library.g_settings_schema_source_get_default())
    known = c_void_p(
        library.g_settings_schema_source_lookup(source, SCHEMA, 1) if source else None
    )
    if not known:
        msg = "this desktop has no setting for a proxy"
        raise PartMissing(msg)
    library.g_settings_schema_unref(known)
    settings = c_void_p(library.g_settings_new(SCHEMA))
    try:
        yield settings
    finally:
        library.g_object_unref(settings)
