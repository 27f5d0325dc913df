"""What only Request Tracker does, and we must know of."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from secrets import token_hex

import pytest

from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from tests.lab.desk.request_tracker import AGENT, KEY

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]

FILE = File(name="bundle.zip", kind="application/zip", data=bytes(range(250)) * 8000)


@pytest.fixture
def lab(start):
    return start("request-tracker")


def ticket(**more):
    return Ticket(**({"key": token_hex(16), "subject": "No DNS", "text": "it"} | more))


@contextmanager
def without(lab, *rights):
    lab.grant(AGENT[0], *(f"-{right}" for right in rights))
    try:
        yield lab.desk()
    finally:
        lab.grant(AGENT[0], *rights)


def test_a_token_is_as_good_as_a_password(lab):
    desk = lab.desk(user="", secret=lab.token())
    desk.preflight()

    assert desk.create(ticket())
    with pytest.raises(RefusedError, match=r"^desk\.secret: "):
        lab.desk(user="", secret="1-1-0123456789abcdef").preflight()


def test_a_field_may_be_named_by_its_number(lab):
    desk = lab.desk(key_field="2")
    desk.preflight()
    mine = ticket()

    assert desk.create(mine) == lab.desk().find(mine.key)


def test_a_file_that_is_thrown_away_with_201_is_too_large(lab):
    small = File(name="small.zip", kind=FILE.kind, data=FILE.data[:9000])
    try:
        for way in ("Drop", "Truncate"):
            lab.set(
                f"Set($MaxAttachmentSize, 1_000_000); Set(${way}LongAttachments, 1);"
            )
            desk = lab.desk()
            made = desk.create(ticket())
            with pytest.raises(TooLargeError, match="MaxAttachmentSize"):
                desk.attach(made, FILE)
            desk.attach(made, small)

            assert not desk.verify(made, FILE)
            assert desk.verify(made, small)
            kept = "bundle.zip" if way == "Truncate" else "bundle.zip.txt"
            assert sorted(lab.files(made)) == [kept, "small.zip"]
    finally:
        lab.set("")


def test_of_eight_at_the_same_time_one_ticket_is_left(lab):
    mine = ticket(subject=token_hex(8))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: lab.desk().create(mine), range(8)))

    assert len(set(made)) == 1
    for query in (f"CF.{{{KEY}}}='{mine.key}'", f"Subject='{mine.subject}'"):
        left = lab.ask("GET", "/tickets", params={"query": query})["items"]
        assert [one["id"] for one in left] == [made[0].id]


def history(ref):
    return f"/ticket/{ref.id}/history?per_page=100&fields=Type"


def test_a_key_that_may_not_be_written_is_told_and_leaves_no_open_ticket(lab):
    mine = ticket(subject=token_hex(8))
    with without(lab, "SetInitialCustomField") as desk:
        with pytest.raises(RefusedError, match=r"^desk\.key_field: "):
            desk.create(mine)
    query = f"?query=Subject='{mine.subject}'&fields=Status"
    left = lab.ask("GET", f"/tickets{query}")["items"]

    assert [one["Status"] for one in left] == ["rejected"]
    assert lab.desk().find(mine.key) is None


def test_a_missing_right_to_comment_or_to_link_is_told(lab):
    one, other = lab.desk().create(ticket()), lab.desk().create(ticket())
    with without(lab, "CommentOnTicket", "ModifyTicket") as desk:
        with pytest.raises(RefusedError, match=r"^desk\.user: .*comment"):
            desk.attach(one, FILE)
        with pytest.raises(RefusedError, match=r"^desk\.user: .*link"):
            desk.link(one, other)


def test_the_caller_is_the_requestor(lab):
    made = lab.desk().create(ticket(caller="els@lab.example"))
    asked = lab.ask("GET", f"/ticket/{made.id}")["Requestor"]

    assert [one["id"] for one in asked] == ["els@lab.example"]


def test_files_are_hidden_from_the_requestor(lab):
    desk = lab.desk()
    made = desk.create(ticket())
    desk.attach(made, FILE)
    kinds = [one["Type"] for one in lab.ask("GET", history(made))["items"]]

    assert "Comment" in kinds
    assert "Correspond" not in kinds


def test_a_count_is_found_under_a_hundred_answers_and_is_not_begun_anew(lab):
    desk = lab.desk()
    made, bare = desk.create(ticket()), desk.create(ticket())
    desk.count(made, 54, "About 54 PCs have this (a rough count).")
    for _ in range(98):
        lab.comment(made)
    assert desk.counted(made) == 54
    for _ in range(3):
        lab.comment(made)
    with pytest.raises(LaterError, match="so much is on the ticket"):
        desk.counted(made)
    assert desk.counted(bare) == 0


def test_a_link_that_it_made_is_kept(lab):
    desk = lab.desk()
    mine, theirs, ours = (desk.create(ticket()) for _ in range(3))
    desk.link(mine, theirs)
    desk.link(mine, ours)

    assert sorted(lab.parents(mine)) == sorted([theirs.id, ours.id])
