"""By which proxy a desk is reached, and whether a password goes along."""

import pytest

from agent.host.linux.desk_way import way_to
from agent.host.way import DeskWay
from tests.agent.host.linux.test_proxies import BASIC, NTLM, said, saying

DESK = "https://desk.test"


@pytest.mark.parametrize(
    ("answer", "passage"),
    [(said(200), "through"), (NTLM, "ntlm"), (BASIC, "sign-in")],
    ids=["asks nothing", "asks by NTLM", "refuses the password"],
)
def test_the_password_of_a_session_stays_here_unless_it_opens_the_way(answer, passage):
    with saying(answer) as (place, _):
        session = {"https_proxy": f"http://els:secret@{place}"}

        assert way_to(DESK, "", "", "", session) == DeskWay(f"http://{place}", passage)


def test_one_that_asks_for_it_as_it_is_and_lets_it_through_gets_it():
    def asks(heard):
        return said(200) if "Proxy-Authorization: Basic" in heard else BASIC

    with saying(asks) as (place, _):
        own = f"http://els:secret@{place}"

        assert way_to(DESK, own, "", "", {}) == DeskWay(own, "through")
