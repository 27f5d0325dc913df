"""What only Znuny does, and we must know of."""

from secrets import token_hex

import pytest

from agent.desk.model import File, RefusedError, Ticket

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]


@pytest.fixture
def lab(start):
    return start("znuny")


def ticket(**more):
    mine = {"key": token_hex(16), "subject": "No DNS", "text": "it", "caller": "els"}
    return Ticket(**(mine | more))


def test_looking_whether_it_may_create_creates_nothing(lab):
    before = lab.ask("POST", "/Ticket/Search", json={"Limit": 9999})["TicketID"]
    lab.desk().preflight()
    lab.desk(caller="employee").preflight()

    assert lab.ask("POST", "/Ticket/Search", json={"Limit": 9999})["TicketID"] == before


@pytest.mark.parametrize("field", ["Nope", "Agent_Key"])
def test_a_field_that_nobody_can_search_by_finds_no_strangers_ticket(lab, field):
    mine = ticket()
    lab.desk().create(mine)

    for key in (mine.key, token_hex(16)):
        with pytest.raises(RefusedError, match=r"^desk\.key_field: "):
            lab.desk(key_field=field).find(key)
    assert lab.desk(key_field="").find(mine.key) is None


def test_what_is_refused_with_200_is_refused(lab):
    made = lab.desk().create(ticket())
    file = File(name="a.zip", kind="application/zip", data=b"a")
    poor = lab.desk(**lab.wrong["user"])

    for setting, refused in (
        ("user", lambda: poor.create(ticket())),
        ("user", lambda: poor.attach(made, file)),
        ("place", lambda: lab.desk(place="Nope").create(ticket())),
        ("caller", lambda: lab.desk().create(ticket(caller="nobody"))),
        ("secret", lambda: lab.desk(secret="wrong").find(token_hex(16))),
    ):
        with pytest.raises(RefusedError, match=rf"^desk\.{setting}: "):
            refused()
    assert lab.files(made) == []


def test_nothing_of_it_is_visible_to_the_customer(lab):
    desk = lab.desk()
    made = desk.create(ticket())
    desk.attach(made, File(name="a.zip", kind="application/zip", data=b"a"))
    articles = lab.ticket(made)["Article"]

    assert [str(one["IsVisibleForCustomer"]) for one in articles] == ["0", "0"]
    assert lab.ticket(made)["CustomerUserID"] == "els"
