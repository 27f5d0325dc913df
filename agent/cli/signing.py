"""``blusser policy sign`` and ``key``: for IT's own computer, never a PC on a desk."""

from __future__ import annotations

import os
from time import time

from agent.cli.options import Arguments
from agent.cli.rules import content, say, valid
from agent.cli.world import World
from agent.policy.signature import (
    ENDING,
    LARGEST,
    SECRET_FORM,
    Unsigned,
    last_version,
    moment,
    read_key,
)
from agent.policy.signature import new_key as make_key
from agent.policy.signature import sign as signed
from agent.trouble import BadInput
from agent.whole import write_whole

DAY = 86_400
BEFORE = 3600
"""Seconds; rules reach a PC at once, and its clock may be behind that of IT's."""


def sign(args: Arguments, world: World) -> int:
    """Sign a file that is right, with a key that is not on any PC."""
    raw, place = valid(args.file, world), args.file + ENDING
    if not args.key:
        msg = "Name the secret key to sign with: --key FILE."
        raise BadInput(msg)
    try:
        secret = read_key(content(args.key, LARGEST, "key"), SECRET_FORM)
    except Unsigned as wrong:
        msg = f"{args.key} is no secret key; make one with «blusser policy key FILE»."
        raise BadInput(msg) from wrong
    former = content(place, LARGEST, "signature") if os.path.exists(place) else b""
    last, now = last_version(former), int(time())
    version = args.number or last + 1
    end = now + args.days * DAY
    if not (0 < version < 10**9 and 0 < args.days <= 3650):
        msg = "--number must be from 1 to 999999999 and --days from 1 to 3650."
        raise BadInput(msg)
    if version < last:
        msg = f"{place} is version {last}; PCs that have it refuse an older {version}."
        raise BadInput(msg)
    _put(place, signed(raw, secret, version, now - BEFORE, end), 0o644)
    facts = {"path": place, "version": version, "until": moment(end)}
    return say(args, world.words(args), "policy-signed", **facts)


def new_key(args: Arguments, world: World) -> int:
    """Make a key: the secret half for IT alone, the public one for every PC."""
    if not args.file or os.path.lexists(args.file):
        msg = "Name a file for the new key that does not exist yet."
        raise BadInput(msg)
    secret, public = make_key()
    _put(args.file, secret, 0o600)
    _put(f"{args.file}.pub", public, 0o644)
    facts = {"path": args.file, "public": f"{args.file}.pub"}
    place = world.platform.policy_keys()
    return say(args, world.words(args), "policy-key", place=place, **facts)


def _put(path: str, data: bytes, mode: int) -> None:
    try:
        write_whole(path, data, mode)
    except OSError as trouble:
        msg = f"{path} cannot be written: {trouble.strerror}."
        raise BadInput(msg) from trouble
