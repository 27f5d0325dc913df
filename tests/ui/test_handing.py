import pytest

from agent.outbox.courier import Brought, Courier, Handed
from agent.trouble import BadInput, Busy
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks
from tests.ui.test_post import DONE, letter
from ui.handing import Rounds, previewed, sent
from ui.news import Hitch, Sent, Trouble

CASE, _ = case_of(Tanks(well=0))
GONE = ("machine",)


def ways(show=None, send=None, deliver=None):
    return lambda: Courier(show, send, deliver)


def failing(trouble):
    def fail(*_):
        raise trouble

    return fail


TROUBLES = [
    (Busy("busy"), Hitch(Trouble.BUSY)),
    (
        BadInput("The policy file is wrong."),
        Hitch(Trouble.REFUSED, "The policy file is wrong."),
    ),
    (
        OSError(28, "No space left on device"),
        Hitch(Trouble.FAILED, "No space left on device"),
    ),
]


@pytest.mark.parametrize(("trouble", "hitch"), TROUBLES)
def test_trouble_is_told_and_never_raised(trouble, hitch, capsys):
    fail = failing(trouble)

    assert previewed(ways(show=fail), CASE, "/b.zip", "").hitch == hitch
    assert sent(ways(send=fail), CASE, "/b.zip", "").hitch == hitch
    assert previewed(fail, CASE, "/b.zip", "").hitch == hitch
    assert sent(fail, CASE, "/b.zip", "").hitch == hitch
    assert capsys.readouterr().err == ""


def test_a_bug_is_told_and_stands_in_the_journal(capsys):
    fail = failing(KeyError("x"))

    assert sent(ways(send=fail), CASE, "/b.zip", "").hitch == Hitch(Trouble.FAILED)
    assert "KeyError" in capsys.readouterr().err


def test_a_desk_that_is_no_longer_named_is_told():
    assert previewed(lambda: None, CASE, "/b.zip", "").hitch == Hitch(Trouble.REFUSED)
    assert sent(lambda: None, CASE, "/b.zip", "").hitch == Hitch(Trouble.REFUSED)


def test_what_was_not_even_put_aside_is_not_called_sent():
    news = sent(ways(send=lambda *_: Handed(())), CASE, "/b.zip", "")

    assert (news.handed, news.hitch) == (None, Hitch(Trouble.FAILED))


def test_the_same_case_bundle_note_and_items_reach_the_courier():
    given = []
    both = ways(
        show=lambda *what: given.append(what) or letter(what[1]),
        send=lambda *what: given.append(what) or DONE,
    )

    assert previewed(both, CASE, "/b.zip", "n", GONE).letter == letter("n")
    assert sent(both, CASE, "/b.zip", "n", GONE).handed == DONE
    assert given == [("/b.zip", "n", GONE), (CASE, "/b.zip", "n", GONE)]


def test_rounds_end_where_nothing_waits_any_more():
    waits = [Brought(waits=False), Brought(waits=True)]
    rounds = Rounds(ways(deliver=waits.pop))
    rounds.carry_out()
    assert rounds.due
    rounds.carry_out()

    assert not rounds.due


def test_a_round_tells_which_cases_ended_and_how():
    brought = Brought(waits=False, ended={"7": DONE})

    assert Rounds(ways(deliver=lambda: brought)).carry_out() == (Sent("7", DONE),)
    assert Rounds(lambda: None).carry_out() == ()


def test_rounds_end_where_no_desk_is_named():
    rounds = Rounds(lambda: None)
    rounds.carry_out()

    assert not rounds.due


def test_a_round_that_fails_is_logged_once_and_goes_on(capsys):
    troubles = [Busy("b"), OSError(5, "x"), OSError(5, "x"), OSError(5, "x")]

    def fail():
        raise troubles.pop()

    rounds = Rounds(ways(deliver=fail))
    for _ in range(4):
        rounds.carry_out()

    assert capsys.readouterr().err.splitlines() == [
        "Reports for IT wait: OSError: [Errno 5] x",
        "Reports for IT wait: Busy: b",
    ]
    assert rounds.due
