"""Killed, or let down by its disk, at any call: one ticket with one whole report."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.outbox.parcel import Spool, Stage
from tests.agent.desk.fakes.server import served
from tests.agent.desk.fakes.zammad import Zammad
from tests.lab.journal.crash import calls, faulty, run
from tests.lab.outbox.posting import REPORT, RUN, prepare

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

HOUR = 3600
FAULTS = ["signal=SIGKILL", "error=EIO", "error=ENOSPC"]


@pytest.fixture
def zammad():
    one = Zammad()
    with served(one):
        yield one


def tickets(zammad: Zammad, key: str) -> list[int]:
    return [n for n, t in zammad.tickets.items() if t.get("blusser_key") == key]


def wrong(folder: Path, zammad: Zammad) -> list[str]:
    """Start again, an hour later each time; return what must never be so."""
    for hour in range(1, 4):
        code = run(folder, "", f"{zammad.url}@{hour * HOUR}", RUN).returncode
    (parcel,) = Spool(str(folder / "outbox")).parcels()
    made = tickets(zammad, parcel.key)
    held = [
        one["filename"]
        for article in zammad.articles
        if article["ticket_id"] in made
        for one in article["attachments"]
        if zammad.files[one["id"]] == REPORT
    ]
    claims = {
        "it is not sent": (code, parcel.stage) != (0, Stage.SENT),
        f"there are {len(made)} tickets": len(made) != 1,
        f"there are {len(held)} reports": len(held) != 1,
        "half a file is left": any((folder / "outbox").glob(".*")),
    }
    return [claim for claim, true in claims.items() if true]


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_happens_at_whichever_call(tmp_path, zammad, fault):
    first = f"{zammad.url}@0"
    numbered = calls(prepare(tmp_path / "plain"), first, RUN)
    found = []
    for at, call in numbered.items():
        folder = prepare(tmp_path / f"{at[0]}-{at[1]}")
        faulty(folder, fault, at, first, RUN)
        found += [(at, call, claim) for claim in wrong(folder, zammad)]

    assert found == []
    assert len(numbered) > 8
    assert len(REPORT) > 10_000
