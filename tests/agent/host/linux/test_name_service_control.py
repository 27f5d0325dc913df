"""A service that hangs is asked to end, then killed, and must come back."""

import pytest

from agent.host import HostError
from agent.host.linux.name_service_control import LinuxNameServiceControl
from tests.agent.host.linux.toybus import ERROR, Refusal, signal, toy_bus

MANAGER = "org.freedesktop.systemd1.Manager"


def ended(result, job="/job/1"):
    return signal(MANAGER, "JobRemoved", "uoss", (1, job, "x.service", result))


def pulled(tmp_path, answers, *before):
    with toy_bus(tmp_path, answers) as there:
        there.signals = list(before)
        LinuxNameServiceControl(there.place, (0.2, 0.2)).restart("x")
    return there.calls


def job(path, interface, member, body):
    return "o", ("/job/1",)


def test_what_runs_is_restarted_and_waited_for(tmp_path):
    calls = pulled(tmp_path, job, ended("done", "/job/0"), ended("done"))

    assert calls == [("TryRestartUnit", ("x.service", "replace"))]


def test_what_takes_no_notice_is_killed_and_comes_back(tmp_path):
    with toy_bus(tmp_path, lambda *asked: _killed(there, *asked)) as there:
        LinuxNameServiceControl(there.place, (0.2, 0.2)).restart("x")

    assert there.calls[-1] == ("KillUnit", ("x.service", "all", 9))


def _killed(there, path, interface, member, body):
    if member == "KillUnit":
        there.signals = [ended("done")]
        return "", ()
    return job(path, interface, member, body)


def test_what_fails_to_start_again_is_an_error(tmp_path):
    with pytest.raises(HostError, match="did not come back: failed"):
        pulled(tmp_path, job, ended("failed"))


def test_without_the_right_it_says_so(tmp_path):
    def answers(path, interface, member, body):
        raise Refusal(f"{ERROR}InteractiveAuthorizationRequired")

    with pytest.raises(PermissionError):
        pulled(tmp_path, answers)
