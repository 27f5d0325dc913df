"""The ports that addresses mean which name none (RFC 9110, 4.2; RFC 1928)."""

from __future__ import annotations

PORTS = {"http": 80, "https": 443, "socks": 1080}
SOCKS = ("socks", "socks4", "socks4a", "socks5", "socks5h")
