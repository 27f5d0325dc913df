"""SSSD is told by its own signal, and by nothing harder."""

import signal

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.sssd_control import LinuxSignInServiceControl
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus


def told(tmp_path, error=""):
    def answers(path, interface, member, body):
        if error:
            raise Refusal(error)
        return "", ()

    with toy_bus(tmp_path, answers) as there:
        LinuxSignInServiceControl(there.place).try_again()
    return there.calls


def test_only_the_first_process_gets_the_signal(tmp_path):
    body = ("sssd.service", "main", int(signal.SIGUSR2))

    assert told(tmp_path) == [("KillUnit", body)]


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("org.freedesktop.systemd1.NoSuchUnit", HostError),
        (f"{ERROR}InteractiveAuthorizationRequired", PermissionError),
        (f"{ERROR}ServiceUnknown", PartMissing),
    ],
)
def test_where_that_cannot_be_it_says_why(tmp_path, error, trouble):
    with pytest.raises(trouble):
        told(tmp_path, error)
