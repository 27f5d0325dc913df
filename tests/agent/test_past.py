"""What earlier runs saw is read from their transcripts."""

import sqlite3
from contextlib import closing

import pytest

from agent.case import Case, Seen
from agent.codec import plain
from agent.history import History
from agent.host.fake.disk import ROOMY
from agent.host.transcript import Asking, Line
from agent.host.trouble import HostError
from agent.past import PastRuns
from agent.value import replace

DEVICE = ROOMY.device


def keep(folder, hours, *free, who="disk.system_disk_has_room", error=""):
    """Keep a run of so many hours ago, that saw so much in each of its rounds."""
    with closing(sqlite3.connect(":memory:")) as clock:
        words = f"{-hours:+d} hours"
        query = "SELECT strftime('%Y%m%d-%H%M%S', 'now', ?1), strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?1)"
        number, started = clock.execute(query, (words,)).fetchone()
    answers = [None if error else plain((replace(ROOMY, free=one),)) for one in free]
    lines = [
        Line("Disk", "volumes", [], one, error, error and "HostError")
        for one in answers
    ]
    askings = [Asking(who, turn, [line]) for turn, line in enumerate(lines)]
    case = Case(number, started, "cli", "", "1")
    history = History(str(folder))
    history.keep(case, [Asking("network.link_is_up", 0, []), *askings], 100)
    history.close()


def test_where_nothing_was_ever_kept_nothing_was_seen(tmp_path):
    assert PastRuns(str(tmp_path)).readings(DEVICE, 7) == ()


def test_what_was_free_is_told_the_newest_first(tmp_path):
    keep(tmp_path, 5, 500)
    keep(tmp_path, 3, 300)

    seen = PastRuns(str(tmp_path)).readings(DEVICE, 7)

    assert [one.free for one in seen] == [300, 500]
    assert [round(one.age / 3600, 1) for one in seen] == [3.0, 5.0]


def test_of_a_run_that_repaired_what_it_saw_first_counts(tmp_path):
    keep(tmp_path, 5, 500, 900)

    assert [one.free for one in PastRuns(str(tmp_path)).readings(DEVICE, 7)] == [500]


def test_another_device_older_runs_and_the_future_do_not_count(tmp_path):
    keep(tmp_path, 24 * 8, 800)
    keep(tmp_path, -2, 200)
    keep(tmp_path, 1, 100)
    past = PastRuns(str(tmp_path))

    assert [one.free for one in past.readings(DEVICE, 7)] == [100]
    assert past.readings("/dev/other", 7) == ()


def test_a_run_that_did_not_find_out_tells_nothing(tmp_path):
    keep(tmp_path, 1, 100, error="no")

    assert PastRuns(str(tmp_path)).readings(DEVICE, 7) == ()


def test_at_most_thirty_runs_are_looked_at(tmp_path):
    for hours in range(40, 0, -1):
        keep(tmp_path, hours, hours)

    assert len(PastRuns(str(tmp_path)).readings(DEVICE, 7)) == 30


def test_a_damaged_history_is_no_answer(tmp_path):
    (tmp_path / "history.sqlite").write_bytes(b"nonsense" * 1000)

    with pytest.raises(HostError):
        PastRuns(str(tmp_path)).readings(DEVICE, 7)


def proxied(folder, number, proxy, said, by_rules="", code=""):
    """Keep a run that asked a proxy, and what that said."""
    lines = [
        Line("Proxies", "configured", [], proxy),
        Line("Proxies", "lets", [by_rules, ["https://work.test"]], said),
    ]
    askings = [
        Asking("network.proxy_answers", 0, [lines[0]]),
        Asking("network.proxy_lets_through", 0, lines),
    ]
    causes = (Seen("network.proxy_answers", "found", code),) if code else ()
    case = Case(f"2026-{number}", "2026-01-01T00:00:00Z", "cli", "", "1", causes=causes)
    history = History(str(folder))
    history.keep(case, askings, 100)
    history.close()


OLD, NEW = "http://10.0.0.1:3128", "http://10.0.0.2:3128"
THROUGH = {"https://work.test": "through"}


def test_proxies_that_let_one_through_are_told_once_the_newest_first(tmp_path):
    for number, proxy in enumerate((OLD, NEW, NEW)):
        proxied(tmp_path, number, proxy, THROUGH)

    assert PastRuns(str(tmp_path)).worked() == (NEW, OLD)


@pytest.mark.parametrize(
    "run",
    [
        {"said": {"https://work.test": "sign-in"}},
        {"said": None},
        {"said": THROUGH, "by_rules": NEW},
        {"said": THROUGH, "code": "proxy-silent"},
    ],
)
def test_a_proxy_that_was_not_passed_or_that_it_set_is_not_told(tmp_path, run):
    proxied(tmp_path, 1, NEW, **run)

    assert PastRuns(str(tmp_path)).worked() == ()
