"""``report.html``: what a technician reads, with nothing but a browser.

No scripts, nothing loaded from anywhere, every value escaped. Entries that do not
fit are left out whole and counted; the causes get their room first.
"""

from __future__ import annotations

from agent.bundle.charts import charts
from agent.bundle.evidence import Evidence, Withheld
from agent.bundle.html import Paper, facts, ids, text
from agent.bundle.omitted import LEFT_OUT
from agent.bundle.rules_told import rule_told
from agent.bundle.sizes import REPORT
from agent.bundle.style import STYLE
from agent.case import Echo, Seen, Taken
from agent.symptoms import rank
from agent.words import Words
from agent.words.facts import Facts

FRAME = 2_000
"""Bytes kept for what stands around the blocks: head, headings, the last note."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
UNKNOWN = (KeyError, IndexError, ValueError, TypeError, AttributeError)
"""What filling in a sentence raises where facts were withheld or a code is new."""


def page(evidence: Evidence, words: Words) -> bytes:
    """Return the page, at most ``sizes.REPORT`` bytes, in the language of ``words``."""
    return _Page(evidence, words).whole().encode("utf-8", "replace")


class _Page:
    """The parts of the page, for one case in one language."""

    def __init__(self, evidence: Evidence, words: Words) -> None:
        self._evidence, self._case, self._words = evidence, evidence.case, words
        self._paper = Paper(words, REPORT - FRAME - len(STYLE))

    def whole(self) -> str:
        """Give room by what matters, then put the parts in the order of reading."""
        paper = self._paper
        title = f"{paper.say('title')} {text(self._case.id)}"
        head, foot = self._head(), self._replay() + self._machine()
        causes = paper.section("causes", map(self._cause, self._causes()))
        causes += paper.section("doubted", map(self._doubted, self._case.doubted))
        steps, unsure, privacy = self._steps(), self._unsure(), self._privacy()
        checks = self._checks()
        drawn = paper.section("charts", charts(self._evidence.askings, self._words))
        left = paper.left_out
        full = f"<p>{paper.say('page-full', count=left)}</p>" if left else ""
        return (
            f'<!doctype html>\n<html lang="{self._words.language}"><head>'
            f'<meta charset="utf-8"><title>{title}</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<style>{STYLE}</style></head>\n<body><main>\n{head}{causes}{steps}"
            f"{unsure}{drawn}{checks}{full}{foot}{privacy}</main></body></html>\n"
        )

    def _head(self) -> str:
        case, paper = self._case, self._paper
        count = max(1, len(case.left))
        tone = {"problems": "trouble", "unsure": "unsure"}.get(case.result, "well")
        return paper.fits(
            f"<header><b>Blusser</b> <span>{paper.say('title')}</span>"
            f' <span class="id">{text(case.id)}</span></header>\n'
            f'<h1 class="{tone}">'
            f"{paper.say(f'headline-{case.result}', count=count)}</h1>\n"
            f'<p class="muted">{text(self._glance())}</p>\n'
        )

    def _glance(self) -> str:
        when = self._case.started[:16].replace("T", " ")
        which = (self._evidence.machine.os, f"{when} UTC" if when else "")
        return " · ".join(filter(None, (*which, f"Blusser {self._case.version}")))

    def _causes(self) -> list[Seen]:
        """Return the causes: those still there first, then by the symptom."""
        case = self._case
        return sorted(
            case.causes, key=lambda c: (c.code not in case.left, rank(case.symptom, c))
        )

    def _cause(self, cause: Seen) -> str:
        paper, left = self._paper, cause.code in self._case.left
        state = paper.chip("left", "trouble") if left else paper.chip("cured", "well")
        if cause.outage:
            state += paper.chip("outage", "ask")
        echoes = [e for e in self._case.echoes if cause.code in e.because]
        lines = "".join(f"<li>{self._echo(echo)}</li>" for echo in echoes)
        advice = text(self._problem(cause, "advice")) if left else ""
        weight = paper.say(f"severity-{cause.severity}") if cause.severity else ""
        return (
            f'<article><div class="chips">{state}</div>'
            f"<h3>{text(self._problem(cause, 'title') or cause.code)}</h3>"
            f"<p>{text(self._problem(cause, 'text')) or self._why(cause.why)}</p>"
            f"{paper.titled('seen', facts(cause.facts))}"
            f"{paper.titled('echoes', f'<ul>{lines}</ul>' if lines else '')}"
            f"{paper.titled('advice', f'<p>{advice}</p>' if advice else '')}"
            f"{ids(cause.check, cause.code, weight, cause.outage)}</article>\n"
        )

    def _doubted(self, seen: Seen) -> str:
        title = text(self._problem(seen, "title") or seen.code)
        inside = facts(seen.facts) + ids(seen.check, seen.code)
        return f"<article><h3>{title}</h3>{inside}</article>\n"

    def _echo(self, echo: Echo) -> str:
        every = (*self._case.before, *self._case.after)
        named = (s for s in every if (s.check, s.code) == (echo.check, echo.code))
        seen = next(named, Seen(echo.check, "found", echo.code))
        return f"{text(self._problem(seen, 'title'))} {ids(echo.check, echo.code)}"

    def _steps(self) -> str:
        after = {seen.check: seen for seen in self._case.after}
        every = (*self._case.recovered, *self._case.steps)
        rows = (self._step(step, after.get(step.check)) for step in every)
        columns = (("repair", 38), ("result", 28), ("said", 22), ("seconds", 12))
        return self._paper.table("steps", columns, rows)

    def _step(self, step: Taken, seen: Seen | None) -> str:
        result = self._paper.state(step.result.value, "step")
        why = f"{self._why(step.why)} {text(self._words.freed(step.freed))}"
        said = self._paper.state(seen.state) if seen else ""
        cell = self._paper.cell
        return (
            f"<tr><td>{text(self._doing(step.fix))}{ids(step.fix, step.code)}</td>"
            f"<td>{result}<small>{why.strip()}</small></td>{cell('said', said)}"
            f"{cell('seconds', text(self._words.took(step.seconds)), 'number')}</tr>\n"
        )

    def _unsure(self) -> str:
        rows = (
            f"<tr><td>{text(self._question(seen.check))}{ids(seen.check)}</td>"
            f"<td>{self._why(seen.why)}</td></tr>\n"
            for seen in self._case.after
            if seen.state == "unsure"
        )
        return self._paper.table("unsure", (("check", 50), ("details", 50)), rows)

    def _checks(self) -> str:
        before = {seen.check: seen for seen in self._case.before}
        rows = (self._row(before.get(now.check, now), now) for now in self._case.after)
        columns = (("check", 40), ("before", 16), ("after", 16), ("details", 28))
        return self._paper.table("checks", columns, rows)

    def _row(self, then: Seen, now: Seen) -> str:
        paper = self._paper
        codes = dict.fromkeys(ids(seen.code) for seen in (then, now) if seen.code)
        why = f"<small>{self._why(now.why or then.why)}</small>"
        moved = "" if then.state == now.state else ' class="moved"'
        return (
            f"<tr{moved}><td>{text(self._question(now.check))}{ids(now.check)}</td>"
            f"{paper.cell('before', paper.state(then.state))}"
            f"{paper.cell('after', paper.state(now.state))}"
            f"<td>{''.join(codes)}{why}</td></tr>\n"
        )

    def _machine(self) -> str:
        case, machine = self._case, self._evidence.machine
        python = f", Python {machine.python}" if machine.python else ""
        up = Facts(self._words.language).format_field(machine.uptime, "duration")
        known = {
            "os": machine.os,
            "kernel": machine.kernel,
            "arch": machine.machine,
            "uptime": up if machine.uptime else "",
            "versions": f"Blusser {case.version}{python}",
            "started": case.started,
            "took": f"{self._words.took(case.seconds)} s",
            "trigger": self._word("trigger", case.trigger),
            "symptom": case.symptom and self._symptom(case.symptom),
        }
        rows = {self._words.phrase(f"report-{k}"): v for k, v in known.items() if v}
        return self._paper.section("machine", [f"<article>{facts(rows)}</article>\n"])

    def _privacy(self) -> str:
        paper, evidence = self._paper, self._evidence
        rules = evidence.removed.items()
        removed = facts({rule_told(rule, self._words): str(n) for rule, n in rules})
        left = "".join(map(self._withheld, evidence.withheld))
        inside = (
            paper.titled("removed", removed)
            or f"<p>{paper.say('nothing-removed')}</p>",
            paper.titled("withheld", f"<ul>{left}</ul>" if left else "")
            or f"<p>{paper.say('nothing-withheld')}</p>",
        )
        return paper.section("privacy", [f"<article>{''.join(inside)}</article>\n"])

    def _withheld(self, note: Withheld) -> str:
        times = f" ({note.count})" if note.count > 1 else ""
        if note.reason == LEFT_OUT:
            why = self._words.phrase(f"report-{LEFT_OUT}")
            item = self._words.item(note.what)
            return f"<li>{self._paper.say('withheld-item', item=item, why=why)}</li>"
        why = self._paper.say(note.reason)
        return f'<li><span class="id">{text(note.what)}</span>: {why}{times}</li>'

    def _replay(self) -> str:
        command = f"blusser replay blusser-{text(self._case.id)}.zip"
        block = (
            f"<article><p>{self._paper.say('replay-text')}</p>"
            f"<pre><code>{command}</code></pre></article>\n"
        )
        return self._paper.section("replay", [block])

    def _why(self, why: str) -> str:
        return text(self._words.reason_in_full(why))

    def _problem(self, seen: Seen, part: str) -> str:
        try:
            return self._words.problem(seen.code, part, seen.facts)
        except UNKNOWN:
            return ""

    def _word(self, kind: str, name: str) -> str:
        """Return a name in the reader's language; one that has no words, itself."""
        try:
            return self._words.phrase(f"report-{kind}-{name.replace(' ', '-')}")
        except KeyError:
            return name

    def _symptom(self, symptom: str) -> str:
        try:
            return self._words.phrase(f"symptom-{symptom}")
        except UNKNOWN:
            return symptom

    def _question(self, check: str) -> str:
        try:
            return self._words.question(check)
        except (*UNKNOWN, OSError):
            return ""

    def _doing(self, fix: str) -> str:
        try:
            return self._words.fix(fix, "doing")
        except UNKNOWN:
            return fix
