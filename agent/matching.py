"""Tells which symptom somebody means, whatever words and language they use.

Words are cut into runs of three to five letters, weighed by how rare they are (tf-idf),
so that typing mistakes, endings and German or Dutch compounds cost little. Nothing is
learned and nobody is asked: the phrases stand in ``agent/words/symptoms.toml``.
"""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log, sqrt

from agent.typed import Final

SHORTEST, LONGEST = 3, 5
"""Letters of a run; a word is one with a space at either end."""
WHOLE = 2
"""How much more a whole word counts than a run of its letters."""
KEPT = 200
"""Characters of what was said that are looked at."""
LEAST = 0.19
"""Likeness (0 to 1) below which nothing was understood."""
AHEAD = 0.03
"""By how much the best symptom must be better than the next."""
SPELLED: Final = {"wi fi": "wifi", "wi-fi": "wifi", "e-mail": "email", "ß": "ss"}

Vector = Mapping[str, float]


def match(text: str) -> str:
    """Return the symptom a text speaks of; empty where it is none, or could be two."""
    scores = sorted(likeness(text).items(), key=lambda pair: -pair[1])
    (best, most), (_, next_best) = scores[:2]
    return best if most >= LEAST and most - next_best >= AHEAD else ""


def likeness(text: str) -> dict[str, float]:
    """Return for each symptom how much the text is like its phrases, 0 to 1.

    Half of it is the phrase that is nearest, half all phrases together: the first
    knows turns of speech, the second which words belong to a trouble.
    """
    weights, phrases, wholes = _index()
    said = _vector(Counter(_runs(text[:KEPT])), weights)
    nearest = dict.fromkeys(wholes, 0.0)
    for symptom, phrase in phrases:
        nearest[symptom] = max(nearest[symptom], _cosine(said, phrase))
    return {
        symptom: (nearest[symptom] + _cosine(said, whole)) / 2
        for symptom, whole in wholes.items()
    }


def plain(text: str) -> str:
    """Return a text in small letters without accents, signs and numbers."""
    low = text.lower()
    for spelled, meant in SPELLED.items():
        low = low.replace(spelled, meant)
    bare = unicodedata.normalize("NFKD", low)
    kept = (c for c in bare if not unicodedata.combining(c))
    return "".join(c if c.isalpha() else " " for c in kept)


def _runs(text: str) -> Iterator[str]:
    for word in plain(text).split():
        framed = f" {word} "
        yield from (f"#{word}",) * WHOLE
        for size in range(SHORTEST, LONGEST + 1):
            for at in range(len(framed) - size + 1):
                yield framed[at : at + size]


@lru_cache(maxsize=1)
def _index() -> tuple[Vector, list[tuple[str, Vector]], dict[str, Vector]]:
    """Return how rare each run is, every phrase, and each symptom as a whole."""
    path = os.path.join(os.path.dirname(__file__), "words", "symptoms.toml")
    with open(path, "rb") as file:
        known = tomllib.load(file)
    counted = [
        (symptom, Counter(_runs(phrase)))
        for symptom, languages in known.items()
        for phrases in languages.values()
        for phrase in phrases
    ]
    whole = {symptom: Counter[str]() for symptom in known}
    for symptom, counts in counted:
        whole[symptom].update(counts)
    often = Counter(run for _, counts in counted for run in counts)
    spread = Counter(run for counts in whole.values() for run in counts)
    weights = {
        run: log((len(whole) + 1) / spread[run]) * n / (n + 1)
        for run, n in often.items()
    }
    return (
        weights,
        [(symptom, _vector(counts, weights)) for symptom, counts in counted],
        {symptom: _vector(counts, weights) for symptom, counts in whole.items()},
    )


def _vector(counts: Mapping[str, int], weights: Vector) -> Vector:
    """Weigh runs and make the whole as long as any other; a new run is a rare one."""
    rare = max(weights.values())
    raw = {run: (1 + log(n)) * weights.get(run, rare) for run, n in counts.items()}
    length = sqrt(sum(x * x for x in raw.values())) or 1.0
    return {run: x / length for run, x in raw.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(x * other.get(run, 0.0) for run, x in one.items())
