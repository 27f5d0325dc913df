"""What the commands about rules share: a file is read, judged, and that is said."""

from __future__ import annotations

import sys

from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.world import World
from agent.policy.parse import parse
from agent.policy.places import LARGEST
from agent.trouble import BadInput
from agent.typed import Any
from agent.words import Words


def valid(path: str, world: World) -> bytes:
    """Return the bytes of a policy that is right, or raise ``BadInput``."""
    raw = content(path, LARGEST + 1, "policy")
    fixes = {fix.id for fix in world.fixes()}
    parse(raw, path, lambda: fixes, lambda: {one.id for one in world.checks([])})
    return raw


def content(path: str, most: int, what: str) -> bytes:
    """Return what a file begins with, or raise ``BadInput``."""
    try:
        with open(path, "rb") as file:
            return file.read(most)
    except OSError as trouble:
        msg = f"The {what} file {path or '(none)'} cannot be read: {trouble.strerror}."
        raise BadInput(msg) from trouble


def say(args: Arguments, words: Words, key: str, **facts: Any) -> int:
    """Say how it went, in a sentence or as JSON."""
    if args.json:
        import json

        told = {"schema": 1, "valid": True} | facts
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{words.phrase(key, **facts)}\n")
    return Exit.WELL
