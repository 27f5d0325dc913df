"""polkit is asked whether this account may do itself what a repair has done."""

import pytest

from agent.host.linux.own_rights import ACTIONS, LinuxOwnRights
from tests.agent.host.linux.toybus import ERROR, SILENCE, Refusal, toy_bus


def polkit(*, may=(), challenge=False):
    def answers(path, interface, member, body):
        return "(bba{ss})", ((body[1] in may, challenge, {}),)

    return answers


def suffices(tmp_path, answers, *levers):
    with toy_bus(tmp_path, answers) as there:
        return LinuxOwnRights(there.place).suffice(levers), there.calls


def test_who_may_switch_the_clock_need_borrow_nothing_for_it(tmp_path):
    may = polkit(may=(ACTIONS["TimeControl"],))
    said, calls = suffices(tmp_path, may, "Clock", "TimeControl", "NetworkRules")

    assert said is True
    (member, (whoever, action, details, flags, _)) = calls[0]
    assert (member, len(calls)) == ("CheckAuthorization", 1)
    assert whoever == ("system-bus-name", {"name": ("s", ":1.1")})
    assert (action, details, flags) == ("org.freedesktop.timedate1.set-ntp", {}, 0)


@pytest.mark.parametrize(
    "levers", [("Units", "ServiceControl"), ("TimeControl", "ServiceControl")]
)
def test_a_right_to_something_else_does_not_suffice(tmp_path, levers):
    may = polkit(may=(ACTIONS["TimeControl"],))

    assert suffices(tmp_path, may, *levers)[0] is False


def test_a_password_that_would_be_asked_for_is_no_right(tmp_path):
    assert suffices(tmp_path, polkit(challenge=True), "TimeControl")[0] is False


def test_where_polkit_has_no_say_it_is_not_asked(tmp_path):
    assert suffices(tmp_path, polkit(), "HostsFileControl") == (False, [])


@pytest.mark.parametrize("name", ["ServiceUnknown", "AccessDenied", "Failed", ""])
def test_where_nobody_can_tell_it_is_borrowed_as_ever(tmp_path, name, monkeypatch):
    monkeypatch.setattr("agent.host.linux.own_rights.TIMEOUT", 0.2)

    def answers(*_):
        if name:
            raise Refusal(f"{ERROR}{name}")
        return SILENCE

    assert suffices(tmp_path, answers, "TimeControl")[0] is False
    assert LinuxOwnRights(str(tmp_path / "nothing")).suffice(("TimeControl",)) is False
