"""What volleys of small packets say about a line: lossy, slow, jittery, or well.

Loss counts where everybody it could reach shows it: a router that answers few pings
on purpose, or a server that is slow by itself, is no line.
"""

from collections.abc import Callable
from itertools import pairwise

from agent.host.ports.line import Look, Volley
from agent.policy.model import NetworkRules
from agent.value import Value

LEAST = 5
"""Lost packets that are no chance: of 64, with 2 % lost, so many in 1 of 100 looks."""
PARTS, HIT = 4, 3
"""Loss that is no hiccup (a radio changing its station) is in so many quarters."""
SAME = 0.7
"""The share of the trouble that shows at the gateway already, where it is near."""


class Trouble(Value):
    """How bad, in percent or milliseconds; ``near``: before the gateway already.

    ``beyond``: the way to the gateway was tried, and is well.
    """

    amount: int
    near: bool = False
    beyond: bool = False


def troubles(look: Look, rules: NetworkRules) -> dict[str, Trouble]:
    """Return what is wrong by one look, the worst first: lossy, slow, jittery."""
    near = [one for one in look.volleys if one.near]
    far = [one for one in look.volleys if not one.near]
    pings = [one for one in near if one.by == "echo"]
    found = {
        "lossy": _lossy(near, far, pings, rules.lossy_above_percent),
        "slow": _above(
            _least(_middle, far), _least(_middle, pings), rules.slow_above_ms
        ),
        "jittery": _above(
            _common(_jitter, far, rules.jittery_above_ms),
            _least(_jitter, pings),
            rules.jittery_above_ms,
        ),
    }
    return {kind: trouble for kind, trouble in found.items() if trouble}


def _lossy(
    near: list[Volley], far: list[Volley], pings: list[Volley], limit: float
) -> Trouble | None:
    """Find loss that everybody shows; only what two see counts, of one kind or two."""
    witnesses = far or (near if len({one.by for one in near}) > 1 else [])
    if not witnesses or not _all_lose(witnesses, limit):
        return None
    percent = round(_lost(witnesses))
    if _all_lose(pings, limit):
        return Trouble(round(_lost(pings)), near=True)
    return Trouble(percent, beyond=any(_lost([one]) <= limit / 2 for one in pings))


def _all_lose(volleys: list[Volley], limit: float) -> bool:
    """Say whether each loses some, and together too many, again and again."""
    missing = [_missing(one) for one in volleys]
    hit = {part for one in missing for part in one}
    return (
        all(missing)
        and sum(map(len, missing)) >= LEAST
        and _lost(volleys) > limit
        and len(hit) >= HIT
    )


def _missing(volley: Volley) -> list[int]:
    """Return in which quarter each lost packet was."""
    count = len(volley.times)
    return [at * PARTS // count for at, took in enumerate(volley.times) if took < 0]


def _lost(volleys: list[Volley]) -> float:
    every = [took for one in volleys for took in one.times]
    return 100 * sum(took < 0 for took in every) / len(every)


def _above(far: float, near: float, limit: float) -> Trouble | None:
    """Find what is too much beyond; ``near``, where known, tells where it begins.

    What is too much on the way to the gateway begins there, however much joins it.
    """
    if far <= limit:
        return None
    if near > min(limit, SAME * far):
        return Trouble(round(near), near=True)
    return Trouble(round(far), beyond=near >= 0)


def _least(measure: Callable[[Volley], float], volleys: list[Volley]) -> float:
    """Return what even the best shows: a server that is slow by itself is no line.

    Below 0 where there is none.
    """
    return min(map(measure, volleys), default=-1.0)


def _common(
    measure: Callable[[Volley], float], volleys: list[Volley], limit: float
) -> float:
    """Return what they show on average, where each shows at least half too much."""
    shown = list(map(measure, volleys))
    if not shown or min(shown) <= limit / 2:
        return 0.0
    return sum(shown) / len(shown)


def _middle(volley: Volley) -> float:
    times = sorted(_answered(volley))
    return times[len(times) // 2]


def _jitter(volley: Volley) -> float:
    """Return the mean difference of one packet to the next (after RFC 3550, 6.4.1)."""
    times = _answered(volley)
    steps = [abs(one - next_) for one, next_ in pairwise(times)]
    return sum(steps) / len(steps) if steps else 0.0


def _answered(volley: Volley) -> list[float]:
    return [took for took in volley.times if took >= 0]
