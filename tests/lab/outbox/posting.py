"""One round of the outbox in a process of its own, over a real wire."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from agent.desk.trust import Route
from agent.desk.zammad import desk
from agent.outbox.parcel import Enclosed, Parcel, Spool
from agent.outbox.post import Round, pending, post
from agent.policy.desk import DeskKind, DeskRules

REPORT = bytes(range(256)) * 40
RUN = "import sys; from tests.lab.outbox.posting import main; main(*sys.argv[1:])"


def prepare(folder: Path) -> Path:
    """Return a folder whose outbox has one parcel."""
    spool = Spool(str(folder / "outbox"))
    file = Enclosed(
        "report.zip", "report.zip", "application/zip", sha256(REPORT).hexdigest()
    )
    key = sha256(str(folder).encode()).hexdigest()[:32]
    spool.keep(Parcel(key, "case", "Cut", "It is cut.", ("x",), 0.0, files=(file,)))
    (folder / "outbox" / "report.zip").write_bytes(REPORT)
    return folder


def main(folder: str, given: str) -> None:
    """Deliver what is due; ``given``: the desk's address and the time.

    Exit code 2 where this PC's disk does not let it, 3 where something waits.
    """
    url, _, now = given.partition("@")
    spool = Spool(f"{folder}/outbox")
    rules = DeskRules(
        DeskKind.ZAMMAD, url, place="Service Desk", key_field="blusser_key"
    )
    round_ = Round(lambda: float(now), lambda: 0.0, lambda _: True, eager=True)
    try:
        post(spool, lambda: desk(rules, "good-token", Route()), round_)
    except OSError:
        sys.exit(2)
    sys.exit(3 if pending(spool) else 0)
