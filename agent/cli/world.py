"""What the command line is given: it imports no catalogue and no platform."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from agent.case import Case
from agent.check import AnyCheck
from agent.cli.options import Arguments
from agent.cli.platform import Platform
from agent.fix import AnyFix
from agent.host import Host
from agent.host.transcript import Asking
from agent.kit import Kit, outbox_of
from agent.model import Account
from agent.policy.model import OwnCheck, Policy, sections
from agent.policy.places import BUILT_IN, InForce, is_there
from agent.policy.source import load
from agent.trouble import BadInput
from agent.value import Value, replace
from agent.words import Words, choose
from agent.words.phrases import Language

ACTING = ("fix", "ui", "send")
"""Commands that repair something, or have something leave the PC."""


class World(Value):
    """The catalogue, the platform, the window: all that the commands need."""

    checks: Callable[[Sequence[str]], tuple[AnyCheck, ...]]
    fixes: Callable[[], tuple[AnyFix, ...]]
    platform: Platform
    open_window: Callable[..., int]
    speak: Callable[[Language], Words] = Words
    show_refusal: Callable[[Words, str], None] = lambda *_: None

    def kit(self, args: Arguments) -> Kit:
        """Return what runs are made of, by the options of a command line."""
        if args.policy:
            self._hold_to_rules(args)
        rules = self.rules(args.policy)
        policy = rules.policy
        only = [one for given in getattr(args, "only", []) for one in given.split(",")]
        chosen = chosen_checks(self._every(policy, only), only)
        state = os.path.abspath(args.state or self.platform.state_folder())
        own, parted = (state, outbox_of(policy, state)), sections(policy)
        own_rules = {row.check: row for row in policy.own}
        parts = {
            **self.platform.PARTS,
            "DiskHistory": lambda: _past(state),
            "ProxyHistory": lambda: _past(state),
            "OwnAgent": lambda: self.platform.own_agent(*own),
            "SystemRights": self._system_rights,
        }
        return Kit(
            chosen,
            self.fixes,
            policy,
            rules.source,
            state,
            lambda: Host(parts, parted, own_rules),
            self.platform.hold,
            lambda: (self._every(policy, []), self.fixes()),
            warnings=rules.warnings,
            lent=self._lent(policy),
            report=partial(_report, self, args),
        )

    def _hold_to_rules(self, args: Arguments) -> None:
        """Let nobody but an administrator act by other rules than those of IT.

        Where IT has none, and to look, any will do. Raises ``BadInput``.
        """
        mine = [path for path in self.platform.policy_files() if is_there(path)]
        if args.command not in ACTING or not mine or self.platform.mighty():
            return
        msg = (
            f"On this PC «{args.command}» goes by the rules in {mine[0]}; other rules"
            " can be tried out with «check --policy FILE»."
        )
        raise BadInput(msg)

    def _lent(self, policy: Policy) -> tuple[str, ...] | None:
        """Return what the service here does at the word of an employee's program."""
        if self.platform.mighty():
            return None
        from agent.service.offer import NOT_LENT

        asked = policy.service.on_request if self.platform.service_place() else ()
        return tuple(one for one in asked if one not in NOT_LENT)

    def rules(self, wanted: str) -> InForce:
        """Return the policy in force; one that has lapsed gives no rights of root."""
        rules = load(
            wanted,
            self.platform,
            lambda: {fix.id for fix in self.fixes()},
            lambda: {check.id for check in self.checks([])},
        )
        if not rules.lapsed:
            return rules
        fixes, mighty = rules.policy.fixes, Account.SYSTEM
        never = {*fixes.never, *(f.id for f in self.fixes() if f.runs_as is mighty)}
        less = replace(fixes, never=tuple(sorted(never)))
        return replace(rules, policy=replace(rules.policy, fixes=less))

    def _every(self, policy: Policy, only: Sequence[str]) -> tuple[AnyCheck, ...]:
        """Return the catalogue, and after it the checks that IT wrote itself."""
        if not policy.own:
            return self.checks(only)
        from agent.own.making import own_checks

        catalogue = self.checks([])
        return (*catalogue, *own_checks(policy.own, catalogue))

    def _system_rights(self) -> object:
        from agent.service.offer import offer_of

        offer = offer_of(self.checks([]), self.fixes())
        return self.platform.system_rights(offer.digest)

    def words(
        self,
        args: Arguments,
        own: Sequence[OwnCheck] = (),
        languages: Sequence[str] = (),
    ) -> Words:
        """Return the sentences in the language asked for, or the session's.

        ``own``: checks that IT wrote, which bring their own. ``languages``: those that
        IT allows.
        """
        words = self.speak(choose(args.lang, dict(os.environ), languages))
        words.learn(own)
        return words


class Here(Value):
    """Who hands over: by which rules, on which machine, in which words."""

    kit: Kit
    world: World
    args: Arguments
    words: Words


def _report(
    world: World, args: Arguments, kit: Kit, case: Case, askings: Sequence[Asking]
) -> None:
    """Leave a report in the outbox; ``OSError`` where IT wants none there."""
    from agent.cli.keeping import write_to_outbox
    from agent.policy.desk import DeskKind

    if kit.policy.desk.kind is DeskKind.NONE:
        raise OSError(0, "IT wants no reports left here")
    words = world.words(args, kit.policy.own, kit.policy.languages)
    write_to_outbox(kit, world.platform, case, askings, words)


def _past(state: str) -> object:
    from agent.past import PastRuns

    return PastRuns(state)


def rules_named(source: str, words: Words) -> str:
    """Return where rules come from, as people call it."""
    return words.phrase("status-built-in") if source == BUILT_IN else source


def chosen_checks(
    checks: Sequence[AnyCheck], only: Sequence[str]
) -> tuple[AnyCheck, ...]:
    """Return the checks of the named families, ids or names, in catalogue order."""
    chosen: set[AnyCheck] = set()
    for name in only:
        named = {c for c in checks if name in _names(c)}
        if not named:
            from agent.cli.misuse import unknown

            known = {word for check in checks for word in _names(check)}
            none = unknown("usage-check", name, known, "blusser checks")
            raise none
        chosen |= named
    return tuple(c for c in checks if not only or c in chosen)


def _names(check: AnyCheck) -> tuple[str, str, str]:
    return check.family, check.id, check.id.rpartition(".")[2]
