"""Who calls, by the kernel's word; what logind says of them, by a toy bus."""

import os
import socket

import pytest

from agent.host.linux.peers import LinuxPeers
from agent.host.trouble import HostError
from agent.service.authority import NO_HANDLE, Caller, Sitting
from tests.agent.host.linux.toybus import ERROR, HANG_UP, Refusal, toy_bus

SESSION = "/org/freedesktop/login1/session/_31"
NEAR = {
    "Active": ("b", True),
    "State": ("s", "active"),
    "Remote": ("b", False),
    "Class": ("s", "user"),
}


@pytest.fixture
def listener(tmp_path):
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "s"))
        line.listen()
        yield line


def login(session, sessions=(("1", SESSION),), user=True):
    """Return a logind with one user and one session."""

    def answers(path, interface, member, body):
        match member, body[-1] if body else "":
            case "GetUser", _:
                if not user:
                    raise Refusal("org.freedesktop.login1.NoSuchUser")
                return "o", ("/org/freedesktop/login1/user/_1000",)
            case "GetSessionByPID", _:
                if session is None:
                    raise Refusal("org.freedesktop.login1.NoSessionForPID")
                return "o", (SESSION,)
            case "Get", "Sessions":
                return "v", (("a(so)", list(sessions)),)
            case "GetAll", _:
                if session is None:
                    raise Refusal(f"{ERROR}UnknownObject")
                return "a{sv}", (session,)
        raise AssertionError((member, body))

    return answers


def test_the_kernel_says_who_calls(listener):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(listener.getsockname())
        taken, _ = listener.accept()
        with taken:
            caller = LinuxPeers().caller(taken)

    assert (caller.uid, caller.pid) == (os.geteuid(), os.getpid())
    assert LinuxPeers().alive(caller)
    LinuxPeers().leave(caller)


def test_a_caller_that_has_gone_is_not_there(listener):
    peers = LinuxPeers()
    child = os.fork()
    if not child:
        line = socket.socket(socket.AF_UNIX)
        line.connect(listener.getsockname())
        os._exit(0)
    taken, _ = listener.accept()
    with taken:
        os.waitpid(child, 0)
        caller = peers.caller(taken)

        assert caller.pid == child
        assert not peers.alive(caller) or caller.handle == NO_HANDLE
    peers.leave(caller)


def test_accounts_and_groups_have_names():
    peers = LinuxPeers()

    assert peers.name(0) == "root"
    assert peers.name(4_000_000_000) == ""
    assert "root" in peers.groups(0)


def test_sessions_are_told_by_logind(tmp_path):
    with toy_bus(tmp_path, login(NEAR)) as bus:
        peers = LinuxPeers(bus.place)
        assert peers.sittings(1000) == (Sitting(),)


@pytest.mark.parametrize(
    ("changes", "sitting"),
    [
        ({"Active": ("b", False)}, Sitting(active=False)),
        ({"State": ("s", "closing")}, Sitting(active=False)),
        ({"State": ("s", "online")}, Sitting(active=False)),
        ({"Remote": ("b", True)}, Sitting(remote=True)),
        ({"Class": ("s", "greeter")}, Sitting(kind="greeter")),
    ],
)
def test_what_a_session_is_like_is_read(tmp_path, changes, sitting):
    with toy_bus(tmp_path, login(NEAR | changes)) as bus:
        assert LinuxPeers(bus.place).sitting_of(7) == sitting


def test_what_logind_does_not_tell_counts_against_the_caller(tmp_path):
    with toy_bus(tmp_path, login({})) as bus:
        sitting = LinuxPeers(bus.place).sitting_of(7)

    assert (sitting.active, sitting.remote) == (False, True)


def test_who_has_no_session_has_none(tmp_path):
    with toy_bus(tmp_path, login(None, user=False)) as bus:
        assert LinuxPeers(bus.place).sittings(1000) == ()


def test_who_is_in_no_session_is_in_none(tmp_path):
    with toy_bus(tmp_path, login(None)) as bus:
        assert LinuxPeers(bus.place).sitting_of(7) is None
    assert LinuxPeers("/nowhere").alive(Caller(1000, 1)), (
        "an old kernel gives no handle"
    )


def test_a_logind_that_does_not_answer_is_trouble(tmp_path):
    with toy_bus(tmp_path, lambda *_: HANG_UP) as bus:
        with pytest.raises(HostError):
            LinuxPeers(bus.place).sittings(1000)
