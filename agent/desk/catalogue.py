"""Opens the desk that the policy names; only its own module is imported."""

from __future__ import annotations

from agent.desk.model import Desk, RefusedError
from agent.policy.desk import DeskKind, DeskRules
from agent.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.desk.trust import Route


def open_desk(rules: DeskRules, secret: str, route: Route) -> Desk:
    """Return the desk of the policy, by a way there.

    Raises ``RefusedError`` where a setting is one that it cannot work with.
    """
    desk: Desk = _module(rules.kind).desk(rules, secret, route)
    return desk


def _module(  # noqa: C901, PLR0912 - one case for each desk
    kind: DeskKind,
) -> Any:
    """Import an adapter; the names are spelled out for the freezer."""
    match kind:
        case DeskKind.TOPDESK:
            from agent.desk import topdesk as module
        case DeskKind.SERVICENOW:
            from agent.desk import servicenow as module  # type: ignore[no-redef]
        case DeskKind.ZAMMAD:
            from agent.desk import zammad as module  # type: ignore[no-redef]
        case DeskKind.GLPI:
            from agent.desk import glpi as module  # type: ignore[no-redef]
        case DeskKind.FRESHSERVICE:
            from agent.desk import freshservice as module  # type: ignore[no-redef]
        case DeskKind.RT:
            from agent.desk import request_tracker as module  # type: ignore[no-redef]
        case DeskKind.JIRA:
            from agent.desk import jira as module  # type: ignore[no-redef]
        case DeskKind.REDMINE:
            from agent.desk import redmine as module  # type: ignore[no-redef]
        case DeskKind.ROUNDUP:
            from agent.desk import roundup as module  # type: ignore[no-redef]
        case DeskKind.S3:
            from agent.desk import s3 as module  # type: ignore[no-redef]
        case DeskKind.ZNUNY:
            from agent.desk import znuny as module  # type: ignore[no-redef]
        case DeskKind.WEBHOOK:
            from agent.desk import webhook as module  # type: ignore[no-redef]
        case DeskKind.WEBDAV:
            from agent.desk import webdav as module  # type: ignore[no-redef]
        case DeskKind.SMTP:
            from agent.desk import smtp as module  # type: ignore[no-redef]
        case DeskKind.FOLDER:
            from agent.desk import folder as module  # type: ignore[no-redef]
        case _:
            msg = f"desk.kind: {kind.value} takes no tickets"
            raise RefusedError(msg)
    return module
