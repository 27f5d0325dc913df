"""Rounds of the outbox: what is due goes, and a desk that fails gets its rest."""

import json
import subprocess
import sys

import pytest

from agent.desk.model import KeylessError, LaterError, RefusedError
from agent.outbox.parcel import Parcel, Spool, Stage, Standing
from agent.outbox.post import JITTER, OLDEST, REFUSED, WAITS, Round, pending, post
from tests.agent.desk.loris import WAYS, loris
from tests.agent.outbox.desk import MemoryDesk


class Office:
    """A spool, a desk, and a clock that the test moves."""

    def __init__(self, folder) -> None:
        self.spool, self.desk = Spool(str(folder)), MemoryDesk()
        self.time, self.chance, self.broken = 1.8e9, 0.0, True
        self.opened = 0

    def put(self, key="a", **more):
        return self.spool.keep(
            Parcel(key, "case", "s", "t", ("no-link",), self.time, **more)
        )

    def post(self, **more):
        def desk():
            self.opened += 1
            return self.desk

        still = lambda _: self.broken
        round_ = Round(lambda: self.time, lambda: self.chance, still, **more)
        return post(self.spool, desk, round_)

    def fails(self, error, times=1):
        begin = len(self.desk.calls)
        self.desk.fails |= {begin + n: (error, False) for n in range(times)}


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "outbox")


def test_an_empty_outbox_opens_no_desk(office):
    assert office.post() == []
    assert office.opened == 0


def test_all_that_is_due_goes_over_one_desk_the_oldest_first(office):
    office.put("b")
    office.time += 1
    office.put("a")

    done = office.post()

    assert [(p.key, p.stage) for p in done] == [("b", Stage.SENT), ("a", Stage.SENT)]
    assert office.opened == 1
    assert pending(office.spool) == []


def test_what_is_not_due_waits(office):
    office.put(due=1.8e9 + 1000)

    assert office.post() == []
    office.time += 1000
    assert len(office.post()) == 1


def test_a_desk_that_fails_is_left_alone_with_all_that_waits(office):
    office.put("a")
    office.put("b")
    office.fails(LaterError("busy"))

    (stuck,) = office.post()

    assert (stuck.stage, stuck.why, stuck.tries) == (Stage.WAITING, "busy", 1)
    assert office.desk.calls == ["find"]
    assert office.post() == []
    office.time += WAITS[0] + 1
    assert len(office.post()) == 2


def test_each_failure_in_turn_makes_the_rest_longer_and_success_ends_it(office):
    office.put()
    for wait in (*WAITS, WAITS[-1]):
        office.fails(LaterError("busy"))
        assert len(office.post()) == 1
        assert office.spool.standing().until == office.time + wait
        office.time += wait

    (done,) = office.post()

    assert done.stage is Stage.SENT
    assert office.spool.standing() == Standing()


def test_luck_spreads_the_next_try_of_many_pcs(office):
    office.put()
    office.chance = 1.0
    office.fails(LaterError("busy"))
    office.post()

    assert office.spool.standing().until == office.time + WAITS[0] * (1 + JITTER)


def test_what_the_desk_asks_for_outranks_our_schedule_and_our_hurry(office):
    office.put()
    office.fails(LaterError("slow down", after=5000))
    office.post()

    office.time += 4999
    assert office.post(eager=True) == []
    office.time += 1
    assert len(office.post(eager=True)) == 1


def test_somebody_who_waits_need_not_wait_for_our_own_rest(office):
    office.put()
    office.fails(LaterError("no cable"))
    office.post()

    assert office.post() == []
    assert [one.stage for one in office.post(eager=True)] == [Stage.SENT]


def test_a_refused_parcel_waits_alone_until_somebody_may_have_mended_it(office):
    office.put("a")
    office.put("b")
    office.fails(RefusedError("no such queue"))

    refused, sent = office.post()

    assert (refused.why, refused.due) == ("no such queue", office.time + REFUSED)
    assert sent.stage is Stage.SENT


def test_an_outage_that_is_over_is_told_to_nobody(office):
    office.put(outage="dns")
    office.broken = False

    (done,) = office.post()

    assert (done.stage, office.desk.calls) == (Stage.HEALED, [])


def test_a_ticket_that_stands_gets_its_report_even_when_the_outage_is_over(office):
    office.put(outage="dns")
    office.fails(LaterError("cut off"))
    office.desk.fails = {2: (LaterError("cut off"), True)}
    office.post()
    office.broken, office.time = False, office.time + 3600

    (done,) = office.post()

    assert (done.stage, len(office.desk.tickets)) == (Stage.SENT, 1)


def test_what_is_a_month_old_is_given_up_and_kept(office):
    office.put()
    office.time += OLDEST + 1

    (done,) = office.post()

    assert (done.stage, office.desk.calls) == (Stage.GIVEN_UP, [])
    assert office.spool.parcels() == [done]


@pytest.mark.parametrize("by", [-31_536_000, 31_536_000, 8 * 3600])
def test_a_clock_that_was_set_stops_nothing_for_long(office, by):
    office.put()
    office.fails(LaterError("busy"))
    office.post()
    office.time += by

    office.put("new")
    touched = office.post()

    assert touched[-1].stage in (Stage.SENT, Stage.GIVEN_UP)


def test_on_another_network_it_is_tried_at_once(office):
    """As when the cable is back, or the laptop at home and its tunnel up."""
    office.put()
    office.fails(LaterError("no way there"), 2)
    office.post(network="none")
    assert office.post(network="none") == []

    (stuck,) = office.post(network="office")
    assert stuck.tries == 2
    assert office.post(network="office") == []

    (sent,) = office.post(network="home")
    assert sent.stage is Stage.SENT


def test_on_another_network_a_desk_that_asked_for_rest_has_it(office):
    office.put()
    office.fails(LaterError("busy", 3600.0))
    office.post(network="none")

    assert office.post(network="office") == []


def test_a_spoiled_file_stops_nothing_and_stays(office):
    office.put()
    spoiled = f"{office.spool.folder}/blusser-x.parcel"
    with open(spoiled, "w") as file:
        file.write('{"key": 1')
    with open(f"{office.spool.folder}/desk.standing", "w") as file:
        file.write("\0")

    assert [one.stage for one in office.post()] == [Stage.SENT]
    with open(spoiled) as file:
        assert file.read() == '{"key": 1'


def test_after_a_refusal_nothing_is_made_before_the_desk_proves_to_be_well(office):
    """It may have made a ticket without the key, and would make one at each try."""
    office.put()
    office.desk.fails[1] = (RefusedError("the key was dropped"), True)
    office.post()
    office.time += REFUSED
    office.fails(RefusedError("no such field"))

    (stuck,) = office.post()

    assert (stuck.why, len(office.desk.tickets)) == ("no such field", 1)
    assert office.desk.calls[2:] == ["preflight"]


def test_an_answer_that_makes_no_sense_stops_no_other_parcel(office, capsys):
    office.put("a")
    office.put("b")
    office.fails(KeyError("a secret"))

    odd, sent = office.post()

    assert (odd.stage, odd.due) == (Stage.WAITING, office.time + WAITS[4])
    assert sent.stage is Stage.SENT
    told = capsys.readouterr().err + odd.why
    assert "in deliver" in told
    assert "KeyError" in told
    assert "a secret" not in told


SLOW = """
import sys, agent.desk.wire
agent.desk.wire.WHOLE, agent.desk.wire.SITTING = 1.0, 2.0
from agent.main import command
sys.exit(command(sys.argv[1:]))
"""
RULES = """
[desk]
kind = "webhook"
url = "{url}"
secret = "{folder}/secret"
[[own]]
id = "licence"
kind = "file"
path = "/nowhere/licence"
words.en = {{ title = "The licence is gone", text = "It is.", advice = "Tell IT." }}
"""


def test_a_run_whose_desk_never_ends_its_answer_ends_and_the_parcel_waits(tmp_path):
    """The whole program: no thread of it holds it back, nothing is lost."""
    (tmp_path / "secret").touch(0o600)
    (tmp_path / "secret").write_text("word")
    with loris(*WAYS["a byte of its headers now and then"]) as (url, _):
        text = RULES.format(url=url, folder=tmp_path)
        (tmp_path / "policy.toml").write_text(text)
        mine = ["--policy", f"{tmp_path}/policy.toml", "--state", f"{tmp_path}/state"]
        words = ["fix", "--only", "own.licence", "--send", "--json", *mine]
        said = subprocess.run(
            [sys.executable, "-c", SLOW, *words],
            capture_output=True,
            text=True,
            timeout=20,
        )

    assert (said.returncode, said.stderr) == (1, "")
    assert json.loads(said.stdout)["escalation"]["state"] == "queued"
    (waits,) = pending(Spool(str(tmp_path / "state" / "outbox")))
    assert (waits.stage, waits.why) == (Stage.WAITING, "the desk answers too slowly")


def test_that_an_account_has_no_password_is_known_until_another_thing_stops_it(office):
    office.put("a")
    told = []
    for error in (KeylessError("no password"), LaterError("busy"), None):
        if error:
            office.fails(error)
        told += [(p.stage, p.keyless) for p in office.post(eager=True)]

    waits = Stage.WAITING
    assert told == [(waits, True), (waits, False), (Stage.SENT, False)]
