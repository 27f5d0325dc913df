"""What only Redmine does, and we must know of."""

from secrets import token_hex

import pytest

from agent.desk.model import File, RefusedError, Ticket, TooLargeError
from tests.lab.desk.redmine import EMPTY, UNFILTERED

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]

FILE = File(name="bundle.zip", kind="application/zip", data=bytes(range(250)) * 8000)


@pytest.fixture
def lab(start):
    return start("redmine")


def ticket(**more):
    return Ticket(**({"key": token_hex(16), "subject": "No DNS", "text": "it"} | more))


def test_a_key_of_the_api_is_as_good_as_a_password(lab):
    desk = lab.desk(user="", secret=lab.token())
    desk.preflight()
    made = desk.create(ticket())
    desk.attach(made, FILE)

    assert desk.verify(made, FILE)
    with pytest.raises(RefusedError, match=r"^desk\.secret: "):
        lab.desk(user="", secret="0" * 40).preflight()


@pytest.mark.parametrize("field", [UNFILTERED, "99", "AgentKey", ""])
def test_a_field_that_nobody_can_search_by_finds_no_strangers_issue(lab, field):
    desk = lab.desk(key_field=field)
    mine = ticket()
    lab.desk().create(mine)

    for key in (mine.key, token_hex(16)):
        with pytest.raises(RefusedError, match=r"^desk\.key_field: "):
            desk.find(key)
    with pytest.raises(RefusedError, match=r"^desk\.key_field: "):
        desk.preflight()


@pytest.mark.parametrize("setting", ["key_field", "outage_field"])
def test_a_project_without_issues_tells_a_filter_from_none_as_well(lab, setting):
    lab.desk(place=EMPTY).preflight()

    with pytest.raises(RefusedError, match=rf"^desk\.{setting}: "):
        lab.desk(place=EMPTY, **{setting: UNFILTERED}).preflight()


def test_operators_in_a_value_are_letters(lab):
    desk = lab.desk()
    for outage in ("*", "!x", "~a", ">=1", "a|b", "me"):
        assert desk.find_outage(outage) is None
        made = desk.create(ticket(outage=outage))
        assert desk.find_outage(outage) == made
    assert desk.find_outage("a") is None


def test_a_file_over_the_limit_is_too_large_and_one_of_a_wrong_kind_is_refused(lab):
    desk = lab.desk()
    made = desk.create(ticket())

    with pytest.raises(TooLargeError, match="20971520|20 MB"):
        desk.attach(made, File(name="a.zip", kind=FILE.kind, data=bytes(21 << 20)))
    with pytest.raises(RefusedError, match=r"^desk\.place: "):
        desk.attach(made, File(name="a.exe", kind=FILE.kind, data=b"MZ"))
    assert lab.files(made) == []


def test_whoever_may_only_look_cannot_leave_anything(lab):
    made, other = lab.desk().create(ticket()), lab.desk().create(ticket())
    poor = lab.desk(**lab.wrong["user"])

    for refused in (
        lambda: poor.create(ticket()),
        lambda: poor.attach(made, FILE),
        lambda: poor.link(made, other),
    ):
        with pytest.raises(RefusedError):
            refused()


def test_closing_the_issue_of_an_outage_closes_those_that_were_linked(lab):
    desk = lab.desk()
    parent, one = desk.create(ticket(outage="x")), desk.create(ticket())
    desk.link(one, parent)
    lab.finish(parent)

    assert lab.issue(one)["status"]["name"] == "Closed"
