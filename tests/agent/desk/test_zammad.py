"""The adapter for Zammad, against a fake made from its published API."""

import pytest

from agent.desk.model import (
    File,
    LaterError,
    RefusedError,
    Ticket,
    TooLargeError,
)
from agent.desk.trust import Route
from agent.desk.zammad import desk
from agent.policy.desk import DeskKind, DeskRules
from agent.value import replace
from tests.agent.desk.fakes.server import SILENCE, Said, served
from tests.agent.desk.fakes.zammad import Zammad

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
TICKET = Ticket(KEY, "No internet", "1 < 2\nand & more", "", "jane@example.com")
FILE = File("bundle.zip", "application/zip", b"PK\x03\x04\x00\xff" * 100)


@pytest.fixture
def fake():
    one = Zammad()
    with served(one):
        yield one


def to(fake, secret="good-token", **more):
    rules = DeskRules(DeskKind.ZAMMAD, fake.url, place="Service Desk")
    fields = {"key_field": "blusser_key", "outage_field": "blusser_outage"}
    return desk(replace(rules, **(fields | more)), secret, Route())


def test_the_whole_way(fake):
    it = to(fake)
    it.preflight()
    assert it.find(KEY) is None

    ref = it.create(replace(TICKET, outage="dns"))
    assert it.find(KEY) == ref
    assert (ref.id, ref.number) == ("1", "20001")
    assert ref.url == f"{fake.url}/#ticket/zoom/1"
    assert not it.verify(ref, FILE)
    it.attach(ref, FILE)
    assert it.verify(ref, FILE)

    assert it.find_outage("dns") == ref
    child = it.create(replace(TICKET, key=OTHER))
    it.link(child, ref)
    assert fake.links == [(2, 1)]
    assert it.most() == 0


def test_the_text_is_plain_and_the_file_is_not_for_the_caller(fake):
    it = to(fake)
    it.attach(it.create(TICKET), FILE)

    text, note = fake.articles
    assert (text["body"], text["content_type"]) == (TICKET.text, "text/plain")
    assert text["internal"] is False
    assert note["internal"] is True


def test_a_count_is_an_internal_note_that_is_found_again(fake):
    it = to(fake)
    ref = it.create(TICKET)
    assert it.counted(ref) == 0
    it.count(ref, 54, "About 54 PCs have this.")
    it.count(ref, 20, "About 20 PCs have this.")

    assert it.counted(ref) == 54
    (_, note, _) = fake.articles
    assert (note["body"], note["internal"]) == ("About 54 PCs have this.", True)


def test_a_file_that_is_there_is_not_attached_again(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    it.attach(ref, FILE)
    assert len(fake.files) == 1

    it.attach(ref, replace(FILE, data=b"other"))
    assert len(fake.files) == 2


def test_a_file_that_came_back_otherwise_is_not_believed(fake):
    fake.spoils = True
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)

    assert fake.articles[1]["attachments"][0]["size"] == str(len(FILE.data))
    assert not it.verify(ref, FILE)


@pytest.mark.parametrize("state", [4, 5])
def test_a_closed_ticket_has_its_key_still_and_stands_for_no_outage(fake, state):
    it = to(fake)
    ref = it.create(replace(TICKET, outage="dns"))
    fake.tickets[1]["state_id"] = state

    assert it.find(KEY) == ref
    assert it.find_outage("dns") is None


def test_of_two_with_one_key_the_older_one_counts(fake):
    it = to(fake)
    first = it.create(TICKET)
    it.create(TICKET)

    assert it.find(KEY) == first


def test_an_answer_that_is_lost_leaves_one_ticket(fake):
    fake.faults["POST", "/api/v1/tickets"] = SILENCE
    it = to(fake)

    with pytest.raises(LaterError):
        it.create(TICKET)
    assert it.find(KEY) is not None
    assert len(fake.tickets) == 1


def test_a_search_that_returns_everything_hands_out_nobodys_ticket(fake):
    fake.ignores_conditions = True
    it = to(fake)
    it.create(replace(TICKET, outage="dns"))

    assert it.find(OTHER) is None
    assert it.find_outage("vpn") is None
    fake.tickets[1]["state_id"] = 4
    assert it.find_outage("dns") is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        it.preflight()


def test_no_outage_is_no_search(fake):
    assert to(fake).find_outage("") is None
    assert to(fake, outage_field="").find_outage("dns") is None
    assert fake.heard == []


@pytest.mark.parametrize("field", ["key_field", "outage_field"])
def test_an_attribute_that_nobody_made_is_named(fake, field):
    to(fake).create(TICKET)

    with pytest.raises(RefusedError, match=f"desk.{field}"):
        to(fake, **{field: "nobody_made_it"}).preflight()


def test_a_key_that_was_dropped_without_a_word_is_a_wrong_setting(fake):
    with pytest.raises(RefusedError, match="desk.key_field"):
        to(fake, key_field="nobody_made_it").create(TICKET)


@pytest.mark.parametrize(
    "granted", [{}, {"Sales": ["full"]}, {"Service Desk": ["read"]}]
)
def test_a_group_without_rights_is_named(fake, granted):
    fake.granted = granted

    with pytest.raises(RefusedError, match="desk.place"):
        to(fake).preflight()


def test_a_wrong_token_is_refused_and_not_told(fake):
    with pytest.raises(RefusedError, match="401") as caught:
        to(fake, "bad-token").preflight()
    assert "bad-token" not in str(caught.value)


def test_a_name_signs_in_with_a_password(fake):
    with pytest.raises(RefusedError):
        to(fake, "secret", user="blusser").preflight()
    assert fake.heard[0].headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("caller", "customer"),
    [("jane@example.com", 7), ("new@example.com", 8), ("", 3), ("nobody", 3)],
)
def test_it_is_filed_for_the_caller_or_for_the_account(fake, caller, customer):
    to(fake).create(replace(TICKET, caller=caller))

    assert [t["customer_id"] for t in fake.tickets.values()] == [customer]


def test_a_long_subject_is_cut(fake):
    to(fake).create(replace(TICKET, subject="x" * 300))

    assert fake.tickets[1]["title"] == "x" * 200


def test_a_link_that_is_there_is_not_made_again(fake):
    it = to(fake)
    parent, child = it.create(TICKET), it.create(replace(TICKET, key=OTHER))
    it.link(child, parent)
    it.link(child, parent)

    assert fake.links == [(2, 1)]


def test_a_web_server_that_takes_no_such_body_means_the_file(fake):
    it = to(fake)
    ref = it.create(TICKET)
    fake.passes = 500

    with pytest.raises(TooLargeError):
        it.attach(ref, FILE)


def test_a_busy_desk_says_when(fake):
    fake.forced = [Said(429, None, Retry_After="30")]

    with pytest.raises(LaterError) as caught:
        to(fake).find(KEY)
    assert caught.value.after == 30
