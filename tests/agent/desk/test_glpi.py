"""The adapter for GLPI, against a fake made from its published API."""

import pytest

from agent.desk.glpi import desk
from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from agent.value import replace
from tests.agent.desk.fakes.glpi import Glpi, error
from tests.agent.desk.fakes.server import SILENCE, Said, served

KEY, OTHER = "0001" * 8, "f" * 32
TICKET = Ticket(KEY, "No internet", "1 < 2\nand & more", "dns")
FILE = File("bundle.zip", "application/zip", b"PK\x03\x04\x00\xff" * 100)


@pytest.fixture
def fake():
    one = Glpi()
    with served(one):
        yield one


def to(fake, secret="good\napp\n", **more):
    rules = DeskRules(DeskKind.GLPI, f"{fake.url}/apirest.php", place="Root > IT")
    fields = {"key_field": "externalid", "outage_field": "blusseroutagefield"}
    return desk(replace(rules, **(fields | more)), secret, Route())


def test_the_whole_way(fake):
    it = to(fake, form="9")
    it.preflight()
    assert it.find(KEY) is None

    ref = it.create(TICKET)
    assert it.find(KEY) == ref
    assert (ref.id, ref.number) == ("1", "1")
    assert ref.url == f"{fake.url}/front/ticket.form.php?id=1"
    assert not it.verify(ref, FILE)
    it.attach(ref, FILE)
    assert it.verify(ref, FILE)

    assert it.find_outage("dns") == ref
    child = it.create(replace(TICKET, key=OTHER))
    it.link(child, ref)
    link = fake.items["Ticket_Ticket"][1]
    assert (link["tickets_id_1"], link["tickets_id_2"], link["link"]) == (2, 1, 3)
    assert it.most() == 2 * 1024 * 1024
    assert fake.begun == 1

    it.close()
    assert fake.sessions == set()


def test_what_a_ticket_holds(fake):
    to(fake, form="9").create(TICKET)

    ticket = fake.items["Ticket"][1]
    assert ticket["content"] == "1 &lt; 2<br>and &amp; more"
    assert (ticket["entities_id"], ticket["itilcategories_id"]) == (3, 9)
    assert (ticket["externalid"], ticket["blusseroutagefield"]) == (KEY, "dns")


def test_a_file_hangs_on_one_private_follow_up(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    it.attach(ref, FILE)
    it.attach(ref, replace(FILE, name="other.zip"))

    (note,) = fake.items["ITILFollowup"].values()
    assert note["is_private"] == 1
    assert len(fake.items["Document"]) == 2


def test_a_file_that_came_back_otherwise_is_not_believed(fake):
    it = to(fake)
    ref = it.create(TICKET)
    it.attach(ref, FILE)
    fake.spoils = True

    assert not it.verify(ref, FILE)


def test_a_session_that_is_over_is_renewed_once(fake):
    it = to(fake)
    ref = it.create(TICKET)
    fake.sessions.clear()

    assert it.find(KEY) == ref
    assert fake.begun == 2
    fake.forced = [error(401, "ERROR_SESSION_TOKEN_INVALID")]
    it.create(replace(TICKET, key=OTHER))
    assert len(fake.items["Ticket"]) == 2


def test_a_session_that_is_over_at_once_is_no_endless_loop(fake):
    over = "ERROR_SESSION_TOKEN_INVALID"
    it = to(fake)
    it.preflight()
    begin = Said(200, {"session_token": "dead"})
    fake.forced = [error(401, over), begin, error(401, over)]

    with pytest.raises(RefusedError, match=over):
        it.find(KEY)


@pytest.mark.parametrize("status", [5, 6])
def test_a_solved_ticket_has_its_key_still_and_stands_for_no_outage(fake, status):
    it = to(fake)
    ref = it.create(TICKET)
    fake.items["Ticket"][1]["status"] = status

    assert it.find(KEY) == ref
    assert it.find_outage("dns") is None


def test_a_key_that_begins_like_a_number_is_not_that_ticket(fake):
    """A search by ``equals`` in a plugin's field would find ticket 1 for 0001…."""
    it = to(fake, key_field="blusseroutagefield", outage_field="")
    it.create(replace(TICKET, key=OTHER))

    assert it.find(KEY) is None


def test_of_two_with_one_key_the_older_one_counts(fake):
    it = to(fake)
    first = it.create(TICKET)
    it.create(TICKET)

    assert it.find(KEY) == first


def test_an_answer_that_is_lost_leaves_one_ticket(fake):
    fake.faults["POST", "/apirest.php/Ticket"] = SILENCE
    it = to(fake)

    with pytest.raises(LaterError):
        it.create(TICKET)
    assert it.find(KEY) is not None
    assert len(fake.items["Ticket"]) == 1


def test_a_search_that_returns_everything_hands_out_nobodys_ticket(fake):
    it = to(fake)
    it.create(TICKET)
    fake.ignores_criteria = True

    assert it.find(OTHER) is None
    assert it.find_outage("vpn") is None
    fake.items["Ticket"][1]["status"] = 6
    assert it.find_outage("dns") is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        to(fake).preflight()


def test_no_outage_is_no_search(fake):
    assert to(fake).find_outage("") is None
    assert to(fake, outage_field="").find_outage("dns") is None
    assert fake.heard == []


@pytest.mark.parametrize("field", ["key_field", "outage_field"])
@pytest.mark.parametrize("name", ["nobody_made_it", ""])
def test_a_field_that_nobody_made_is_named(fake, field, name):
    if (field, name) != ("outage_field", ""):
        with pytest.raises(RefusedError, match=f"desk.{field}"):
            to(fake, **{field: name}).preflight()


def test_a_key_that_was_dropped_without_a_word_is_a_wrong_setting(fake):
    fake.drops_plugin = True

    with pytest.raises(RefusedError, match="desk.key_field"):
        to(fake, key_field="blusseroutagefield", outage_field="").create(TICKET)


def test_an_entity_of_others_is_named(fake):
    with pytest.raises(RefusedError, match="desk.place"):
        to(fake, place="Root > HR").preflight()
    to(fake, place="3").preflight()


@pytest.mark.parametrize("form", ["8", "PC"])
def test_a_category_that_is_not_there_is_refused(fake, form):
    with pytest.raises(RefusedError):
        to(fake, form=form).preflight()


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("kind", ["Ticket", "Document", "ITILFollowup"])
def test_a_right_that_is_missing_is_told(fake, kind, status):
    fake.old_rights = status
    it = to(fake)
    ref = it.create(TICKET)
    fake.rights.remove(kind)

    with pytest.raises(RefusedError, match="profile of the account lacks a right"):
        it.attach(ref, FILE)


@pytest.mark.parametrize(
    ("secret", "more", "told"),
    [
        ("bad\napp", {}, "desk.secret: the first line"),
        ("good", {}, "no App-Token"),
        ("good\nother", {}, "line two is no App-Token"),
        ("good\napp", {"user": "blusser"}, "desk.user: leave it out"),
    ],
)
def test_a_wrong_secret_is_named_and_not_told(fake, secret, more, told):
    with pytest.raises(RefusedError, match=told) as caught:
        to(fake, secret, **more).preflight()
    assert not {"bad", "good", "other"} & set(str(caught.value).split())


def test_without_an_app_token_none_is_sent(fake):
    fake.app = ""
    to(fake, "good").preflight()

    assert "app-token" not in fake.heard[0].headers


@pytest.mark.parametrize(
    ("caller", "requester"),
    [
        ("jane", 4),
        ("J@Example.com", 4),
        ("new@example.com", [0]),
        ("nobody", None),
        ("", None),
    ],
)
def test_it_is_filed_for_whom_the_desk_knows(fake, caller, requester):
    to(fake).create(replace(TICKET, caller=caller))

    ticket = fake.items["Ticket"][1]
    assert ticket["_requester"] == requester
    if requester == [0]:
        assert ticket["_notif"]["alternative_email"] == [caller]


def test_a_caller_is_not_believed_to_be_whom_a_search_returns(fake):
    fake.ignores_criteria = True
    it = to(fake)
    it.create(replace(TICKET, caller="nobody"))

    assert fake.items["Ticket"][1]["_requester"] is None


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (replace(FILE, data=b"x" * (2 * 1024 * 1024 + 1)), TooLargeError),
        (replace(FILE, name="bundle.zip.age"), RefusedError),
    ],
)
@pytest.mark.parametrize("may_purge", [True, False])
def test_a_document_without_its_file_is_no_success(fake, file, kind, may_purge):
    fake.may_purge = may_purge
    it = to(fake)
    ref = it.create(TICKET)

    with pytest.raises(kind):
        it.attach(ref, file)
    assert not it.verify(ref, file)
    assert len(fake.items["Document"]) == (0 if may_purge else 1)


def test_a_request_that_php_cut_off_was_too_large(fake):
    it = to(fake)
    ref = it.create(TICKET)
    fake.post_max_size = 500

    with pytest.raises(TooLargeError):
        it.attach(ref, FILE)


def test_a_link_that_is_there_is_not_made_again(fake):
    it = to(fake)
    parent, child = it.create(TICKET), it.create(replace(TICKET, key=OTHER))
    it.link(child, parent)
    it.link(child, parent)

    assert len(fake.items["Ticket_Ticket"]) == 1


def test_a_long_subject_is_cut(fake):
    to(fake).create(replace(TICKET, subject="x" * 300))

    assert fake.items["Ticket"][1]["name"] == "x" * 255


@pytest.mark.parametrize(
    "said",
    [
        Said(429, None, Retry_After="30"),
        Said(500, ["ERROR_SQL", "oups"]),
        Said(500, b"<html>"),
    ],
)
def test_a_desk_in_trouble_is_asked_later(fake, said):
    it = to(fake)
    it.preflight()
    fake.forced = [said]

    with pytest.raises(LaterError):
        it.find(KEY)


@pytest.mark.parametrize("status", [201, 207])
def test_an_item_without_a_number_was_not_added(fake, status):
    it = to(fake)
    it.preflight()
    real = fake.ask

    def partly(asked):
        if asked.method == "POST":
            return Said(status, {"id": False, "message": "non"})
        return real(asked)

    fake.ask = partly
    with pytest.raises(RefusedError, match="207|GLPI added nothing"):
        it.create(TICKET)
