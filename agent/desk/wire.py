"""Talks HTTP with a desk, and sorts what goes wrong into three kinds.

The answers of desks are measured, not believed: an error page of a portal comes with
200, a time-out after a request says nothing about whether it worked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from time import monotonic

import requests
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError

from agent.desk.bounded import within
from agent.desk.model import LaterError, RefusedError, TooLargeError
from agent.desk.trust import Route, hang_up, session
from agent.typed import Any, Final, TypeVar
from agent.value import Value

CONNECTING, ANSWERING = 10.0, 60.0
"""Seconds; of the second so many between two bytes."""
WHOLE, SITTING = 120.0, 300.0
"""Seconds for a request with its answer, and for all of a session: who sends a byte now
and then is cut off. 512 KB take the first of them over 64 kbit/s."""
LONGEST: Final = 86_400.0
"""Seconds a desk may send us away for; a day, as sentry-native has it."""
ENOUGH: Final = 16 * 1024 * 1024
"""Bytes of an answer; a desk that sends more is none."""
WAITING = (408, 423, 425, 429, 500, 502, 503, 504)
"""Answers that may be others later (RFC 9110, 15.6; RFC 6585, 4)."""
SIZES = (413, 415)
PROXY = 407

Credentials = tuple[str, str] | None
Statuses = tuple[int, ...]
T = TypeVar("T")


class Wire:
    """One desk at one address; redirects are not followed, with anybody's secret."""

    def __init__(
        self,
        url: str,
        route: Route,
        *,
        login: Credentials = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Take where it is, and how to sign in there."""
        self.url = url.rstrip("/")
        self._session = session(route)
        if login:  # as text it would be Latin-1, which not every password is
            self._session.auth = HTTPBasicAuth(*(one.encode() for one in login))
        self._session.headers.update(headers or {})
        self._until = monotonic() + SITTING

    def ask(
        self,
        method: str,
        path: str,
        *,
        fine: Statuses = (),
        most: int = ENOUGH,
        **more: Any,
    ) -> Answer:
        """Send a request; raise a ``DeskError`` unless it worked or is ``fine``.

        ``more`` is what ``requests`` takes. ``path`` begins after the desk's address.
        ``most``: bytes of the answer that are read, where a file is read back.
        """
        said, data = self._asked(method, f"{self.url}{path}", most, more)
        answer = Answer(said.status_code, data, dict(said.headers))
        if said.status_code in fine or (said.ok and not said.is_redirect):
            return answer
        raise trouble(answer)

    def _asked(
        self, method: str, url: str, most: int, more: dict[str, Any]
    ) -> tuple[requests.Response, bytes]:
        more |= {"timeout": (CONNECTING, ANSWERING), "allow_redirects": False}

        def speak() -> tuple[requests.Response, bytes]:
            with self._session.request(method, url, stream=True, **more) as said:
                return said, said.raw.read(most, decode_content=True) or b""

        try:
            return self._in_time(speak)
        except requests.exceptions.SSLError as wrong:
            msg = f"the desk's certificate is not trusted here: {_root(wrong)}"
            raise LaterError(msg) from wrong
        except requests.exceptions.ProxyError as wrong:
            msg = f"the proxy does not lead to the desk: {_root(wrong)}"
            raise LaterError(msg) from wrong
        except (requests.exceptions.RequestException, HTTPError, OSError) as wrong:
            msg = f"the desk does not answer: {_root(wrong)}"
            raise LaterError(msg) from wrong

    def _in_time(self, speak: Callable[[], T]) -> T:
        """Return what comes in time; else hang up, so that nothing is said later."""
        left = min(WHOLE, self._until - monotonic())
        if left > 0:
            try:
                return within(left, speak)
            except TimeoutError:
                hang_up(self._session)
        msg = "the desk answers too slowly"
        raise LaterError(msg)


class Answer(Value):
    """What a desk said."""

    status: int
    data: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        """Return its JSON; raise ``LaterError`` where it is none, as from a portal."""
        from json import loads

        try:
            return loads(self.data)
        except (JSONDecodeError, UnicodeDecodeError) as wrong:
            msg = "something else than the desk answered: no JSON came"
            raise LaterError(msg) from wrong

    def header(self, name: str) -> str:
        """Return a header, whatever the case of its name; empty where there is none."""
        found = (v for k, v in self.headers.items() if k.lower() == name.lower())
        return next(found, "")


def trouble(answer: Answer) -> Exception:
    """Return the error that an answer is."""
    status, told = answer.status, f"the desk answered {answer.status}"
    if status in SIZES:
        return TooLargeError(f"{told}: the file is too large for it")
    if status in WAITING:
        return LaterError(told, wait(answer.header("Retry-After")))
    if status == PROXY:
        return LaterError("the proxy of [desk] wants another account and password")
    if 300 <= status < 400:
        return LaterError(f"{told}: it sends us elsewhere; mend the address in [desk]")
    return RefusedError(f"{told}: {why(status)}")


def why(status: int) -> str:
    """Return what IT can do about a refusal."""
    return {
        401: "the password or token of [desk] is wrong or has expired",
        403: "the account of [desk] lacks a right",
        404: "there is no such thing at the address in [desk]",
    }.get(status, "it does not take what Blusser sends; see the settings in [desk]")


def wait(told: str, now: Callable[[], float] = time.time) -> float:
    """Return the seconds of a Retry-After (RFC 9110, 10.2.3): a number or a date."""
    try:
        seconds = float(int(told))
    except ValueError:
        try:
            seconds = parsedate_to_datetime(told).timestamp() - now()
        except (ValueError, TypeError, OverflowError):
            return 0.0
    return min(max(seconds, 0.0), LONGEST)


def _root(wrong: BaseException) -> str:
    """Return the kind of trouble at the bottom; its text may hold an address."""
    while (below := wrong.__cause__ or wrong.__context__) is not None:
        wrong = below
    return type(wrong).__name__
