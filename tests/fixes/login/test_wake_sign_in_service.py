"""Have the service that signs people in reach for the domain again."""

import pytest

from agent.fix import Refused
from agent.host import PartMissing
from agent.host.fake.login import SERVERS, FakeSignInServers
from agent.host.fake.login_levers import FakeSignInServiceControl
from agent.host.ports.login_levers import SignInServiceControl
from agent.policy.model import LoginRules
from fixes.login.wake_sign_in_service import wake_sign_in_service


def tries(directory):
    levers = FakeSignInServiceControl()
    wake_sign_in_service(directory, levers, LoginRules())
    return levers.tries


@pytest.mark.parametrize("silent", [(), SERVERS[:1]])
def test_where_a_server_answers_it_is_told_once(silent):
    assert tries(FakeSignInServers(silent=silent)) == 1


def test_offline_nothing_is_done():
    with pytest.raises(Refused, match="no server"):
        tries(FakeSignInServers(silent=SERVERS))


def test_a_machine_of_no_domain_is_left_alone():
    with pytest.raises(PartMissing):
        tries(FakeSignInServers(joined=False))


def test_there_is_no_lever_that_forgets_whom_it_remembers():
    levers = {name for name in vars(SignInServiceControl) if name[0] != "_"}

    assert levers == {"try_again"}
