"""Prints which secrets of endpoints are seen: python -m tests.bench.recall

Ours against detect-secrets, where it is installed, on the samples of our own rules:
a home game, so the second column says what the other misses and not what it is
worth. The last row counts harmless samples that were taken for secrets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from tempfile import NamedTemporaryFile

from agent.bundle.kinds import FAMILIES, NAMES
from agent.bundle.redact import Redactor
from tests.agent.bundle.test_redact import HARMLESS

Sees = Callable[[str, list[str]], bool]


def ours(text: str, secrets: list[str]) -> bool:
    """Say whether the redactor takes out everything that is secret in a text."""
    cleaned = Redactor({}).text(text)
    return not any(secret in cleaned for secret in secrets) and cleaned != text


def theirs() -> Sees | None:
    """Return the same for detect-secrets: it flags any line of the text."""
    try:
        from detect_secrets import SecretsCollection
        from detect_secrets.settings import default_settings
    except ImportError:
        return None

    def sees(text: str, _: list[str]) -> bool:
        with default_settings(), NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(text + "\n")
            file.flush()
            found = SecretsCollection()
            found.scan_file(file.name)
            return bool(found)

    return sees


def main() -> None:
    """Print the table."""
    columns = {"blusser": ours} | (
        {"detect-secrets": them} if (them := theirs()) else {}
    )
    if not them:
        print("detect-secrets is not installed here; its column is left out")
    print(f"{'':40}{'samples':>8}" + "".join(f"{name:>16}" for name in columns))
    total = dict.fromkeys(columns, 0)
    samples = 0
    for family, rules in FAMILIES.items():
        if rules is NAMES:
            continue
        hits = [
            (plain(hit), re.findall("«([^»]+)»?", hit)) for r in rules for hit in r.hits
        ]
        seen = {name: sum(see(*hit) for hit in hits) for name, see in columns.items()}
        total = {name: total[name] + seen[name] for name in columns}
        samples += len(hits)
        row(family, len(hits), list(seen.values()))
    row("all", samples, list(total.values()))
    calm = [
        *HARMLESS,
        *(miss for rules in FAMILIES.values() for r in rules for miss in r.misses),
    ]
    row(
        "harmless, but taken",
        len(calm),
        [sum(s(t, []) for t in calm) for s in columns.values()],
    )


def plain(hit: str) -> str:
    """Return a sample without its marks."""
    return hit.replace("«", "").replace("»", "")


def row(name: str, samples: int, seen: list[int]) -> None:
    """Print how many of so many were seen."""
    shares = "".join(f"{n:>9} ({100 * n // samples:>3} %)" for n in seen)
    print(f"{name:40}{samples:>8}{shares}")


if __name__ == "__main__":
    main()
