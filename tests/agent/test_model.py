"""A finding, and the name an outage has on every machine that sees it."""

import pytest

from agent.model import Problem, Severity

DOWN = Problem(
    "server-down",
    Severity.BLOCKING,
    facts=("servers", "seconds"),
    outage_of=("servers",),
)


def test_a_fault_of_this_machine_has_no_fingerprint():
    assert Problem("tap-dry", Severity.ADVICE)().fingerprint == ""


def test_an_outage_has_the_same_name_wherever_it_is_seen_and_whenever():
    here = DOWN(servers=["10.0.0.1", "10.0.0.2"], seconds=2.5)
    there = DOWN(servers=("10.0.0.2", "10.0.0.1"), seconds=0.1)

    assert here.fingerprint == there.fingerprint == "server-down-c0defd458aa403ad"


@pytest.mark.parametrize("servers", [["10.0.0.1"], ["10.0.0.1", "10.0.0.3"], []])
def test_an_outage_of_something_else_has_another_name(servers):
    ours = DOWN(servers=["10.0.0.1", "10.0.0.2"], seconds=0)

    assert DOWN(servers=servers, seconds=0).fingerprint != ours.fingerprint


def test_facts_must_be_those_the_problem_declares():
    with pytest.raises(TypeError, match="server-down is described by"):
        DOWN(servers=[])
