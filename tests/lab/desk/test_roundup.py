"""What only Roundup does, and we must know of."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from secrets import token_hex

import pytest

from agent.desk.model import File, RefusedError, Ticket
from tests.lab.desk.roundup import Lab

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


def test_of_five_who_attach_to_one_issue_nobody_loses_anything(lab):
    """Whoever comes second gets a 412, and looks again."""
    made = lab.desk().create(ticket())
    files = [File(name=f"{n}.zip", kind="application/zip", data=b"x") for n in range(5)]
    with ThreadPoolExecutor(len(files)) as pool:
        list(pool.map(lambda one: lab.desk().attach(made, one), files))

    assert sorted(lab.files(made)) == [one.name for one in files]
    assert all(lab.desk().verify(made, one) for one in files)


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


def test_a_tracker_that_thinks_it_is_elsewhere_is_told_before_it_refuses(tmp_path):
    with closing(Lab(str(tmp_path), "https://tracker.firm.example/desk")) as lab:
        with pytest.raises(RefusedError, match=r"desk\.url.*«web»"):
            lab.desk().preflight()
