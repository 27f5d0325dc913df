"""What nobody here can repair stands in a real desk, once, however bad the cable is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from secrets import token_hex

import pytest

from agent.bundle.unpack import read
from agent.desk.model import LaterError, Ref
from agent.outbox.crowd import luck, turn
from agent.outbox.delivery import deliver
from agent.outbox.parcel import Enclosed, Parcel, Spool, Stage
from agent.value import replace
from agent.words import Words
from tests.lab.desk.pulled import Cable
from tests.lab.desk.request_tracker import AGENT, KEY, OUTAGE, QUEUE

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]

POLICY = """
[desk]
kind = "request-tracker"
url = "{url}"
user = "{user}"
secret = "{secret}"
place = "{place}"
key_field = "{key}"
outage_field = "{outage}"
[[own]]
id = "licence"
kind = "file"
path = "{missing}"
[own.words.en]
title = "The licence of the drawing program is gone"
text = "Without it nobody here can draw."
advice = "IT can put it back."
"""


@pytest.fixture
def rt(start):
    return start("request-tracker")


@pytest.fixture
def cable(rt):
    cable = Cable(rt.url)
    yield cable
    cable.close()


@pytest.fixture
def blusser(tmp_path, cable):
    """Return the program on a PC whose fault only IT can mend, with that desk."""
    secret = tmp_path / "secret"
    secret.touch(0o600)
    secret.write_text(AGENT[1])
    about = {"url": cable.url, "user": AGENT[0], "place": QUEUE, "key": KEY}
    about |= {"outage": OUTAGE, "secret": secret, "missing": tmp_path / "licence"}
    (tmp_path / "policy.toml").write_text(POLICY.format(**about))

    def run(*words):
        mine = ("--policy", f"{tmp_path}/policy.toml", "--state", f"{tmp_path}/state")
        said = subprocess.run(
            [sys.executable, "-m", "agent", *words, "--json", *mine],
            capture_output=True,
            text=True,
            timeout=100,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        assert not said.stderr, said.stderr
        return said.returncode, json.loads(said.stdout)

    return run


def test_the_desk_is_proven_before_it_is_needed(blusser):
    assert blusser("desk", "test") == (
        0,
        {"schema": 1, "desk": "request-tracker", "ready": True, "why": ""},
    )


def test_a_ticket_with_the_cause_in_its_subject_and_the_report_as_it_lies_here(
    blusser, rt
):
    code, said = blusser("fix", "--only", "own.licence", "--send")

    handed, ref = said["escalation"], rt.newest()
    subject, text = rt.shown(ref)
    assert (code, handed["state"], handed["ticket"]) == (1, "sent", ref.id), said
    assert "The licence of the drawing program is gone" in subject
    assert "Without it nobody here can draw." in text
    bundle = rt.content(ref, ".zip")
    with open(handed["bundle"], "rb") as file:
        assert bundle == file.read()
    assert sha256(bundle).hexdigest() in text
    assert read(bundle, "rt").case.id == said["case"]
    assert b"<h1" in rt.content(ref, ".html")


def test_with_the_cable_pulled_it_waits_and_arrives_once_when_it_is_back(
    blusser, rt, cable
):
    before, cable.left = rt.count(), 0
    code, said = blusser("fix", "--only", "own.licence", "--send")
    assert (code, said["escalation"]["state"]) == (1, "queued")
    assert blusser("send", "--waiting")[0] == 1
    assert rt.count() == before

    cable.left = None
    code, said = blusser("send", "--waiting")
    again, _ = blusser("send", "--waiting")

    assert (code, again) == (0, 0)
    assert [one["stage"] for one in said["parcels"]] == ["sent"]
    assert rt.count() == before + 1


def parcel(spool, data):
    os.makedirs(spool.folder, exist_ok=True)
    with open(f"{spool.folder}/report.zip", "wb") as file:
        file.write(data)
    digest = sha256(data).hexdigest()
    file = Enclosed("report.zip", "report.zip", "application/zip", digest)
    key = token_hex(16)
    return spool.keep(
        Parcel(key, "case", "Cut", "It is cut.", ("x",), 0.0, files=(file,))
    )


def test_cut_anywhere_there_is_one_ticket_with_one_whole_report(rt, cable, tmp_path):
    """At each tenth of what goes over the cable when nothing is cut."""
    data = os.urandom(60_000)
    spool = Spool(str(tmp_path / "whole"))
    deliver(parcel(spool, data), rt.through(cable.url), spool, lambda: 0.0)
    whole = cable.moved

    for tenth in range(1, 10):
        before, spool = rt.count(), Spool(str(tmp_path / str(tenth)))
        parcel(spool, data)
        cable.left = whole * tenth // 10
        with pytest.raises(LaterError):
            deliver(spool.parcels()[0], rt.through(cable.url), spool, lambda: 0.0)
        done = deliver(spool.parcels()[0], rt.desk(), spool, lambda: 1e6)

        assert done.stage is Stage.SENT
        assert rt.count() == before + 1, f"cut at {tenth * 10} %"
        assert rt.content(done.ref, ".zip") == data


def test_many_pcs_with_one_outage_make_one_ticket_that_stands_for_all(rt, tmp_path):
    """Eight at a time, none of them waiting for the others."""
    outage = token_hex(8)

    def pc(number):
        spool = Spool(str(tmp_path / str(number)))
        made = replace(parcel(spool, b"seen"), outage=outage)
        return deliver(made, rt.desk(), spool, lambda: 1.0), spool

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(pc, range(40)))
    for done, spool in told:
        if done.stage is Stage.CREATED:
            deliver(done, rt.desk(), spool, lambda: 1e6)

    query = f"'CF.{{{OUTAGE}}}'='{outage}'"
    found = rt.ask("GET", f"/tickets?query={query}&per_page=100")["items"]
    refs = [Ref(one["id"], "") for one in found]
    alone = [ref for ref in refs if not rt.parents(ref)]
    joined = [done for done, _ in told if done.stage is Stage.JOINED]
    assert len(alone) == 1, refs
    assert len(refs) <= 8
    assert len(joined) == 40 - len(refs)


def test_what_pcs_count_on_the_outages_ticket_is_what_it_reads_there(rt, tmp_path):
    """The luckiest come first, so that a dozen do for many notes."""
    crowd = Words("nl").phrase("desk-crowd", count="{count}")
    outage, first, pcs, notes = token_hex(8), token_hex(16), 0, []
    keys = sorted((token_hex(16) for _ in range(4000)), key=luck)[:12]
    for number, key in enumerate([first, *keys]):
        spool = Spool(str(tmp_path / str(number)))
        made = replace(parcel(spool, b"seen"), key=key, outage=outage, crowd=crowd)
        done = deliver(made, rt.desk(), spool, lambda: 1.0)
        if key != first and (more := turn(key, pcs)):
            pcs, text = more, f"Ongeveer {more} pc's hebben dit (ruw geteld)."
            notes.append((f"[blusser-count {more}]", text))

    assert done.stage is Stage.JOINED
    assert len(notes) > 7
    assert rt.desk().counted(done.ref) == pcs
    counts = [one for one in rt.comments(done.ref) if one[0].startswith("[blusser")]
    assert counts == notes
