"""``blusser policy``: which rules there are, and whether they are right."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.render import Line
from agent.cli.rules import say, valid
from agent.cli.world import World, rules_named
from agent.codec import plain
from agent.exposition import refusal
from agent.policy.model import Policy
from agent.policy.places import BUILT_IN, InForce
from agent.trouble import BadInput
from agent.typed import Any
from agent.words import Words


def run(args: Arguments, world: World) -> int:
    """Do what is asked of the rules; a mistake in them is exit code 2."""
    if args.action in {"sign", "key"}:
        from agent.cli.signing import new_key, sign

        return (sign if args.action == "sign" else new_key)(args, world)
    act = {"check": _check, "show": _show, "schema": _schema}
    return act[args.action](args, world)


def _check(args: Arguments, world: World) -> int:
    """Say whether a file is right; of those installed the journal hears too."""
    if args.file:
        valid(args.file, world)
        return say(args, world.words(args), "policy-valid", path=args.file)
    try:
        rules = world.rules("")
    except BadInput as wrong:
        world.platform.log(list(refusal(str(wrong), "none")))
        raise
    for warning in rules.warnings:
        sys.stderr.write(f"{warning}\n")
        world.platform.log(list(refusal(warning, rules.source)))
    if rules.warnings:
        return Exit.USAGE
    words = world.words(args, languages=rules.policy.languages)
    if rules.source == BUILT_IN:
        return say(args, words, "policy-none")
    return say(args, words, "policy-valid", path=rules.source)


def _show(args: Arguments, world: World) -> int:
    """Show the rules in force: where from, by whom, and what is not as built in."""
    rules = world.rules(args.policy)
    changed = dict(differences(plain(rules.policy), plain(Policy())))
    if args.json:
        import json

        told = plain(rules) | {"schema": 1, "changed": changed}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return Exit.WELL
    from agent.cli.terminal import write

    words = world.words(args, languages=rules.policy.languages)
    write(_lines(rules, changed, words))
    return Exit.WELL


def _lines(rules: InForce, changed: dict[str, Any], words: Words) -> Iterator[Line]:
    import json

    source = rules_named(rules.source, words)
    yield Line(words.phrase("status-policy", source=source), style="bold")
    for said in rules.signatures:
        yield Line(words.phrase("policy-signed-by", what=said), "well", indent=2)
    if rules.lapsed:
        yield Line(words.phrase("policy-lapsed"), "trouble", indent=2)
    for warning in rules.warnings:
        yield Line(warning, "trouble", indent=2)
    for key, value in changed.items():
        yield Line(f"{key} = {json.dumps(value, ensure_ascii=False)}", indent=2)
    yield Line(words.phrase("policy-rest"), "quiet")


def differences(now: Any, built_in: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what is not as built in, by key; a list counts as one."""
    if not (isinstance(now, dict) and isinstance(built_in, dict)):
        if now != built_in:
            yield key, now
        return
    for name, value in now.items():
        below = f"{key}.{name}" if key else name
        yield from differences(value, built_in.get(name), below)


def _schema(_: Arguments, __: World) -> int:
    """Print the JSON schema of a policy."""
    import json

    from agent.policy.schema import schema

    sys.stdout.write(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")
    return Exit.WELL
