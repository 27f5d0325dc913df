"""Runs a session from the command line, and leaves a report of what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent.case import Case
from agent.cli.options import Arguments
from agent.cli.world import Here
from agent.kit import Kit
from agent.planning import Allowed, Plan
from agent.policy.desk import DeskKind
from agent.session import Session
from agent.typed import TYPE_CHECKING, Any
from agent.words import Words

if TYPE_CHECKING:
    from agent.cli.keeping import Bundle

Facts = Mapping[str, dict[str, Any]]
"""What was found, by the code of the problem."""
Consent = Callable[[Plan, Allowed, Facts], bool]
"""Whether repairs that ask may run, of those that are allowed with a yes."""


def carry_out(
    kit: Kit, args: Arguments, words: Words, consent: Consent | None
) -> tuple[Session, Case]:
    """Run a session to its end; without ``consent`` nothing is repaired."""
    from agent.cli.terminal import progress

    trigger, mend = ("schedule" if args.silent else "cli"), consent is not None
    symptom = _symptom(args, words)
    with progress(words, quiet=args.silent or args.json) as show:
        session = Session(kit, trigger, symptom, show.hear, repairs=mend)
        with session:
            plan = session.diagnose()
            if consent:
                with show.paused():
                    yes = consent(plan, session.allowed(consent=True), show.found)
                session.repair(plan, yes, to_all=args.yes)
            return session, session.finish()


def _symptom(args: Arguments, words: Words) -> str:
    """Return the symptom that was named or meant, and say what was understood."""
    if not args.symptom:
        return ""
    from agent.symptoms import heard, understood

    symptom = understood(args.symptom)
    if not (args.silent or args.json):
        from agent.cli.render import Line
        from agent.cli.terminal import write

        write([Line(heard(args.symptom, symptom, words), style="quiet"), Line()])
    return symptom


def hand_over(here: Here, session: Session, case: Case) -> Bundle | None:
    """Leave a bundle in the outbox; a disk that is full is said, not hidden."""
    from agent.cli.keeping import write_to_outbox

    kit, words, tell = here.kit, here.words, session.warnings.append
    platform, without = here.world.platform, here.args.without
    if kit.policy.desk.kind is DeskKind.NONE:
        return None
    try:
        return write_to_outbox(
            kit, platform, case, session.askings, words, tell, without
        )
    except OSError as trouble:
        session.warnings.append(words.phrase("cli-no-bundle", why=trouble.strerror))
        return None
