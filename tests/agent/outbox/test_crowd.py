"""A handful of notes says how many PCs have an outage."""

import pytest

from agent.desk.model import LaterError, Ticket
from agent.outbox.crowd import COUNTS, luck, turn
from agent.outbox.delivery import deliver
from agent.outbox.parcel import Parcel, Spool, Stage
from tests.agent.outbox.desk import Cut, MemoryDesk
from tests.bench.herd import counted, counts

LUCKY = next(str(n) for n in range(10**6) if luck(str(n)) < 0.001)
UNLUCKY = next(str(n) for n in range(100) if luck(str(n)) > 0.25)
OUTAGE = Ticket("other", "DNS down", "", outage="dns")


class Counting(MemoryDesk):
    """Keeps notes on its first ticket, the outage's."""

    def __init__(self, *counts, **fails):
        super().__init__(**fails)
        self.tickets.append((OUTAGE, {}))
        self.notes = [(one, "") for one in counts]

    def counted(self, ref):
        most = max((pcs for pcs, _ in self.notes), default=0)
        return self._call("counted", lambda: most)

    def count(self, ref, pcs, text):
        self._call("count", lambda: self.notes.append((pcs, text)))


@pytest.fixture
def spool(tmp_path):
    return Spool(str(tmp_path / "outbox"))


def joins(spool, desk, key=LUCKY, **more):
    crowd = "About {count} PCs."
    about = {"outage": "dns", "crowd": crowd} | more
    made = spool.keep(Parcel(key, "c", "DNS", "It is.", ("dns",), 0.0, **about))
    return deliver(made, desk, spool, lambda: 5.0)


def test_a_pc_whose_turn_it_is_notes_in_its_words_how_many_have_it(spool):
    desk = Counting(5, 11)

    assert joins(spool, desk).stage is Stage.JOINED
    assert desk.notes[2:] == [(20, "About 20 PCs.")]
    assert desk.calls == ["find", "find_outage", "counted", "count"]


def test_three_of_four_ask_nothing_and_a_quarter_one_thing(spool):
    """So that a desk with 50,000 PCs is asked an eighth more than without counting."""
    asks = sum(turn(str(one), 0) > 0 for one in range(10_000)) / 10_000
    assert 0.23 < asks < 0.27

    desk = Counting()
    joins(spool, desk, UNLUCKY)
    assert desk.calls == ["find", "find_outage"]


def test_where_it_is_not_its_turn_it_leaves_nothing(spool):
    desk = Counting(COUNTS[-1])

    joins(spool, desk)

    assert desk.calls[-1] == "counted"


@pytest.mark.parametrize("more", [{"crowd": ""}, {"outage": "other"}])
def test_who_has_no_words_or_joins_nothing_counts_nothing(spool, more):
    desk = Counting()
    joins(spool, desk, **more)

    assert "counted" not in desk.calls


def test_a_desk_that_keeps_no_notes_gets_none(spool):
    desk = MemoryDesk()
    desk.tickets.append((OUTAGE, {}))

    assert joins(spool, desk).stage is Stage.JOINED


def test_a_pc_counts_once_for_a_ticket_also_with_the_report_of_another_day(spool):
    desk = Counting()
    joins(spool, desk)
    again = next(str(n) for n in range(10**6, 10**7) if luck(str(n)) < 0.001)
    joins(spool, desk, again)

    assert len(desk.notes) == 1


@pytest.mark.parametrize("call", [2, 3])
@pytest.mark.parametrize("after", [False, True])
def test_a_count_that_fails_changes_nothing_and_is_not_tried_again(spool, call, after):
    desk = Counting(fails={})
    desk.fails[call] = (LaterError("busy"), after)

    done = joins(spool, desk)

    assert (done.stage, done.ref.id, done.why) == (Stage.JOINED, "0", "")
    assert spool.parcels() == [done]
    assert len(desk.notes) == int(after and call == 3)


def test_cut_before_or_in_a_note_it_has_joined_and_notes_no_second_time(spool):
    desk = Counting()
    desk.fails[3] = (Cut(), True)
    with pytest.raises(Cut):
        joins(spool, desk)

    (done,) = spool.parcels()
    assert deliver(done, desk, spool, lambda: 9.0) == done
    assert len(desk.notes) == 1


def test_most_counts_are_between_half_and_twice_and_few_beyond_three_times():
    """With 1,000 and 5,000 four of five are near, with 100 and 3,000 nine of ten."""
    told = [(pcs, one) for pcs in (100, 1000, 3000, 5000) for one, _ in counts(pcs, 75)]

    assert sum(pcs <= 2 * one <= 4 * pcs for pcs, one in told) >= 0.8 * len(told)
    assert sum(pcs <= 3 * one <= 9 * pcs for pcs, one in told) >= 0.95 * len(told)


def test_it_never_takes_more_than_a_handful_of_notes():
    assert max(notes for _, notes in counts(5000, 100)) <= 22
    assert counted(range(50_000), "one")[1] <= 28


def test_a_count_grows_from_a_few_to_millions_and_is_never_twice_the_same():
    assert COUNTS[:6] == (5, 11, 20, 34, 54, 84)
    assert list(COUNTS) == sorted(set(COUNTS))
    assert COUNTS[-1] > 10_000_000
