"""The adapter for Freshservice, against a fake made from its published API."""

import pytest

from agent.desk.freshservice import desk
from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from agent.value import replace
from tests.agent.desk.fakes.freshservice import Freshservice, Store
from tests.agent.desk.fakes.server import SILENCE, Said, served

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
TICKET = Ticket(KEY, "No internet", "1 < 2\nand & more", "dns", "jane@example.com")
FILE = File("bundle.zip", "application/zip", b"PK\x03\x04\x00\xff" * 100)


@pytest.fixture
def fake():
    one = Freshservice()
    with served(one):
        yield one


def to(fake, secret="good-key", **more):
    rules = DeskRules(DeskKind.FRESHSERVICE, fake.url, "it@example.com", place="11")
    fields = {"key_field": "blusser_key", "outage_field": "blusser_outage"}
    return desk(replace(rules, **(fields | more)), secret, Route())


@pytest.mark.parametrize("space", ["", "5"])
def test_the_whole_way(fake, space):
    it = to(fake, form=space)
    it.preflight()
    assert it.find(KEY) is None

    ref = it.create(TICKET)
    fake.settle()
    assert it.find(KEY) == ref
    assert (ref.id, ref.number) == ("101", "INC-101")
    assert ref.url == f"{fake.url}/a/tickets/101"
    assert not it.verify(ref, FILE)
    it.attach(ref, FILE)
    assert it.verify(ref, FILE)

    assert it.find_outage("dns") == ref
    child = it.create(replace(TICKET, key=OTHER))
    it.link(child, ref)
    assert fake.notes[-1]["ticket_id"] == 102
    assert "outage INC-101" in fake.notes[-1]["body"]
    assert it.most() == 40 * 1024 * 1024


def test_what_a_ticket_holds(fake):
    to(fake).create(TICKET)

    ticket = fake.tickets[101]
    assert ticket["description"].startswith("<div>1 &lt; 2<br>and &amp; more<br><br>")
    assert f"Blusser-Key: {KEY}<br>Blusser-Outage: dns" in ticket["description"]
    assert (ticket["group_id"], ticket["status"]) == (11, 2)
    assert all(0 < n < 2**63 for n in ticket["custom_fields"].values())


def test_no_note_is_for_the_caller_and_no_file_comes_twice(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    it.attach(ref, FILE)
    it.link(ref, ref)
    it.link(ref, ref)

    assert [note["private"] for note in fake.notes] == [True, True]
    assert len(fake.files) == 1
    it.attach(ref, replace(FILE, data=b"other"))
    assert len(fake.files) == 2


def test_a_file_that_came_back_otherwise_is_not_believed(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    fake.spoils = True

    assert not it.verify(ref, FILE)


def test_a_file_that_is_elsewhere_is_fetched_without_the_key(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    store = Store(fake)

    with served(store):
        fake.elsewhere = store.url
        assert it.verify(ref, FILE)
    assert len(store.heard) == 1


@pytest.mark.parametrize("status", [4, 5])
def test_a_closed_ticket_has_its_key_still_and_stands_for_no_outage(fake, status):
    it = to(fake)
    ref = it.create(TICKET)
    fake.settle()
    fake.tickets[101]["status"] = status

    assert it.find(KEY) == ref
    assert it.find_outage("dns") is None


@pytest.mark.parametrize("how", ["deleted", "spam"])
def test_what_was_thrown_away_is_no_ticket(fake, how):
    it = to(fake)
    it.create(TICKET)
    fake.settle()
    fake.tickets[101][how] = True

    assert it.find(KEY) is None


def test_a_number_alone_is_not_believed(fake):
    """Another ticket with the number, but the whole key is not in its text."""
    it = to(fake)
    it.create(TICKET)
    fake.settle()
    ticket = fake.tickets[101]
    ticket["description"] = ticket["description"].replace(KEY, KEY[:-1] + "0")

    assert it.find(KEY) is None


def test_a_key_in_the_text_alone_is_not_believed(fake):
    it = to(fake)
    it.create(replace(TICKET, text=f"see\nBlusser-Key: {OTHER}"))

    assert it.find(OTHER) is None


def test_of_two_with_one_key_the_older_one_counts(fake):
    it = to(fake)
    first = it.create(TICKET)
    it.create(TICKET)
    fake.settle()

    assert it.find(KEY) == first


def test_the_oldest_of_many_is_that_of_the_outage(fake):
    it = to(fake)
    first = it.create(TICKET)
    for number in range(70):
        it.create(replace(TICKET, key=f"{number:032x}"))
    fake.settle()

    assert it.find_outage("dns") == first


@pytest.mark.parametrize("space", ["", "5"])
def test_an_answer_that_is_lost_leaves_one_ticket_though_the_index_is_behind(
    fake, space
):
    fake.faults["POST", "/api/v2/tickets"] = SILENCE
    it = to(fake, form=space)

    with pytest.raises(LaterError):
        it.create(TICKET)
    assert fake.indexed == set()
    assert it.find(KEY) is not None
    assert len(fake.tickets) == 1


def test_a_ticket_of_another_workspace_is_not_seen(fake):
    to(fake, form="5").create(TICKET)
    fake.settle()

    assert to(fake).find(KEY) is None


def test_a_search_that_returns_everything_hands_out_nobodys_ticket(fake):
    it = to(fake)
    it.create(TICKET)
    fake.settle()
    fake.ignores_query = True

    assert it.find(OTHER) is None
    assert it.find_outage("vpn") is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        it.preflight()


def test_no_outage_is_no_search(fake):
    assert to(fake).find_outage("") is None
    assert to(fake, outage_field="").find_outage("dns") is None
    assert fake.heard == []


@pytest.mark.parametrize("field", ["key_field", "outage_field"])
@pytest.mark.parametrize("name", ["nobody_made_it", "pc"])
def test_a_field_that_is_no_number_is_named(fake, field, name):
    with pytest.raises(RefusedError, match=f"desk.{field}"):
        to(fake, **{field: name}).preflight()


def test_a_desk_that_rounds_the_number_is_found_out(fake):
    fake.rounds = True

    with pytest.raises(RefusedError, match="desk.key_field"):
        to(fake).create(TICKET)


@pytest.mark.parametrize("place", ["12", "Service Desk", ""])
def test_a_group_that_is_not_there_is_named(fake, place):
    with pytest.raises(RefusedError, match="desk.place"):
        to(fake, place=place).preflight()


def test_a_right_that_is_missing_is_told(fake):
    fake.sees_groups = False

    with pytest.raises(RefusedError, match="lacks a right"):
        to(fake).preflight()


@pytest.mark.parametrize(("name", "value"), [("form", "IT"), ("user", "blusser")])
def test_a_setting_of_the_wrong_kind_is_named(fake, name, value):
    with pytest.raises(RefusedError, match=f"desk.{name}"):
        to(fake, **{name: value}).preflight()


def test_a_wrong_key_is_refused_and_not_told(fake):
    with pytest.raises(RefusedError, match="401") as caught:
        to(fake, "bad-key").preflight()
    assert "bad-key" not in str(caught.value)


@pytest.mark.parametrize(
    ("caller", "email"),
    [("jane@example.com", "jane@example.com"), ("jane", "it@example.com")],
)
def test_it_is_filed_for_the_caller_or_for_the_account(fake, caller, email):
    to(fake).create(replace(TICKET, caller=caller))

    assert fake.tickets[101]["email"] == email


def test_a_long_subject_is_cut(fake):
    to(fake).create(replace(TICKET, subject="x" * 300))

    assert fake.tickets[101]["subject"] == "x" * 255


def test_all_files_of_a_ticket_together_have_a_limit(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    fake.notes[0]["attachments"][0]["size"] = 40 * 1024 * 1024

    with pytest.raises(TooLargeError):
        it.attach(ref, replace(FILE, name="other.zip"))
    assert len(fake.notes) == 1


def test_a_limit_of_the_whole_company_says_when(fake):
    fake.left = 0

    with pytest.raises(LaterError) as caught:
        to(fake).find(KEY)
    assert caught.value.after == 42


def test_a_body_that_is_too_large_is_the_file(fake):
    it = to(fake)
    ref = it.create(TICKET)
    fake.forced = [Said(200, {"conversations": []}), Said(413)]

    with pytest.raises(TooLargeError):
        it.attach(ref, FILE)
