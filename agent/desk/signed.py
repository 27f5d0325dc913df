"""Addresses of a bucket that a relay signs, and what the bucket says of them."""

from __future__ import annotations

import re

from agent.desk.model import DeskError, LaterError, RefusedError, TooLargeError
from agent.desk.wire import Answer, Wire
from agent.typed import Any, Final

CODE: Final = re.compile(rb"<Code>(\w{1,80})</Code>")
OLD: Final = re.compile(rb"expired|RequestTimeTooSkewed", re.IGNORECASE)
"""What stores say of an address whose time is over; S3 and SeaweedFS by 403."""
DAMAGED = (b"BadDigest", b"InvalidDigest", b"XAmzContentSHA256Mismatch")
LARGE = (b"EntityTooLarge",)


def signed(relay: Wire, kind: str, about: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the address to put or get a file at, and the headers that go there.

    Only a relay without TLS, as on this PC, may lead to a bucket without.
    """
    said = relay.ask("POST", "", json=about).json()
    answer = said if isinstance(said, dict) else {}
    address, headers = answer.get(kind), answer.get("headers", {})
    schemes = ("https://", relay.url.partition(":")[0] + "://")
    if isinstance(address, str) and address.startswith(schemes) and _told(headers):
        return address, dict(headers)
    msg = f"the relay at desk.url gives no address to {kind} a file"
    raise RefusedError(msg)


def refusal(said: Answer) -> DeskError:
    """Return the error that a store's refusal is (S3 API, error responses)."""
    found = CODE.search(said.data)
    code = found[1] if found else b""
    told = f"the bucket answered {said.status} {code.decode()}".rstrip()
    if OLD.search(said.data):
        return LaterError(f"{told}: the address is too old, or a clock is wrong")
    if code in DAMAGED:
        return LaterError(f"{told}: the file was damaged on its way")
    if code in LARGE:
        return TooLargeError(f"{told}: the file is too large for it")
    return RefusedError(f"{told}: it does not take what the relay at desk.url signs")


def _told(headers: Any) -> bool:
    if not isinstance(headers, dict):
        return False
    return all(isinstance(one, str) for one in (*headers, *headers.values()))
