import errno
import os
from time import monotonic, sleep

import pytest

from agent.carrying import NOT_REPORTED, NOT_SEEN, NOT_WRITTEN, carry_out
from agent.events import Result
from agent.fix import fix
from agent.hands import Hands, hands_on
from agent.host import Host, HostError
from agent.host.transcript import Lines
from agent.host.ports.freed import Freed
from agent.model import Found, Healthy
from agent.planning import Step
from tests.agent.toy import WELL_DRY, Tanks, WaterControl, fill_well, well_has_water


class Notes:
    """A ledger that says what it was told; ``full``: it cannot be written."""

    def __init__(self, said, full=False):
        self.said, self.full = said, full

    def intend(self, step, before):
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.said.append(("intent", step.fix.id, before))
        return "entry"

    def undoing(self, entry):
        self.said.append(("undoing", entry))

    def ended(self, entry, result):
        self.said.append(("ended", entry, result))


def turning(said, after="", remembers="half"):
    """Return a fix that turns the valve and says when it does what."""

    def remember(water):
        said.append("remember")
        return remembers

    def put_back(before, water):
        said.append("undo")

    @fix(repairs=(WELL_DRY,), remember=remember, undo=put_back, settle=7)
    def turn_the_valve(water: WaterControl):
        said.append("act")
        if after:
            raise HostError(after)

    return turn_the_valve


def carried(act, said, outcome=None, full=False):
    def judge(check):
        said.append(f"ask {check.id.rpartition('.')[2]}")
        return outcome or Found(WELL_DRY(level=0))

    hands = Hands(judge, Notes(said, full), lambda s: said.append(f"wait {s:g}"))
    step = Step(act, well_has_water, WELL_DRY.code)
    return carry_out(step, Tanks(well=0).host(), Lines(act.id, 1), hands)


def test_the_intent_is_written_after_the_setting_was_seen_and_before_the_act():
    said = []
    done = carried(turning(said), said)

    assert done.result is Result.UNDONE
    assert said == [
        "remember",
        ("intent", "turn_the_valve", "half"),
        "act",
        "wait 7",
        "ask well_has_water",
        ("undoing", "entry"),
        "undo",
        ("ended", "entry", Result.UNDONE),
    ]


def test_a_part_that_cannot_be_made_ends_no_run():
    def broken():
        raise KeyError("no such account")

    hands = Hands(lambda _: Healthy(), Notes([]), lambda _: None)
    step = Step(fill_well, well_has_water, WELL_DRY.code)
    done = carry_out(step, Host({"WaterControl": broken}), Lines("x", 1), hands)

    assert done.result is Result.FAILED
    assert done.why == "the fix itself failed: KeyError('no such account')"


def test_what_helped_is_kept_and_noted():
    said = []

    assert carried(turning(said), said, Healthy()).result is Result.CURED
    assert said[-1] == ("ended", "entry", Result.CURED)
    assert "undo" not in said


def test_what_cannot_be_written_down_first_is_not_changed():
    said = []
    done = carried(turning(said), said, full=True)

    assert (done.result, done.began) == (Result.REFUSED, False)
    assert done.why == f"{NOT_WRITTEN}: {os.strerror(errno.ENOSPC)}"
    assert said == ["remember"]


@pytest.mark.parametrize("remembers", [None, "half"])
def test_what_changes_no_setting_may_be_done_on_a_full_disk(remembers):
    said = []
    carried(turning(said, remembers=remembers), said, full=True)

    assert ("act" in said) is (remembers is None)


def test_a_setting_is_put_back_also_after_a_fix_that_stumbled():
    said = []
    done = carried(turning(said, after="stumbled"), said)

    assert (done.result, done.why) == (Result.FAILED, "stumbled")
    assert said[-2:] == ["undo", ("ended", "entry", Result.UNDONE)]


def test_where_the_setting_could_not_be_seen_nothing_is_done():
    def blind(water):
        raise HostError("the valve is under water")

    acted = []

    @fix(repairs=(WELL_DRY,), remember=blind, undo=print)
    def turn_the_valve(water: WaterControl):
        acted.append("act")

    done = carried(turn_the_valve, acted)

    assert (done.result, done.why) == (Result.FAILED, "the valve is under water")
    assert "act" not in acted


def test_a_fix_that_hangs_leaves_its_intent_open():
    said = []

    @fix(repairs=(WELL_DRY,), timeout=0.1)
    def hang(water: WaterControl):
        import threading

        threading.Event().wait(5)

    done = carried(hang, said)

    assert (done.result, done.hung) == (Result.FAILED, True)
    assert said == [("intent", "hang", None)]


def slow(seconds, said, timeout):
    def look(water):
        sleep(seconds)
        return "half"

    @fix(repairs=(WELL_DRY,), remember=look, undo=print, timeout=timeout)
    def turn_the_valve(water: WaterControl):
        said.append("act")

    return turn_the_valve


def test_a_look_that_hangs_takes_no_act_with_it_and_is_no_act_that_hangs():
    said = []
    done = carried(slow(2, said, timeout=0.3), said)

    assert (done.result, done.why) == (Result.FAILED, f"{NOT_SEEN} 0.1 s")
    assert (done.hung, done.late, said) == (False, True, [])


def test_a_slow_look_leaves_the_act_two_thirds_of_the_time():
    said, began = [], monotonic()
    turn = slow(0.25, said, timeout=0.9)
    turn.apply = lambda water: sleep(0.45)
    done = carried(turn, said, Healthy())

    assert (done.result, done.hung) == (Result.CURED, False)
    assert monotonic() - began < turn.timeout


def test_other_hands_ask_the_check_themselves():
    tanks = Tanks(well=0)
    hands = hands_on(tanks.host(), Notes([]))
    step = Step(fill_well, well_has_water, WELL_DRY.code)

    done = carry_out(step, tanks.host(), Lines("fill_well", 1), hands)

    assert done.result is Result.CURED


def test_what_could_not_be_put_back_stays_in_the_ledger():
    said = []

    def jammed(before, water):
        raise HostError("the valve is jammed")

    @fix(repairs=(WELL_DRY,), remember=lambda water: "half", undo=jammed)
    def turn_the_valve(water: WaterControl):
        pass

    done = carried(turn_the_valve, said)

    assert done.why == "it did not help and could not be undone: the valve is jammed"
    assert said[-1] == ("undoing", "entry")


@pytest.mark.parametrize("changed", [True, False])
def test_what_was_refused_halfway_is_put_back_where_it_changed_anything(changed):
    said, valve = [], ["half"]

    def put_back(before, water):
        valve[0] = before

    @fix(repairs=(WELL_DRY,), remember=lambda water: valve[0], undo=put_back)
    def turn_the_valve(water: WaterControl):
        valve[0] = "open" if changed else "half"
        raise PermissionError

    done = carried(turn_the_valve, said)

    assert (done.result, valve) == (Result.REFUSED, ["half"])
    assert done.why == "it needs administrator rights"
    assert (("undoing", "entry") in said) is changed


def test_what_is_remembered_is_put_back_as_the_journal_would_give_it():
    said, back = [], []

    @fix(
        repairs=(WELL_DRY,),
        remember=lambda water: {"valves": ("a", "b")},
        undo=lambda before, water: back.append(before),
    )
    def turn_the_valve(water: WaterControl):
        pass

    carried(turn_the_valve, said)

    assert back == [{"valves": ["a", "b"]}]
    assert said[0][2] == back[0]


def test_what_cannot_be_written_as_json_is_not_changed():
    said = []
    done = carried(turning(said, remembers=object()), said)

    assert done.result is Result.FAILED
    assert "the fix itself failed" in done.why
    assert said == ["remember", "ask well_has_water", ("ended", "", Result.FAILED)]


def test_a_part_that_our_rights_do_not_suffice_for_is_a_refusal():
    def locked():
        raise PermissionError("the pump house is locked")

    host = Host({"WaterControl": locked})
    step = Step(fill_well, well_has_water, WELL_DRY.code)
    hands = Hands(lambda _: Healthy(), Notes([]), lambda _: None)

    carried = carry_out(step, host, Lines(fill_well.id, 1), hands)

    assert (carried.result, carried.why) == (
        Result.REFUSED,
        "it needs administrator rights: the pump house is locked",
    )


@pytest.mark.parametrize("outcome", [Healthy(), Found(WELL_DRY(level=0))])
def test_the_room_a_repair_made_is_told_whether_or_not_it_sufficed(outcome):
    @fix(repairs=(WELL_DRY,))
    def make_room(water: WaterControl):
        return Freed(2, 1, 3)

    assert carried(make_room, [], outcome).freed == Freed(2, 1, 3)


def test_whatever_else_a_repair_returns_is_nobodys_business():
    @fix(repairs=(WELL_DRY,))
    def talk(water: WaterControl):
        return {"bytes": 1}

    assert carried(talk, []).freed is None


def removing(said):
    """Return a fix that removes what tells of a fault."""

    @fix(repairs=(WELL_DRY,), reported_first=True)
    def burn_the_log(water: WaterControl):
        said.append("act")

    return burn_the_log


def burnt(said, report):
    hands = Hands(lambda _: Healthy(), Notes(said), lambda _: None, report)
    step = Step(removing(said), well_has_water, WELL_DRY.code)
    host = Tanks(well=0).host()
    return carry_out(step, host, Lines(step.fix.id, 0), hands)


def test_evidence_goes_only_after_a_report_was_left():
    said = []

    carried = burnt(said, lambda: said.append("report"))

    assert carried.result is Result.CURED
    assert [one if isinstance(one, str) else one[0] for one in said] == [
        *("report", "intent", "act", "ended")
    ]


def test_where_no_report_can_be_left_evidence_stays():
    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def broken():
        raise RuntimeError("x")

    said = []
    host, step = Tanks(well=0).host(), Step(removing(said), well_has_water, "x")
    lacking = (
        burnt(said, full),
        burnt(said, broken),
        carry_out(step, host, Lines("x", 0), hands_on(host, Notes(said))),
    )

    assert [one.result for one in lacking] == [Result.REFUSED] * 3
    assert [one.why for one in lacking] == [
        f"{NOT_REPORTED}: No space left on device",
        f"{NOT_REPORTED}: RuntimeError('x')",
        f"{NOT_REPORTED}: nobody keeps reports here",
    ]
    assert said == []
