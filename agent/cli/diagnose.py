"""``blusser check`` and ``blusser fix``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from agent.case import Case
from agent.cli.exits import code_for
from agent.cli.options import Arguments
from agent.cli.report import Escalation, as_json
from agent.cli.running import Consent, Facts, carry_out, hand_over
from agent.cli.world import Here, World
from agent.kit import Kit
from agent.planning import Allowed, Plan
from agent.policy.desk import takes_tickets
from agent.session import Session
from agent.typed import TYPE_CHECKING
from agent.words import Words

if TYPE_CHECKING:
    from agent.cli.keeping import Bundle
    from agent.cli.render import Line


def run(args: Arguments, world: World) -> int:
    """Diagnose, repair where asked to, show the case, and return the exit code."""
    if args.command == "fix" and args.scheduled:
        from agent.cli import scheduled

        return scheduled.run(args, world)
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    here = Here(kit, world, args, words)
    if args.command == "fix" and args.without:
        _check_items(kit, args)
    consent = _consent(args, words) if args.command == "fix" else None
    session, case = carry_out(kit, args, words, consent)
    bundle, handed = None, Escalation()
    if consent and case.left:
        bundle = hand_over(here, session, case)
    if bundle:
        handed = _handed(here, case, bundle)
    warnings = (*kit.warnings, *session.warnings)
    if args.json:
        _print_json(case, words, handed, warnings)
    elif not args.silent:
        can_repair = not consent and _can_repair(kit, session, case)
        _print(case, words, handed, can_repair=can_repair)
        if bundle and handed.state == "offered":
            _offer(here, case, bundle)
    for warning in warnings:
        sys.stderr.write(f"{warning}\n")
    return code_for(case.result)


def _consent(args: Arguments, words: Words) -> Consent:
    """Return how to find out whether repairs that ask may run."""
    from agent.cli.render import Line
    from agent.cli.terminal import ask, interactive, write

    def consent(plan: Plan, may: Allowed, found: Facts) -> bool:
        steps = [
            s for s in plan.steps if s.objection and not may.objection(s.fix, s.code)
        ]
        asking = dict.fromkeys(step.fix for step in steps)
        if not asking or args.yes or args.silent or args.json or not interactive():
            return bool(args.yes)
        because = {s.code: found[s.code] for s in steps if s.code in found}
        for code, facts in because.items():
            write([Line(words.problem(code, "title", facts), "trouble")])
        between = words.phrase("cli-between")
        doing = between.join(words.fix(fix.id, "doing") for fix in asking)
        return ask(words.phrase("cli-consent", doing=doing))

    return consent


def _handed(here: Here, case: Case, bundle: Bundle) -> Escalation:
    """Hand a case to the desk of the policy, where there is one and it was said."""
    rules = here.kit.policy.desk
    if not (here.args.send and takes_tickets(rules)):
        return Escalation("offered", bundle=bundle.path)
    from agent.cli.handing import escalation
    from agent.cli.send import after_run

    parcel = after_run(here, case, bundle, here.args.note)
    return escalation(parcel, rules, bundle.path)


def _offer(here: Here, case: Case, bundle: Bundle) -> None:
    """Ask whoever sits there whether IT may have it, now that they read it."""
    from agent.cli.terminal import ask, interactive, write

    if not (takes_tickets(here.kit.policy.desk) and interactive()):
        return
    write(_items(case, bundle, here.words))
    if ask(here.words.phrase("desk-consent")):
        from agent.cli.handing import told
        from agent.cli.render import Line
        from agent.cli.send import after_run

        parcel = after_run(here, case, bundle, here.args.note)
        said = told(parcel, here.words) if parcel else ()
        write([Line(one, "well") for one in said])


def _check_items(kit: Kit, args: Arguments) -> None:
    """Raise ``BadInput`` before a run where its report would have no such item."""
    from agent.bundle.omitted import MACHINE
    from agent.cli.keeping import check_items

    families = dict.fromkeys(one.family for one in kit.checks)
    check_items((*families, MACHINE), args.without)


def _items(case: Case, bundle: Bundle, words: Words) -> Iterator[Line]:
    """Say what the report holds, each item with the name that leaves it out."""
    from agent.bundle.omitted import items
    from agent.cli.render import Line

    goes = [one for one in items(case) if one not in bundle.chosen]
    named = ", ".join(f"{words.item(one)} ({one})" for one in goes)
    yield Line(words.phrase("desk-holds", items=named), style="quiet")
    if bundle.chosen:
        gone = ", ".join(map(words.item, bundle.chosen))
        yield Line(words.phrase("desk-omitted", items=gone), style="quiet")


def _can_repair(kit: Kit, session: Session, case: Case) -> bool:
    """Tell whether a repair that the policy allows exists for a cause that is left."""
    may = session.allowed(consent=True)
    named = {own.fix for own in kit.policy.own if own.code in case.left}
    return bool(case.left) and any(
        (fix.id in named or any(one.code in case.left for one in fix.repairs))
        and not may.objection(fix)
        for fix in kit.fixes()
    )


def _print_json(
    case: Case, words: Words, handed: Escalation, warnings: Sequence[str]
) -> None:
    import json

    report = as_json(case, words, handed, warnings)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")


def _print(case: Case, words: Words, handed: Escalation, *, can_repair: bool) -> None:
    from agent.cli.render import lines
    from agent.cli.terminal import write

    write(lines(case, words, handed, can_repair=can_repair))
