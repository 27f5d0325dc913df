"""``blusser service``: whether rights are lent here, to whom, and what was done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from agent.cli.exits import Exit
from agent.cli.history import entry
from agent.cli.options import Arguments
from agent.cli.render import Line
from agent.cli.world import World
from agent.history import History
from agent.policy.broker import BrokerRules
from agent.service.offer import NOT_LENT, offer_of
from agent.words import Words

SEARCHED, SHOWN = 200, 5
"""Runs that are looked through, and those of the service among them that are shown."""


def run(args: Arguments, world: World) -> int:
    """Say it; nothing is asked of the service, so that it need not start."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    offer, rules = offer_of(kit.checks, world.fixes()), kit.policy.service
    place = world.platform.service_place()
    with closing(History(kit.state)) as history:
        done = [one for one in history.cases(SEARCHED) if one.trigger == "service"]
    if args.json:
        import json

        from agent.codec import plain

        told = {
            "schema": 1,
            "listens": place,
            "rules": plain(rules),
            "repairs": sorted(offer.fixes),
            "checks": sorted(offer.checks),
            "not_lent": NOT_LENT,
            "last": [{"case": one.id, "result": one.result} for one in done[:SHOWN]],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return Exit.WELL
    from agent.cli.terminal import write

    lines = [Line(_listens(place, words), "well" if place else "unsure")]
    lines += [Line(one, indent=2) for one in _who(rules, words)] if place else []
    for kind, ids in (("repairs", offer.fixes), ("asks", offer.checks)):
        told_of = words.phrase(f"service-{kind}", names=", ".join(sorted(ids)))
        lines.append(Line(told_of, indent=2))
    lines += [line for one in done[:SHOWN] for line in entry(one, words)]
    write(lines if done else [*lines, Line(words.phrase("service-nothing"))])
    return Exit.WELL


def _listens(place: str, words: Words) -> str:
    return words.phrase("service-listens" if place else "service-none", path=place)


def _who(rules: BrokerRules, words: Words) -> Iterator[str]:
    """Yield who may ask."""
    named = ", ".join((*rules.users, *(f"@{one}" for one in rules.groups)))
    key = "service-who-named" if named else "service-who-all"
    yield words.phrase(key, names=named)
    if rules.remote_sessions:
        yield words.phrase("service-remote")
