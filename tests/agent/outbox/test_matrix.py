"""What a server may do at any request of a delivery: one ticket, one whole report."""

from hashlib import sha256

import pytest

from agent.desk.trust import Route
from agent.desk.zammad import desk
from agent.outbox.parcel import Enclosed, Parcel, Spool, Stage
from agent.outbox.post import Round, pending, post
from agent.policy.desk import DeskKind, DeskRules
from tests.agent.desk.fakes.server import Said, served
from tests.agent.desk.fakes.zammad import Zammad

KEY, REPORT = "0123456789abcdef" * 2, bytes(range(256)) * 9
PAGE = b"<html>Welcome to the hotel</html>"
FAULTS = {
    "429": Said(429),
    **{f"429 {w}": Said(429, Retry_After=w) for w in ("0", "-1", "1000000000", "soon")},
    "429 date": Said(429, Retry_After="Thu, 27 Nov 2036 08:00:00 GMT"),
    **{str(status): Said(status) for status in (500, 502, 503, 504)},
    "a portal": Said(200, PAGE, Content_Type="text/html"),
    "elsewhere": Said(302, PAGE, Location="http://portal.invalid/"),
    "nothing": None,
}
DAY = 86_400.0


class Faulty(Zammad):
    """Answers one request otherwise; with ``after`` it has worked all the same."""

    def __init__(self, fault, at, after):
        super().__init__()
        self.fault, self.at, self.after, self.count = fault, at, after, 0

    def answer(self, asked):
        self.count += 1
        if self.count != self.at:
            return super().answer(asked)
        if self.after:
            super().answer(asked)
        return self.fault


def delivered(tmp_path, fake):
    """Let rounds go by until it is sent; return how many, and when."""
    spool = Spool(str(tmp_path / "outbox"))
    digest = sha256(REPORT).hexdigest()
    file = Enclosed("r.zip", "r.zip", "application/zip", digest)
    now = 1.8e9
    spool.keep(Parcel(KEY, "case", "Cut", "It is.", ("x",), now, files=(file,)))
    (tmp_path / "outbox" / "r.zip").write_bytes(REPORT)
    rules = DeskRules(
        DeskKind.ZAMMAD, fake.url, place="Service Desk", key_field="blusser_key"
    )
    rounds = 0
    while pending(spool) and rounds < 20:
        it = Round(lambda: now, lambda: 0.5, lambda _: True)
        post(spool, lambda: desk(rules, "good-token", Route()), it)
        rounds += 1
        left = [one.due for one in pending(spool)]
        now = max(now + 1, spool.standing().until, *left, 0)
    (parcel,) = spool.parcels()
    return parcel, rounds, now - 1.8e9


@pytest.mark.parametrize("after", [False, True], ids=["undone", "done"])
@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("fault", list(FAULTS))
def test_there_is_one_ticket_with_one_report_and_no_storm(tmp_path, fault, at, after):
    fake = Faulty(FAULTS[fault], at, after)
    with served(fake):
        parcel, rounds, took = delivered(tmp_path, fake)

    assert parcel.stage is Stage.SENT, parcel
    assert [t["blusser_key"] for t in fake.tickets.values()] == [KEY]
    assert list(fake.files.values()) == [REPORT]
    assert rounds <= 4
    assert fake.count <= 8 * rounds
    assert took <= 2 * DAY


def test_what_the_desk_asks_to_wait_is_waited(tmp_path):
    fake = Faulty(Said(429, Retry_After="7200"), 1, after=False)
    with served(fake):
        _, _, took = delivered(tmp_path, fake)

    assert took >= 7200
