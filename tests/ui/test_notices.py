"""What the tray says of runs that nobody started, and how to have it quiet."""

import json
import os

import pytest

from agent.moment import Moment
from agent.notices import DAY
from agent.policy.model import NoticeRules, Policy, ScheduleRules
from agent.told import read_memory
from agent.words import Words
from ui.notices import EVERY, SOON, WEEK, Notices
from ui.tray import Tray

NOON = 1_764_590_400
LEFT, CURED = {"code": "no-address", "fix": ""}, {"code": "printer-paused", "fix": "x"}
NEWER = {"code": "from-a-newer-blusser", "fix": ""}


class Session:
    """A session with a clock of its own, in which somebody may be busy."""

    def __init__(self, folder, qtbot, language="en", **rules):
        self.now, self.busy, self.said = float(NOON), frozenset(), []
        self.left, self.kept = folder / "left.json", folder / "state" / "told.json"
        self.policy = Policy(notices=NoticeRules(**rules))
        places = (str(self.left), str(self.kept))
        self.notices = Notices(
            places,
            lambda: self.policy,
            Words(language),
            writers=(os.geteuid(),),
            heard=lambda: self.heard,
            moments=lambda: self.busy,
            now=lambda: self.now,
        )
        self.heard = True
        self.notices.told.connect(lambda *said: self.said.append(said))

    def leave(self, *notices, case="1"):
        told = {"schema": 1, "case": case, "when": int(self.now), "notices": notices}
        self.left.write_text(json.dumps(told))

    def look(self):
        self.notices.look()
        said, self.said[:] = list(self.said), []
        return said


@pytest.fixture
def session(tmp_path, qtbot):
    return lambda **how: Session(tmp_path, qtbot, **how)


def test_what_is_left_is_named_and_where_to_look_is_said(session):
    one = session()
    one.leave(LEFT)

    ((title, text),) = one.look()
    assert title == Words("en").problem("no-address", "title", {})
    assert text == "Open Blusser to see what can be done."
    assert one.look() == []


@pytest.mark.parametrize(
    ("language", "title", "begins"),
    [
        ("en", "Blusser has repaired something", "Repaired: "),
        ("nl", "Blusser heeft iets hersteld", "Hersteld: "),
    ],
)
def test_what_was_repaired_is_said_to_be(session, language, title, begins):
    one = session(language=language)
    one.leave(LEFT | {"fix": "renew_dhcp_lease"})

    ((said, text),) = one.look()
    assert said == title
    assert text == begins + Words(language).problem("no-address", "title", {})


def test_several_are_one_message_and_what_has_no_words_here_is_left_out(session):
    one = session()
    one.leave(LEFT, NEWER, {"code": "link-down", "fix": "x"})

    ((title, text),) = one.look()
    assert title == "Blusser looked after this PC"
    assert len(text.splitlines()) == 2
    assert one.notices.last == ("no-address", "link-down")


def test_only_what_has_no_words_is_no_message(session):
    one = session()
    one.leave(NEWER)

    assert one.look() == []
    assert one.notices.last == ()


def test_on_a_full_disk_nothing_is_said_twice_and_what_was_wanted_holds(session):
    one = session()
    one.kept.parent.write_text("no folder: nothing can be written below")
    one.leave(LEFT)
    assert len(one.look()) == 1
    assert one.look() == []

    one.notices.mute()
    one.leave(LEFT, case="2")
    one.now += 2 * DAY
    one.leave(LEFT, case="3")
    assert one.look() == []
    one.kept.parent.unlink()
    one.notices.snooze(3600)
    assert set(read_memory(str(one.kept)).muted) == {"no-address"}


def test_rules_that_change_while_the_icon_is_there_count_at_once(session):
    one = session()
    one.policy = Policy(schedule=ScheduleRules(quiet_hours="00:00-23:59"))
    one.leave(LEFT)
    assert one.look() == []
    one.policy = Policy(notices=NoticeRules(may_mute=False))
    assert len(one.look()) == 1
    assert not one.notices.may_mute


def test_in_a_call_it_waits_until_the_call_is_over(session):
    one = session()
    one.leave(LEFT)
    one.busy = frozenset({Moment.IN_CALL})
    assert one.look() == []
    one.busy = frozenset()
    assert len(one.look()) == 1


def test_whether_somebody_is_busy_is_asked_only_where_there_is_something_to_say(
    session,
):
    one = session()
    one.notices._moments = lambda: pytest.fail("asked")
    one.leave()

    assert one.look() == []


def test_snoozing_ends_and_so_does_muting(session):
    one = session()
    one.leave(LEFT)
    one.notices.snooze(3600.0)
    assert one.look() == []
    one.now += 3600
    assert len(one.look()) == 1
    one.notices.mute()
    one.now += 2 * DAY
    one.leave(LEFT, case="2")
    assert one.look() == []
    one.now += WEEK
    one.leave(LEFT, case="3")
    assert len(one.look()) == 1


def test_it_may_forbid_muting(session):
    one = session(may_mute=False)
    one.leave(LEFT)
    one.look()

    assert not one.notices.may_mute


def test_a_session_that_is_opened_again_remembers(session, tmp_path, qtbot):
    one = session()
    one.leave(LEFT)
    one.look()

    assert Session(tmp_path, qtbot).look() == []
    assert read_memory(str(one.kept)).case == "1"
    assert os.stat(one.kept).st_mode & 0o777 == 0o600


def test_without_anything_left_it_is_quiet(session):
    assert session().look() == []


def test_what_nobody_would_see_is_not_said_and_not_held_to_be_said(session):
    one = session()
    one.leave(LEFT)
    one.heard = False
    assert one.look() == []
    one.heard = True
    assert len(one.look()) == 1


def test_it_looks_soon_and_then_now_and_then_once_there_is_a_tray(session, qtbot):
    one = session()
    one.leave(LEFT)
    one.heard = False
    timer = one.notices._timer
    one.notices.begin()
    assert timer.interval() == SOON
    timer.timeout.emit()
    assert (one.said, timer.interval()) == ([], SOON)
    one.heard = True
    timer.timeout.emit()
    assert (len(one.said), timer.interval()) == (1, EVERY)
    one.notices.close()
    assert not timer.isActive()


def test_the_menu_of_the_tray_asks_for_quiet(qtbot):
    tray = Tray(Words("en"))
    qtbot.addWidget(tray.menu)
    hour, day, mute = tray.silence.actions()
    for item, seconds in ((hour, 3600.0), (day, 86_400.0)):
        with qtbot.waitSignal(tray.snoozed) as asked:
            item.trigger()
        assert asked.args == [seconds]
    assert not mute.isEnabled()
    mute.setEnabled(True)
    with qtbot.waitSignal(tray.muted):
        mute.trigger()
