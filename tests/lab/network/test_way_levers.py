"""The dead way out is put behind the others in a real kernel, and back."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.lab.network import ways
from tests.lab.network.program import ROOT

pytestmark = pytest.mark.lab

LEVER = "from agent.host.linux.way_control import LinuxWayControl as C; c = C()\n"
ROUTE = 'c.route("eth1", "10.78.0.1")'


def python(world, code):
    words = ["ip", "netns", "exec", world.pc.name, sys.executable, "-c", LEVER + code]
    return subprocess.run(
        words, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def routes(world):
    words = ["ip", "-details", "-netns", world.pc.name, "route"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def two_ways(world):
    """Return the world with a second way that is taken, set up in every detail."""
    ways.second_way_dead(world)
    more = "proto dhcp src 10.78.0.2 metric 50 mtu 1400 onlink"
    world.pc.ip("route flush default", "route add default via 10.77.0.1 metric 100")
    world.pc.ip(f"route add default via 10.78.0.1 dev eth1 {more}")
    return world


def test_it_is_put_last_once_and_comes_back_as_it_was(two_ways):
    before = routes(two_ways)
    route = python(two_ways, f"print({ROUTE})")
    python(two_ways, f"c.put_last('{route}')")
    after = routes(two_ways)
    python(two_ways, f"c.put_last('{route}')")
    again = routes(two_ways)
    python(two_ways, f"c.put_back('{route}'); c.put_back('{route}')")

    assert before.splitlines()[0].startswith("unicast default via 10.78.0.1")
    assert after.splitlines()[0].startswith("unicast default via 10.77.0.1")
    assert "10.78.0.1" in after
    assert again == after
    assert routes(two_ways) == before


def test_the_same_way_that_stands_there_twice_stands_there_twice_again(two_ways):
    more = "proto dhcp src 10.78.0.2 metric 900 mtu 1400 onlink"
    two_ways.pc.ip(f"route add default via 10.78.0.1 dev eth1 {more}")
    before = routes(two_ways)
    python(two_ways, f"r = {ROUTE}; c.put_last(r); c.put_back(r)")

    assert before.count("10.78.0.1") == 2
    assert routes(two_ways) == before


def test_a_way_alone_stays_where_it_is(world):
    before = routes(world)
    gateway = before.split("via ")[1].split()[0]
    python(world, f'c.put_last(c.route("eth0", "{gateway}"))')

    assert routes(world) == before


def test_a_way_that_is_no_default_route_is_not_known(world):
    assert python(world, 'print(repr(c.route("eth0", "10.77.0.99")))') == "''"


def test_an_employee_without_the_right_is_told_so(two_ways):
    code = f"r = {ROUTE}\nimport os; os.setgid(65534); os.setuid(65534)\ntry: c.put_last(r)"
    before = routes(two_ways)

    assert python(two_ways, f"{code}\nexcept PermissionError: print('no')") == "no"
    assert routes(two_ways) == before
