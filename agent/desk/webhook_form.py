"""What is sent to a web address of the company's own, and what its answers say."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from json import dumps

from urllib3.fields import RequestField
from urllib3.filepost import encode_multipart_formdata

from agent.desk.model import File, Ref
from agent.desk.wire import Answer
from agent.typed import Any

Told = dict[str, Any]


def ref_of(key: str, said: Told) -> Ref:
    """Return a ticket; its ``id`` holds our key, which every file is sent with."""
    own = str(said.get("id") or "")
    number = str(said.get("number") or own or key)
    return Ref(f"{key}:{own}" if own else key, number, str(said.get("url") or ""))


def names(ref: Ref) -> Told:
    """Return our key of a ticket, and the receiver's own name of it."""
    key, _, own = ref.id.partition(":")
    return {"key": key, "id": own}


def told(said: Answer) -> Told:
    """Return a JSON object, or an empty one: a receiver need not answer with any."""
    if said.header("Content-Type").split(";")[0].strip() != "application/json":
        return {}
    found = said.json() if said.data else {}
    return found if isinstance(found, dict) else {}


def same(said: Answer, file: File) -> bool | None:
    """Return what an answer says of the file that it got; None: nothing."""
    if "sha256" in (got := told(said)):
        return bool(got["sha256"] == file.digest)
    digests = (said.header("Repr-Digest"), said.header("Content-Digest"))
    return True if any(digest(file.data) in one for one in digests) else None


def digest(data: bytes) -> str:
    """Return the member of a digest field (RFC 9530, 2)."""
    return f"sha-256=:{b64encode(sha256(data).digest()).decode()}:"


def form(meta: Told, file: File | None) -> tuple[bytes, str]:
    """Return a form and its media type; the same for the same, byte by byte."""
    text = dumps(meta)
    parts = [RequestField("meta", text)]
    parts[0].make_multipart(content_type="application/json")
    if file is not None:
        held = RequestField("file", file.data, file.name)
        held.make_multipart(content_type=file.kind)
        parts.append(held)
    border = sha256(f"border {text}".encode()).hexdigest()
    return encode_multipart_formdata(parts, border)
