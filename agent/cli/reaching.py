"""Opens the desk of the policy: by which way, and with whose secret."""

from __future__ import annotations

from urllib.parse import urlsplit

from agent.cli.world import World
from agent.desk.catalogue import open_desk
from agent.desk.model import Desk, KeylessError, LaterError
from agent.desk.secret import OthersError, secret_of
from agent.desk.trust import Route
from agent.host.trouble import HostError, PartMissing
from agent.kit import Kit
from agent.policy.desk import DeskKind, DeskRules

BARE = (DeskKind.FOLDER, DeskKind.WEBDAV, DeskKind.SMTP, DeskKind.S3)
"""Desks that may take what comes from anybody in the house."""
NOTHING = "{}, and this account's keyring keeps nothing for {}"
SIGN_IN = (
    "the proxy at {at} wants an account and password; have it let the desk's address"
    " through for everybody, or by Kerberos"
)
TICKET = (
    "the proxy at {at} wants a Kerberos ticket, and this account has none for it"
    " ({why}); sign in to the domain, or have it let the desk's address through for"
    " everybody"
)
NTLM = (
    "the proxy at {at} signs in by NTLM, which Blusser does not speak; have it let the"
    " desk's address through for everybody, or offer Kerberos (Negotiate) as well"
)
ASKS = {"sign-in": SIGN_IN, "ntlm": NTLM}
"""What IT can do; no password of a proxy is kept here, for every PC would have it."""


def open_the_desk(kit: Kit, world: World) -> Desk:
    """Return the policy's desk, by the way this session takes; raise ``DeskError``."""
    rules = kit.policy.desk
    try:
        return open_desk(rules, _secret(rules, world), _route(kit, world))
    except HostError as trouble:
        raise LaterError(str(trouble)) from trouble


def _route(kit: Kit, world: World) -> Route:
    """Return how to the desk; mail and folders know no proxy."""
    desk, net = kit.policy.desk, kit.policy.network
    apart = world.platform.apart
    route = Route("", desk.authority, desk.certificate, apart=apart)
    if not desk.url.startswith("http"):
        return route
    way = world.platform.way_to(desk.url, desk.proxy, net.proxy, net.pac)
    at = urlsplit(way.proxy).netloc.rpartition("@")[2]
    if way.passage in ASKS:
        raise LaterError(ASKS[way.passage].format(at=at))

    def ticket() -> str:
        try:
            return world.platform.proxy_ticket(way.proxy)
        except (HostError, PartMissing) as trouble:
            raise LaterError(TICKET.format(at=at, why=trouble)) from trouble

    made = ticket if way.passage == "ticket" else None
    return Route(way.proxy, desk.authority, desk.certificate, made)


def _secret(rules: DeskRules, world: World) -> str:
    """Return what the file holds, else the keyring of the session.

    One file may be for the timer's account alone, and each employee's keyring for them.
    """
    missing = "desk.secret names no file"
    try:
        secret = secret_of(rules.secret)
    except OthersError as others:
        secret, missing = "", str(others)
    secret = secret or _kept(rules, world)
    open_house = not rules.secret and (rules.certificate or rules.kind in BARE)
    if not secret and not open_house:
        raise KeylessError(NOTHING.format(missing, rules.url))
    return secret


def _kept(rules: DeskRules, world: World) -> str:
    """Return what the keyring of the session keeps; nothing where there is none."""
    try:
        return world.platform.kept_secret(rules.url)
    except PartMissing:
        return ""
