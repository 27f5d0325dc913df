from agent.host.fake.network import FakeRoutes
from agent.host.ports.network import Gateway
from checks.network.gateway_answers import GATEWAY_SILENT, NO_ROUTE, gateway_answers

DEAD, LIVING = Gateway("eth0", "10.0.0.1"), Gateway("wlan0", "10.1.0.1")
TUNNEL = Gateway("tun0", "")


def test_one_gateway_that_answers_is_enough():
    assert gateway_answers(FakeRoutes((DEAD, LIVING), silent=(DEAD,))) is None


def test_silence_names_the_gateways():
    found = gateway_answers(FakeRoutes((DEAD,), silent=(DEAD,)))

    assert found == GATEWAY_SILENT(gateways=["10.0.0.1"])


def test_a_tunnel_needs_no_gateway():
    assert gateway_answers(FakeRoutes((TUNNEL, DEAD), silent=(DEAD,))) is None


def test_no_way_out_is_found():
    assert gateway_answers(FakeRoutes(())) == NO_ROUTE()
