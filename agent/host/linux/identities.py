"""What others show of themselves on a TLS handshake, and what OpenSSL makes of it."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from time import monotonic

from agent.host.linux.der import EXPLICIT, SEQUENCE, inside, items
from agent.host.linux.proxies import ways
from agent.host.linux.stages import Stage, Stopped, connected, secured, trusting
from agent.host.linux.together import together
from agent.host.ports.identities import Shown, Trust

VERDICTS: dict[int, Trust] = {9: "early", 10: "expired", 62: "another", 64: "another"}
"""Numbers of ``X509_V_ERR_…`` (OpenSSL's x509_vfy.h); all others mean that nobody we
know signed it as it should be."""
COMMON_NAME, ORGANISATION = bytes((0x55, 4, 3)), bytes((0x55, 4, 10))
"""Object identifiers 2.5.4.3 and 2.5.4.10 (X.520), as DER has them."""
LONGEST = 100


class LinuxIdentities:
    """Shakes hands from this machine, trusting whom this machine trusts."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def shown(
        self, urls: tuple[str, ...], proxy: str, seconds: float
    ) -> dict[str, Shown]:
        """See the port."""
        through = ways(urls, proxy, self._environment)
        context = trusting()

        def look(url: str) -> Shown:
            return shown(url, through[url], context, monotonic() + seconds)

        known = together(look, urls, seconds)
        return {url: known.get(url, Shown("none")) for url in urls}


def shown(url: str, proxy: str, context: ssl.SSLContext, until: float) -> Shown:
    """Shake hands, and once more with open eyes where what was shown is refused."""
    try:
        with connected(url, proxy, until) as line, secured(line, url, context, until):
            return Shown("trusted")
    except Stopped as stop:
        if stop.stage is Stage.CERTIFICATE:
            trust = VERDICTS.get(stop.code, "stranger")
            return Shown(trust, _issuer(url, proxy, until))
        return Shown("unknown" if stop.stage is Stage.UNKNOWN else "none")


def _issuer(url: str, proxy: str, until: float) -> str:
    """Return who signed what is shown there; empty where it cannot be read."""
    blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            connected(url, proxy, until) as line,
            secured(line, url, blind, until) as safe,
        ):
            return issuer(safe.getpeercert(binary_form=True) or b"")
    except (Stopped, OSError, ValueError):
        return ""


def issuer(certificate: bytes) -> str:
    """Return the name of who signed a certificate (RFC 5280, 4.1), else his firm's.

    Raises ``ValueError`` for what is no certificate.
    """
    parts = list(items(inside(certificate, SEQUENCE, SEQUENCE)))
    if parts[:1] and parts[0][0] == EXPLICIT:  # the version, where it says one
        del parts[0]
    groups = items(parts[2][1]) if parts[2:] else ()
    names = {}
    for pair in (pair for _, group in groups for _, pair in items(group)):
        (_, kind), (_, text) = items(pair)
        names[kind] = text.decode("utf-8", "replace")[:LONGEST]
    return names.get(COMMON_NAME) or names.get(ORGANISATION, "")
