"""A session with the REST API of GLPI 9 to 11: begun, renewed once, ended.

An error of GLPI is a list of its code and a sentence in the language of the account;
only the code counts. Source: glpi-project/glpi, ``apirest.md``.
"""

from __future__ import annotations

from contextlib import suppress
from json import dumps

from agent.desk.model import DeskError, File, LaterError, RefusedError, TooLargeError
from agent.desk.trust import Route
from agent.desk.wire import Answer, Wire, trouble
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

OVER: Final = ("ERROR_SESSION_TOKEN_INVALID", "ERROR_SESSION_TOKEN_MISSING")
WHY: Final = {
    "ERROR_GLPI_LOGIN": "desk.user and desk.secret: GLPI does not know them",
    "ERROR_GLPI_LOGIN_USER_TOKEN": "desk.secret: the first line is no user token",
    "ERROR_LOGIN_PARAMETERS_MISSING": "desk.secret: the first line is empty",
    "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED": "desk.user: leave it out, with a token",
    "ERROR_APP_TOKEN_PARAMETERS_MISSING": "desk.secret: no App-Token on line two",
    "ERROR_WRONG_APP_TOKEN_PARAMETER": "desk.secret: line two is no App-Token of it",
    "ERROR_NOT_ALLOWED_IP": "GLPI has no API client for the address of this PC",
    "ERROR_RIGHT_MISSING": "the profile of the account lacks a right",
    "ERROR_ITEM_NOT_FOUND": "GLPI has no such thing, or does not show it",
}
LATER: Final = ("ERROR_SQL",)
TOO_LARGE: Final = ("ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE",)
ERRORS: Final = (207, 400, 401, 403, 404, 500)
"""Statuses that come with a code; 401 stood for a missing right before GLPI 10."""


class Session:
    """What is asked of GLPI, with the session's token; begun when first asked."""

    def __init__(self, rules: DeskRules, secret: str, route: Route) -> None:
        """Take the secret: a token or password, and on line two the App-Token."""
        first, second, *_ = [*secret.splitlines(), "", ""]
        headers = {"App-Token": second.strip()} if second.strip() else {}
        login = (rules.user, first) if rules.user else None
        self._wire = Wire(rules.url, route, login=login, headers=headers)
        self._begin = {} if login else {"Authorization": f"user_token {first.strip()}"}
        self._token = ""

    def get(self, path: str, **params: Any) -> Any:
        """Return the JSON at a path."""
        return self._ask("GET", path, params=params).json()

    def data(self, path: str) -> bytes:
        """Return a document's bytes."""
        kind = {"Accept": "application/octet-stream"}
        return self._ask("GET", path, headers=kind).data

    def add(self, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Add an item; return what GLPI says of it, with its ``id``."""
        return self._added(self._ask("POST", f"/{kind}", json={"input": fields}))

    def upload(self, file: File) -> dict[str, Any]:
        """Add a document; whether GLPI kept its file is in ``upload_result``."""
        told = dumps({"input": {"name": file.name, "_filename": [file.name]}})
        parts = {
            "uploadManifest": (None, told, "application/json"),
            "filename[0]": (file.name, file.data, file.kind),
        }
        return self._added(self._ask("POST", "/Document", files=parts))

    def purge(self, kind: str, number: int) -> None:
        """Remove an item for good where the account may; else it stays."""
        with suppress(DeskError):
            self._ask("DELETE", f"/{kind}/{number}", params={"force_purge": 1})

    def end(self) -> None:
        """End the session, if there is one."""
        if self._token:
            token, self._token = self._token, ""
            self._sent("GET", "/killSession", token, {})

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        """Ask; where the session is over, which it is before any work, once more."""
        answer = self._sent(method, path, self._session(), more)
        if _code(answer) in OVER:
            self._token = ""
            answer = self._sent(method, path, self._session(), more)
        _judge(answer)
        return answer

    def _session(self) -> str:
        if not self._token:
            more: dict[str, Any] = {"headers": self._begin}
            answer = self._wire.ask("GET", "/initSession", fine=ERRORS, **more)
            _judge(answer)
            self._token = str(answer.json()["session_token"])
        return self._token

    def _sent(self, method: str, path: str, token: str, more: dict[str, Any]) -> Answer:
        headers = {"Session-Token": token} | more.get("headers", {})
        more = more | {"headers": headers}
        return self._wire.ask(method, path, fine=ERRORS, **more)

    def _added(self, answer: Answer) -> dict[str, Any]:
        """Return the item; an ``id`` of false is none, whatever the status says."""
        said = answer.json()
        if not isinstance(said, dict) or not said.get("id"):
            msg = "GLPI added nothing: a right or a mandatory field of a template"
            raise RefusedError(msg)
        return said


def _code(answer: Answer) -> str:
    """Return GLPI's code of an error, or nothing."""
    if answer.status not in ERRORS:
        return ""
    try:
        said = answer.json()
    except LaterError:
        return ""
    code = said[0] if isinstance(said, list) and said else ""
    known = isinstance(code, str) and code.replace("_", "").isalnum()
    return code if known else ""


def _judge(answer: Answer) -> None:
    """Raise what an answer with a code means."""
    if answer.status not in ERRORS:
        return
    code = _code(answer)
    if not code or code in LATER:
        raise trouble(answer)
    if code in TOO_LARGE:
        msg = "PHP takes no request of this size (post_max_size)"
        raise TooLargeError(msg)
    raise RefusedError(WHY.get(code, f"GLPI says {code}"))
