"""Prints what is seen of the secrets of endpoints: python -m tests.bench.recall

Blusser beside ``sos clean`` (Debian: sosreport) and detect-secrets on the same samples,
those of the canary test: a home game, so the other columns say what these miss and not
what they are worth. ``--write`` puts the tables into docs/redaction.md.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import chdir
from datetime import UTC, datetime
from importlib.util import find_spec
from tempfile import TemporaryDirectory

from agent.bundle.kinds import FAMILIES, NAMES, SECRETS
from agent.bundle.redact import Redactor
from tests.agent.bundle.test_canaries import WRITINGS, needles
from tests.agent.bundle.test_redact import HARMLESS
from tests.agent.bundle.toys import KNOWN

Sample = tuple[str, list[str]]
Cleans = Callable[[Sequence[str]], list[str]]
"""Returns of each text what somebody could still read."""
PAGE = os.path.join(os.path.dirname(__file__), "../../docs/redaction.md")
BEGIN = "<!-- tables of tests/bench/recall.py -->\n"
END = "\n## "
OF_HERE = "The names of this computer and its people"
SOS = "sos"


def blusser(texts: Sequence[str]) -> list[str]:
    """Clean by our rules, which are told who works here."""
    return [Redactor(KNOWN).text(text) for text in texts]


def sos_clean(texts: Sequence[str]) -> list[str]:
    """Have sos clean a report with a file for each text; it is told who works here."""
    with TemporaryDirectory() as folder:
        report = os.path.join(folder, "sosreport-pc-0042-2026-11-27-abcdefg")
        put(os.path.join(report, "sos_logs/sos.log"), "")
        put(os.path.join(report, "sos_commands/host/hostname"), HOSTNAME)
        for at, text in enumerate(texts):
            put(os.path.join(report, f"sos_commands/samples/{at}.txt"), text)
        os.mkdir(out := os.path.join(folder, "out"))
        names = f"--keywords={KNOWN['user']},{KNOWN['name']}"
        told = ["--batch", "-q", "--no-update", f"--domains={KNOWN['domain']}", names]
        command = [SOS, "clean", *told, "--tmp-dir", out, report]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        cleaned = os.path.join(out, os.path.basename(report), "sos_commands/samples")
        return [read(os.path.join(cleaned, f"{at}.txt")) for at in range(len(texts))]


HOSTNAME = f"{KNOWN['host']}.{KNOWN['domain']}\n".lower()


def detect_secrets(texts: Sequence[str]) -> list[str]:
    """Return nothing of a text in which anything was flagged: the kindest reading."""
    from detect_secrets import SecretsCollection
    from detect_secrets.settings import default_settings

    left = []
    with default_settings(), TemporaryDirectory() as folder, chdir(folder):
        for text in texts:
            put("sample.txt", text)
            found = SecretsCollection()
            found.scan_file("sample.txt")
            left.append("" if found else text)
    return left


def tools() -> dict[str, Cleans]:
    """Return what can be measured here, by name."""
    every: dict[str, Cleans] = {"Blusser": blusser}
    if shutil.which(SOS):
        every["sos clean"] = sos_clean
    if find_spec("detect_secrets"):
        every["detect-secrets"] = detect_secrets
    return every


def families() -> dict[str, list[Sample]]:
    """Return the samples of each family of secrets as they are."""
    every = {
        name: [sample(hit) for rule in rules for hit in rule.hits]
        for name, rules in FAMILIES.items()
    }
    names = [f"lent to «{KNOWN[kind]}» today" for kind in KNOWN]
    return every | {OF_HERE: [sample(one) for one in names]}


def writings() -> dict[str, list[Sample]]:
    """Return one sample of each kind in every way to write it."""
    first = [sample(rule.hits[0]) for rule in (*SECRETS, *NAMES)]
    return {
        name: [(write(text), secrets) for text, secrets in first]
        for name, write in WRITINGS.items()
    }


def sample(hit: str) -> Sample:
    """Return a sample without its marks, and what was marked."""
    return re.sub("[«»]", "", hit), re.findall("«([^»]+)»?", hit)


def seen(cleans: Cleans, samples: Sequence[Sample]) -> int:
    """Return of how many samples something went, and no secret is left in any writing.

    What is packed deeper than ``needles`` look is still there where nothing changed.
    """
    left = cleans([text for text, _ in samples])
    return sum(
        now != was and not any(one in now for part in secrets for one in needles(part))
        for now, (was, secrets) in zip(left, samples, strict=True)
    )


def taken(cleans: Cleans) -> int:
    """Return how many harmless texts are not as they were."""
    return sum(map(str.__ne__, cleans(HARMLESS), HARMLESS))


def tables(every: dict[str, Cleans]) -> str:
    """Return all tables for a page, with the day."""
    parts = [f"Measured on {datetime.now(UTC):%-d %B %Y} with {versions()}."]
    for title, groups in (("kind", families()), ("way to write it", writings())):
        rows = [row(title, "samples", *every), "|---" * (len(every) + 2) + "|"]
        total = [0] * len(every)
        for name, samples in groups.items():
            counts = [seen(cleans, samples) for cleans in every.values()]
            total = [one + more for one, more in zip(total, counts, strict=True)]
            rows.append(row(name, len(samples), *counts))
        size = sum(map(len, groups.values()))
        shares = (f"**{one}** ({100 * one // size} %)" for one in total)
        rows.append(row("**all**", size, *shares))
        if title == "kind":
            counts = [taken(cleans) for cleans in every.values()]
            rows.append(row("harmless, but taken", len(HARMLESS), *counts))
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def versions() -> str:
    """Return what the others are, as their packages say."""
    from importlib.metadata import version

    asked = ["/usr/bin/dpkg-query", "-W", "-f", "${Version}", "sosreport"]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    theirs = version("detect-secrets")
    return f"sosreport {said.stdout or '(not of Debian)'}, detect-secrets {theirs}"


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def put(path: str, text: str) -> None:
    """Write a text into a file, and the folders above it."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def read(path: str) -> str:
    """Return the text of a file."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


if __name__ == "__main__":
    here = tools()
    if len(here) < 3:
        sys.exit("It takes sosreport of Debian, and the libraries of the tests.")
    measured = tables(here)
    sys.stdout.write(measured)
    if "--write" in sys.argv:
        head, _, rest = read(PAGE).partition(BEGIN)
        put(PAGE, f"{head}{BEGIN}\n{measured}{rest[rest.index(END) :]}")
