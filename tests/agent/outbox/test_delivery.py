"""A parcel reaches its desk once and whole, whatever stops it on the way."""

from hashlib import sha256

import pytest

from agent.desk.model import LaterError, RefusedError, Ticket, TooLargeError
from agent.outbox.delivery import SETTLES, deliver
from agent.outbox.parcel import Enclosed, Parcel, Spool, Stage
from agent.value import replace
from tests.agent.outbox.desk import Cut, MemoryDesk

KEY = "0123456789abcdef0123456789abcdef"
BUNDLE = b"all that was seen"


@pytest.fixture
def spool(tmp_path):
    return Spool(str(tmp_path / "outbox"))


def parcel(spool, **more):
    (spool.keep(Parcel(KEY, "case", "No network", "It is down.", ("no-link",), 0.0)))
    with open(f"{spool.folder}/bundle.zip", "wb") as file:
        file.write(BUNDLE)
    digest = sha256(BUNDLE).hexdigest()
    enclosed = Enclosed("bundle.zip", "blusser.zip", "application/zip", digest)
    made = Parcel(
        KEY, "case", "No network", "It is down.", ("no-link",), 0.0, files=(enclosed,)
    )
    return spool.keep(replace(made, **more))


def on_disk(spool):
    (only,) = spool.parcels()
    return only


def test_it_is_created_small_then_the_report_is_attached_and_read_back(spool):
    desk = MemoryDesk()

    done = deliver(parcel(spool), desk, spool, lambda: 5.0)

    assert (done.stage, done.ref.number, done.ended) == (Stage.SENT, "T-0", 5.0)
    assert on_disk(spool) == done
    assert desk.tickets == [
        (Ticket(KEY, "No network", "It is down."), {"blusser.zip": BUNDLE})
    ]
    assert desk.calls == ["find", "create", "verify", "attach", "verify"]


def rounds(spool, desk, most=12):
    """Deliver until it is sent, as the rounds of a day would; an hour apart."""
    for hour in range(most):
        try:
            done = deliver(on_disk(spool), desk, spool, lambda h=hour: h * 3600.0)
        except (LaterError, Cut):
            continue
        if done.stage is Stage.SENT:
            return done
    pytest.fail(f"not sent within {most} rounds: {desk.calls}")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("error", [LaterError("cut off"), Cut()], ids=["desk", "power"])
@pytest.mark.parametrize("call", range(5))
def test_whatever_fails_wherever_there_is_one_ticket_with_one_report(
    spool, call, error, after
):
    desk = MemoryDesk()
    desk.fails[call] = (error, after)
    parcel(spool)

    done = rounds(spool, desk)

    assert [files for _, files in desk.tickets] == [{"blusser.zip": BUNDLE}]
    assert done.ref.number == "T-0"


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("second", range(4, 9))
def test_two_failures_in_turn_make_no_second_ticket_either(spool, first, second):
    desk = MemoryDesk()
    desk.fails = {first: (LaterError(""), True), second: (Cut(), True)}
    parcel(spool)

    rounds(spool, desk)

    assert [files for _, files in desk.tickets] == [{"blusser.zip": BUNDLE}]


def test_a_search_that_lags_behind_is_given_time_before_anything_is_made_again(spool):
    desk = MemoryDesk()
    desk.fails[1] = (LaterError("no answer"), True)
    parcel(spool)
    with pytest.raises(LaterError):
        deliver(on_disk(spool), desk, spool, lambda: 100.0)
    desk.lags = 1

    waits = deliver(on_disk(spool), desk, spool, lambda: 130.0)
    done = deliver(on_disk(spool), desk, spool, lambda: 100.0 + SETTLES)

    assert (waits.stage, waits.due) == (Stage.ASKED, 100.0 + SETTLES)
    assert done.stage is Stage.SENT
    assert len(desk.tickets) == 1


def test_a_desk_that_loses_bytes_and_says_yes_is_not_believed(spool):
    desk = MemoryDesk()
    desk.loses = True

    with pytest.raises(LaterError, match="not on the desk as it was sent"):
        deliver(parcel(spool), desk, spool, lambda: 0.0)
    assert on_disk(spool).stage is Stage.CREATED


def test_a_ticket_without_a_report_that_is_too_large_is_better_than_none(spool):
    desk = MemoryDesk()
    desk.fails[3] = (TooLargeError("too large"), False)

    done = deliver(parcel(spool), desk, spool, lambda: 0.0)

    assert (done.stage, done.left_out) == (Stage.SENT, ("blusser.zip",))
    assert spool.standing().least_refused == len(BUNDLE)


def test_what_the_desk_is_known_not_to_take_is_not_sent_to_it(spool):
    desk = MemoryDesk()

    done = deliver(parcel(spool), desk, spool, lambda: 0.0, most=len(BUNDLE) - 1)

    assert done.left_out == ("blusser.zip",)
    assert "attach" not in desk.calls


def test_a_report_that_changed_on_the_disk_is_not_sent(spool):
    made, desk = parcel(spool), MemoryDesk()
    with open(f"{spool.folder}/bundle.zip", "wb") as file:
        file.write(b"something else")

    done = deliver(made, desk, spool, lambda: 0.0)

    assert (done.left_out, desk.tickets[0][1]) == (("blusser.zip",), {})


def test_a_refusal_leaves_it_as_far_as_it_got(spool):
    desk = MemoryDesk()
    desk.fails[3] = (RefusedError("no right to attach"), False)

    with pytest.raises(RefusedError):
        deliver(parcel(spool), desk, spool, lambda: 0.0)
    assert on_disk(spool).ref.number == "T-0"


def test_an_outage_that_has_a_ticket_gets_no_other(spool):
    desk = MemoryDesk()
    desk.tickets.append((Ticket("other", "DNS down", "", outage="dns"), {}))

    done = deliver(parcel(spool, outage="dns"), desk, spool, lambda: 7.0)

    assert (done.stage, done.ref.number, done.ended) == (Stage.JOINED, "T-0", 7.0)
    assert len(desk.tickets) == 1


def test_of_two_tickets_of_one_outage_the_later_is_put_under_the_first(spool):
    """Both PCs searched before either had asked for one."""

    class Raced(MemoryDesk):
        def create(self, ticket):
            self.tickets.append((Ticket("other", "DNS down", "", outage="dns"), {}))
            return super().create(ticket)

    desk = Raced()

    waits = deliver(parcel(spool, outage="dns"), desk, spool, lambda: 10.0)
    assert (waits.stage, waits.due, desk.parents) == (Stage.CREATED, 10 + SETTLES, {})
    done = deliver(on_disk(spool), desk, spool, lambda: 10 + SETTLES)

    assert (done.stage, desk.parents) == (Stage.SENT, {"1": "0"})
    assert desk.calls.count("create") == 1


def test_the_first_ticket_of_an_outage_is_under_nobody(spool):
    desk = MemoryDesk()

    deliver(parcel(spool, outage="dns"), desk, spool, lambda: 1.0)
    done = deliver(on_disk(spool), desk, spool, lambda: 1 + SETTLES)

    assert (done.stage, desk.parents) == (Stage.SENT, {})
