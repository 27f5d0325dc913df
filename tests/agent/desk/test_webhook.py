"""The adapter for a receiver of the company's own."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.desk.model import (
    File,
    LaterError,
    Ref,
    RefusedError,
    Ticket,
    TooLargeError,
)
from agent.desk.trust import Route
from agent.desk.webhook import desk
from agent.policy.desk import DeskKind, DeskRules
from agent.value import replace
from tests.agent.desk.fakes.server import SILENCE, Said, served
from tests.agent.desk.fakes.webhook import Receiver

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
TICKET = Ticket(KEY, "No internet", "1 < 2\nand ünicode", "dns", "jane@example.com")
FILE = File("bundle.zip", "application/zip", b"PK\x03\x04\x00\xff" * 100)
DOCUMENT = Path(__file__).parents[3] / "docs" / "desks" / "webhook.md"


@pytest.fixture
def fake():
    one = Receiver()
    with served(one):
        yield one


def to(url, secret="shared"):
    return desk(DeskRules(DeskKind.WEBHOOK, url), secret, Route())


def test_the_whole_way(fake):
    it = to(fake.url)
    it.preflight()
    assert it.find(KEY) is None

    ref = it.create(TICKET)
    assert ref == Ref(f"{KEY}:70", "T-1", "https://d/1")
    assert it.find(KEY) == ref
    assert not it.verify(ref, FILE)
    it.attach(ref, FILE)
    assert it.verify(ref, FILE)
    assert to(fake.url).verify(ref, FILE)

    assert it.find_outage("dns") == ref
    child = it.create(replace(TICKET, key=OTHER))
    it.link(child, ref)
    assert fake.links == {OTHER: KEY}
    assert it.most() == 0


def test_a_receiver_that_says_nothing_is_known_by_our_key(fake):
    fake.names, fake.gets = False, False
    it = to(fake.url)
    it.preflight()
    ref = it.create(TICKET)
    it.attach(ref, FILE)

    assert ref == Ref(KEY, KEY, "")
    assert it.find(KEY) is None
    assert it.find_outage("dns") is None
    assert it.find_outage("") is None


def test_a_file_that_is_there_is_not_sent_again(fake):
    it = to(fake.url)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    it.attach(ref, FILE)

    assert len(fake.asked("POST", "/")) == 2


@pytest.mark.parametrize(
    ("tells", "gets", "shows", "kept"),
    [
        ("json", False, "", True),
        ("repr", False, "", True),
        ("content", False, "", True),
        ("wrong", True, "file", False),
        ("nothing", True, "file", True),
        ("nothing", True, "hash", True),
        ("own", True, "file", True),
        ("nothing", False, "", True),
        ("own", False, "", True),
        ("nothing", True, "page", True),
    ],
)
def test_how_it_is_known_that_a_file_was_kept(fake, tells, gets, shows, kept):
    fake.tells, fake.gets, fake.shows = tells, gets, shows
    it = to(fake.url)
    ref = it.create(TICKET)
    it.attach(ref, FILE)

    assert it.verify(ref, FILE) is kept


@pytest.mark.parametrize("shows", ["file", "hash"])
def test_a_file_that_came_back_otherwise_is_not_believed(fake, shows):
    fake.tells, fake.shows = "nothing", shows
    it = to(fake.url)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    fake.files[KEY, FILE.name] = FILE.data[:-1]

    assert not it.verify(ref, FILE)


def test_a_file_that_was_accepted_and_is_not_there_was_not_kept(fake):
    fake.tells, fake.loses = "nothing", True
    it = to(fake.url)
    ref = it.create(TICKET)
    it.attach(ref, FILE)

    assert not it.verify(ref, FILE)


def test_what_nobody_sent_is_not_accepted(fake):
    fake.gets = False
    it = to(fake.url)
    ref = it.create(TICKET)

    assert not it.verify(ref, FILE)
    it.attach(ref, FILE)
    assert not it.verify(ref, replace(FILE, data=b"other"))


def test_an_answer_that_is_lost_leaves_one_ticket(fake):
    fake.faults["POST", "/"] = SILENCE
    it = to(fake.url)

    with pytest.raises(LaterError):
        it.create(TICKET)
    assert it.find(KEY) == Ref(f"{KEY}:70", "T-1", "https://d/1")
    assert len(fake.tickets) == 1


def test_without_get_the_same_bytes_come_again_under_the_same_key(fake):
    fake.gets = False
    fake.faults["POST", "/"] = SILENCE
    it = to(fake.url)
    with pytest.raises(LaterError):
        it.create(TICKET)
    assert it.find(KEY) is None
    it.create(TICKET)

    first, second = fake.asked("POST", "/")
    assert first.data == second.data
    assert first.headers["idempotency-key"] == f'"{KEY}"'
    assert len(fake.tickets) == 1


def test_a_receiver_that_answers_anything_is_not_believed(fake):
    fake.names = False
    it = to(fake.url)
    it.create(TICKET)

    fake.forced = [Said(200, {"key": OTHER}), Said(200, {"ok": True}), Said(200, ["x"])]
    assert [it.find(KEY), it.find(KEY), it.find(KEY)] == [None, None, None]
    fake.forced = [
        Said(200, {"key": OTHER, "outage": "vpn"}),
        Said(200, {"outage": "dns"}),
    ]
    assert [it.find_outage("dns"), it.find_outage("dns")] == [None, None]


def test_a_receiver_that_knows_every_key_is_refused(fake):
    real = fake.get
    fake.get = lambda asked: Said(200, {"key": asked.query["key"]})

    with pytest.raises(RefusedError, match=r"desk\.url"):
        to(fake.url).preflight()
    fake.get = real


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (409, LaterError),
        (429, LaterError),
        (503, LaterError),
        (404, RefusedError),
        (410, RefusedError),
        (422, RefusedError),
        (403, RefusedError),
        (413, TooLargeError),
    ],
)
def test_what_a_receiver_says_no_with(fake, status, kind):
    fake.forced = [Said(status, None, Retry_After="7")]

    with pytest.raises(kind) as caught:
        to(fake.url).create(TICKET)
    if kind is LaterError:
        assert caught.value.after == 7


def test_a_wrong_secret_is_refused_and_not_told(fake):
    with pytest.raises(RefusedError, match="401") as caught:
        to(fake.url, "guessed").preflight()
    assert "guessed" not in str(caught.value)
    with pytest.raises(RefusedError, match=r"desk\.secret"):
        to(fake.url, "").preflight()


def test_nothing_goes_out_unencrypted():
    with pytest.raises(RefusedError, match="https only"):
        to("http://relay.example.com/blusser").create(TICKET)


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def example(tmp_path):
    """Run the receiver that stands in the document, as it stands there."""
    code = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[1]
    (tmp_path / "receiver.py").write_text(code)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    (tmp_path / "tickets").mkdir()
    told = {"SECRET": "shared", "TICKETS": str(tmp_path / "tickets"), "PORT": str(port)}
    run = [sys.executable, str(tmp_path / "receiver.py")]
    child = subprocess.Popen(run, env=os.environ | told, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while not listens(port):
            assert time.monotonic() < until
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/blusser", tmp_path / "tickets"
    finally:
        child.terminate()
        child.wait()


def test_the_receiver_in_the_document_works_as_it_stands(example):
    url, tickets = example
    it = to(url)
    it.preflight()
    assert it.find(KEY) is None
    ref = it.create(TICKET)
    assert it.find(KEY) == Ref(KEY, KEY, "")
    it.create(TICKET)
    it.attach(ref, FILE)
    it.attach(ref, replace(FILE, name="../../evil.zip"))
    it.link(ref, ref)

    assert ref == Ref(KEY, KEY, "")
    assert it.verify(ref, FILE)
    assert to(url).verify(ref, FILE)
    assert not to(url).verify(ref, replace(FILE, data=b"other"))
    assert it.find_outage("dns") is None
    assert len(list(tickets.iterdir())) == 4
    for told in (to(url, "guessed").preflight, lambda: to(url, "x").create(TICKET)):
        with pytest.raises(RefusedError, match="403"):
            told()
