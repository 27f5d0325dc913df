"""What a timer runs: when it is due, without a word, and told to IT."""

import json
import os
import stat

import pytest

import agent.cli
from agent.exposition import RULES_REFUSED, RUN_ENDED
from tests.agent.test_exposition import as_others_read
from tests.agent.toy import Tanks


class Timer:
    """Fires at the program on a machine of toys."""

    def __init__(self, world, capsys, folder):
        self.world, self._capsys, self.folder = world, capsys, folder
        (folder / "told").mkdir()

    def fire(self, *more):
        code = agent.cli.run(["fix", "--scheduled", *more], self.world)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def rules(self, text):
        (self.folder / "policy.toml").write_text(text)

    def runs(self):
        agent.cli.run(["history", "--json"], self.world)
        return json.loads(self._capsys.readouterr().out)["cases"]

    def forget(self):
        (self.folder / "state" / "last-scheduled").unlink()

    @property
    def entries(self):
        return [dict(fields) for fields in self.world.platform.entries]


@pytest.fixture
def timer(toys, capsys, tmp_path):
    def make(tanks=None):
        return Timer(toys(tanks), capsys, tmp_path)

    return make


def test_it_shows_nothing_and_is_kept_as_a_run_of_the_schedule(timer):
    one = timer(Tanks(well=0))
    one.world.platform.tanks.feeds = {"well": {"pump": 5, "tap": 5}}

    assert one.fire() == (0, "", "")
    (case,) = one.runs()
    assert (case["trigger"], case["result"]) == ("schedule", "repaired")


def test_a_second_is_not_due_and_asks_nothing(timer):
    one = timer()
    one.fire()
    one.world.platform.tanks.levels["well"] = 0

    assert one.fire() == (0, "", "")
    assert len(one.runs()) == 1


def test_what_asks_is_never_done_whatever_is_said_on_the_line(timer):
    one = timer(Tanks(tap=0))
    code, out, _ = one.fire("--yes", "--json")

    assert (code, out) == (1, "")
    assert one.world.platform.tanks.filled == []


@pytest.mark.parametrize(
    "rules",
    [
        "[schedule]\nevery_hours = 0",
        "[schedule]\nquiet_hours = '00:00-23:59'",
        "[schedule]\ndays = ['{other}']",
    ],
)
def test_it_may_want_none_now(timer, rules):
    from time import localtime, time

    from agent.policy.schedule import EVERY_DAY

    one = timer()
    other = EVERY_DAY[(localtime(time()).tm_wday + 3) % 7]
    if "quiet" in rules and localtime().tm_hour == 23 and localtime().tm_min == 59:
        rules = rules.replace("00:00-23:59", "23:58-00:01")
    one.rules(rules.format(other=other))

    assert one.fire()[0] == 0
    assert one.runs() == []


def test_on_battery_it_waits_for_a_cable_unless_it_wants_otherwise(timer):
    one = timer()
    one.world.platform.feeds_on_battery = True
    one.fire()
    assert one.runs() == []
    one.rules("[schedule]\non_battery = true")
    one.fire()
    assert len(one.runs()) == 1


def test_the_time_is_noted_before_anything_is_asked(timer):
    one = timer()

    def breaks():
        raise ZeroDivisionError

    one.world.platform.PARTS["Water"] = breaks
    one.world.platform.hold = None
    with pytest.raises(TypeError):
        one.fire()
    assert (one.folder / "state" / "last-scheduled").exists()
    assert one.fire() == (0, "", "")


@pytest.mark.parametrize("text", ["", "rubbish", "9" * 100, "nan", "inf", "-inf"])
def test_a_note_that_is_spoiled_does_not_stop_it(timer, text):
    one = timer()
    (one.folder / "state").mkdir(mode=0o700)
    (one.folder / "state" / "last-scheduled").write_text(text)
    one.fire()

    assert len(one.runs()) == 1


def test_the_journal_is_told_and_the_sessions_are_left_codes(timer):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    stuck.feeds = {"well": {"pump": 5, "tap": 5}}
    one = timer(stuck)
    assert one.fire()[0] == 1
    (told,) = one.entries
    place = one.folder / "told" / "notices.json"
    left = json.loads(place.read_text())

    assert (told["MESSAGE_ID"], told["BLUSSER_OUTCOME"]) == (RUN_ENDED, "problems")
    assert left["notices"] == [{"code": "well-dry", "fix": ""}]
    assert left["case"] == one.runs()[0]["id"] == told["BLUSSER_CASE"]
    assert stat.S_IMODE(place.stat().st_mode) == 0o644


def test_rules_that_are_refused_are_told_to_the_journal_and_the_last_apply(timer):
    one = timer()
    one.rules("support = 'x'")
    one.fire()
    one.rules("keep_cases = 0")
    one.forget()
    code, _, err = one.fire()
    told = one.entries[1]

    assert code == 0
    assert "key keep_cases" in err
    assert told["MESSAGE_ID"] == RULES_REFUSED
    assert "key keep_cases" in told["BLUSSER_WARNING"]


def test_a_damaged_history_costs_no_run_and_is_no_fault_of_the_rules(timer):
    one = timer()
    one.fire()
    one.forget()
    (one.folder / "state" / "history.sqlite").write_bytes(b"rubbish" * 1000)
    code, _, err = one.fire()
    told = one.entries[-1]

    assert (code, len(one.runs()), len(one.entries)) == (0, 1, 2)
    assert (told["MESSAGE_ID"], told["PRIORITY"]) == (RUN_ENDED, "4")
    assert "set aside as" in told["BLUSSER_WARNING"]
    assert told["BLUSSER_WARNING"] in err


def test_without_any_rules_that_were_good_nothing_runs_and_that_is_told(timer):
    one = timer()
    one.rules("keep_cases = 0")
    code, out, err = one.fire()

    assert (code, out) == (2, "")
    assert one.entries[0]["BLUSSER_WARNING"] in err
    assert not (one.folder / "state").exists()


def test_prometheus_is_told_where_it_wants_it(timer):
    one = timer()
    place = one.folder / "prom"
    place.mkdir()
    one.rules(f"textfile = '{place}'")
    one.fire()

    assert os.listdir(place) == ["blusser.prom"]
    told = as_others_read((place / "blusser.prom").read_text())
    assert told["blusser_outcome", ("outcome", "healthy")] == 1
    assert stat.S_IMODE((place / "blusser.prom").stat().st_mode) == 0o644


def test_a_folder_that_cannot_be_written_is_said_and_the_run_counts(timer):
    one = timer()
    one.rules(f"textfile = '{one.folder}/none'")
    code, _, err = one.fire()

    assert code == 0
    assert "none/blusser.prom: No such file" in err
