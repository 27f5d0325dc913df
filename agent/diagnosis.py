"""Tell causes from consequences. Pure: outcomes in, explanation out."""

from __future__ import annotations

from collections.abc import Mapping

from agent.check import AnyCheck
from agent.model import Found, Healthy, Outcome
from agent.value import Value


class Diagnosis(Value):
    """What is wrong, and which of it is only the echo of something else."""

    causes: tuple[AnyCheck, ...]
    echoes: Mapping[AnyCheck, tuple[AnyCheck, ...]]
    doubted: tuple[AnyCheck, ...]


def diagnose(outcomes: Mapping[AnyCheck, Outcome]) -> Diagnosis:
    """Explain findings by the findings upstream of them.

    A finding is doubted when something that could not work without it does work,
    unless it is a measurement or what works ``proves`` nothing; a doubted finding
    explains nothing and is never repaired unasked. An echo names its
    causes, not the echoes in between.
    """
    found = [c for c, outcome in outcomes.items() if isinstance(outcome, Found)]
    proven = {
        upstream
        for c, outcome in outcomes.items()
        if isinstance(outcome, Healthy) and c.proves
        for upstream in c.causes()
        if not upstream.measures
    }
    real = [c for c in found if c not in proven]
    causes = tuple(c for c in real if not set(c.causes()) & set(real))
    return Diagnosis(
        causes=causes,
        echoes={
            c: tuple(root for root in causes if root in set(c.causes()))
            for c in real
            if c not in causes
        },
        doubted=tuple(c for c in found if c in proven),
    )
