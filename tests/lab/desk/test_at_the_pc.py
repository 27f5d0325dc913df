"""A click, a look and a click at a booted PC: the ticket stands in a real desk.

The PC is the office's; Request Tracker is one of the servers beyond its gateway, over
TLS by an authority that this PC trusts. Nothing but the mouse and the cable is moved.
"""

from __future__ import annotations

import json
import socket
from hashlib import sha256
from urllib.parse import urlsplit

import pytest

from agent.bundle.unpack import read
from tests.lab.desk.request_tracker import AGENT, KEY, OUTAGE, QUEUE
from tests.lab.gauntlet.office import Office
from tests.lab.gauntlet.seat import Seat, system
from tests.lab.network.plan import ZONE
from tests.lab.network.web import WebServer, front
from tests.lab.window.seen import ASK, button, places

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

DESK = "desk.lab.test"
SECRET = "/home/alice/.config/blusser-desk"
OUTBOX = "/home/alice/.local/state/blusser/outbox"
RULES = {
    "services": {"required": ["lab-guard.service"]},
    "desk": {
        "kind": "request-tracker",
        "url": f"https://{DESK}",
        "user": AGENT[0],
        "secret": SECRET,
        "place": QUEUE,
        "key_field": KEY,
        "outage_field": OUTAGE,
    },
}
LOCKED = (
    "ln -sf /dev/null /etc/systemd/system/lab-guard.service; systemctl daemon-reload"
)
"""What IT requires was masked on purpose: nobody here may mend that."""
CAUSE = "Something that IT requires is switched off"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(str(tmp_path_factory.mktemp("office")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def rt(start, office):
    """Request Tracker, where the PC finds it by name, behind TLS."""
    lab = start("request-tracker")
    bound = office.internet.bound(socket.SOCK_STREAM, ZONE[DESK][0], 443)
    pass_on = front(urlsplit(lab.url).netloc)
    server = WebServer(bound, office.clock, pass_on, office.trusted.server(DESK))
    yield lab
    server.close()


@pytest.fixture
def seat(office, rt):
    """Alice with the window open, at a PC with a fault that only IT can mend."""
    pc = office.switch_on(system())
    try:
        office.rules(RULES)
        pc.sh(LOCKED)
        pc.write(SECRET, f"{AGENT[1]}\n")
        pc.sh(f"chown -R alice: /home/alice/.config; chmod 600 {SECRET}")
        made = Seat(pc)
        made.opens("--lang", "en")
        yield made
        assert made.said() == ""
    finally:
        office.switch_off()


def previewed(seat):
    """Click Fix, wait for the result, click what leads to the preview of the ticket."""
    seat.clicks(seat.until(lambda: button(seat.sees()), "no window"))
    seat.until(lambda: places(seen := seat.sees(), ASK) and button(seen), "no result")
    seat.clicks(button(seat.sees()))
    seat.until(lambda: not places(seat.sees(), ASK), "the result stayed")
    return seat.until(lambda: button(seat.sees()), "no preview")


def history(seat):
    told = seat.own("python3", "-m", "agent", "history", "--json").out
    return json.loads(told)["cases"]


def parcels(seat):
    """What lies in her outbox, as far as it got."""
    found = seat.pc.sh(f"cat {OUTBOX}/*.parcel 2>/dev/null || true")
    return [json.loads(line) for line in found.splitlines()]


def until_it_is(stage, seat, seconds=30.0):
    """Wait until her only parcel got so far, and tried once; return it."""
    tried = lambda one: one["stage"] == stage and (one["ended"] or one["tries"])
    found = lambda: next(filter(tried, parcels(seat)), None)
    return seat.until(found, f"not {stage}", seconds)


def test_what_was_clicked_looked_at_and_sent_stands_in_the_desk(seat, rt):
    before = rt.count()
    send = previewed(seat)
    assert rt.count() == before
    seat.clicks(send)
    until_it_is("sent", seat)

    ref, (case,) = rt.newest(), history(seat)
    subject, text = rt.shown(ref)
    bundle, page = rt.content(ref, ".zip"), rt.content(ref, ".html").decode()
    assert rt.count() == before + 1
    assert CAUSE in subject
    assert sha256(bundle).hexdigest() in text
    assert read(bundle, "rt").case.id == case["id"]
    assert CAUSE in page


def test_with_the_cable_out_it_waits_and_arrives_once_when_it_is_back(seat, rt, office):
    """Nobody does anything more: the window brings it in one of its rounds."""
    before = rt.count()
    send = previewed(seat)
    office.gateway.ip("link set lan0 down")
    seat.clicks(send)
    waits = until_it_is("waiting", seat)
    office.gateway.ip("link set lan0 up")
    assert "does not answer" in waits["why"]
    until_it_is("sent", seat, 100)

    assert CAUSE in rt.shown(rt.newest())[0]
    assert seat.own("python3", "-m", "agent", "send", "--waiting").code == 0
    assert [one["stage"] for one in parcels(seat)] == ["sent"]
    assert rt.count() == before + 1
