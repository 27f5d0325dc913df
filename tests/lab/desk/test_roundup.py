"""What only Roundup does, and we must know of."""

from secrets import token_hex
from threading import Event, Thread

import pytest

from agent.desk.model import File, RefusedError, Ticket

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]


@pytest.fixture
def lab(start):
    return start("roundup")


def ticket(**more):
    return Ticket(**({"key": token_hex(16), "subject": "No DNS", "text": "it"} | more))


def test_looking_whether_it_may_create_creates_nothing(lab):
    kinds = ("issue", "msg", "file")
    before = [lab.ask("GET", f"/data/{one}")["@total_size"] for one in kinds]
    lab.desk().preflight()

    assert before == [lab.ask("GET", f"/data/{one}")["@total_size"] for one in kinds]


def test_whoever_may_only_look_cannot_leave_anything(lab):
    made = lab.desk().create(ticket())
    poor = lab.desk(**lab.wrong["user"])

    for refused in (
        lambda: poor.create(ticket()),
        lambda: poor.attach(made, File(name="a", kind="a/b", data=b"a")),
        lambda: poor.link(made, made),
    ):
        with pytest.raises(RefusedError, match="lacks a right"):
            refused()


def test_a_file_is_attached_while_others_change_the_issue(lab):
    made, over = lab.desk().create(ticket()), Event()

    def others():
        while not over.wait(0.2):
            lab.change(made, {"title": token_hex(4)})

    thread = Thread(target=others)
    thread.start()
    try:
        for number in range(3):
            file = File(name=f"{number}.zip", kind="application/zip", data=b"x")
            lab.desk().attach(made, file)
            assert lab.desk().verify(made, file)
    finally:
        over.set()
        thread.join()
    assert lab.files(made) == ["0.zip", "1.zip", "2.zip"]


def test_every_state_of_its_template_but_the_last_two_is_open(lab):
    desk, outage = lab.desk(), token_hex(16)
    made = desk.create(ticket(outage=outage))
    states = lab.ask("GET", "/data/status?@verbose=2")["collection"]
    found = {}
    for state in states:
        lab.change(made, {"status": state["id"]})
        found[state["name"]] = desk.find_outage(outage) == made

    assert [name for name, is_open in found.items() if not is_open] == [
        "done-cbb",
        "resolved",
    ]
