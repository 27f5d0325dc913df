"""What each kind finds, and what it does not take for a fault."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.network import FakeNameServers
from agent.host.fake.own import FakePaths, FakePrograms, FakeReach
from agent.host.fake.services import FakeServices
from agent.host.ports.paths import FileSeen, RoomSeen
from agent.host.ports.reach import Answer
from agent.host.ports.services import Service
from agent.own.making import own_checks, problem_of
from agent.policy.model import NetworkRules, OwnCheck
from agent.policy.own import OwnWords

WORDS = {"en": OwnWords("a", "b", "c")}


def row(kind, **keys):
    return OwnCheck(id="mine", kind=kind, words=WORDS, **keys)


def ask(own, *parts):
    (one,) = own_checks([own], ())
    return one(own, **dict(zip(list(one.parts)[1:], parts, strict=True)))


def facts(own, *parts):
    found = ask(own, *parts)
    return found and found.facts


TCP = row("tcp", host="a.test", port=9)
WEB = row("http", url="https://a.test/")
RULES = NetworkRules()


def test_somebody_takes_a_connection_or_does_not():
    assert ask(TCP, FakeReach()) is None
    assert facts(TCP, FakeReach({"a.test": "closed"})) == {
        "host": "a.test",
        "port": 9,
        "state": "closed",
    }


@pytest.mark.parametrize(
    ("status", "answer", "well"),
    [
        ((), Answer("answered", 200), True),
        ((), Answer("answered", 302), True),
        ((), Answer("answered", 404), False),
        ((), Answer("answered", 503), False),
        ((200, 401), Answer("answered", 401), True),
        ((200, 401), Answer("answered", 204), False),
        ((), Answer("silent"), False),
        ((), Answer("certificate"), False),
    ],
)
def test_a_page_answers_with_a_status_it_should_have(status, answer, well):
    own = row("http", url="https://a.test/", status=status)
    found = facts(own, FakeReach(pages={"https://a.test/": answer}), RULES)

    assert (found is None) is well
    assert well or found["state"] == answer.state


def test_a_page_is_asked_through_the_proxy_of_the_policy():
    reach = FakeReach()
    ask(WEB, reach, NetworkRules(proxy="http://p.test:3128"))

    assert reach.proxies == ["http://p.test:3128"]


@pytest.mark.parametrize(
    ("says", "state"),
    [
        ({}, None),
        ({"10.0.0.1": "silent"}, None),
        ({"10.0.0.1": "unknown", "10.0.0.2": "silent"}, "unknown"),
        ({"10.0.0.1": "silent", "10.0.0.2": "silent"}, "silent"),
    ],
)
def test_one_name_server_that_knows_a_name_is_enough(says, state):
    found = facts(row("dns", name="a.test"), FakeNameServers(says=says))

    assert (found and found["state"]) == state


@pytest.mark.parametrize(
    ("state", "start", "well"),
    [
        ("running", "at-boot", True),
        ("finished", "at-boot", True),
        ("starting", "at-boot", True),
        ("stopped", "when-needed", False),
        ("failed", "when-needed", False),
        ("stopped", "at-boot", False),
        ("stopped", "disabled", False),
        ("restarting", "at-boot", False),
    ],
)
def test_a_service_runs_whoever_starts_it(state, start, well):
    service = Service("x.service", start=start, state=state)
    found = facts(row("service", service="x.service"), FakeServices(service))

    assert found == (None if well else {"service": "x.service", "state": state})


def test_a_service_that_is_not_there_is_missing_unless_it_need_not_be():
    nothing = FakeServices()
    own = row("service", service="x.service")

    assert facts(own, nothing)["state"] == "missing"
    with pytest.raises(PartMissing, match=r"no x\.service"):
        ask(row("service", service="x.service", if_installed=True), nothing)


@pytest.mark.parametrize(
    ("keys", "count", "well"),
    [
        ({}, 0, False),
        ({}, 1, True),
        ({"at_least": 2}, 1, False),
        ({"at_most": 2}, 3, False),
        ({"at_least": 0, "at_most": 0}, 0, True),
        ({"at_least": 0, "at_most": 0}, 1, False),
    ],
)
def test_as_many_programs_run_as_should(keys, count, well):
    own = row("process", process="x", **keys)

    assert (ask(own, FakePrograms({"x": count})) is None) is well


GONE, NEW = FileSeen(exists=False), FileSeen(exists=True, bytes=10, age=60)


@pytest.mark.parametrize(
    ("keys", "seen", "state"),
    [
        ({}, NEW, None),
        ({}, GONE, "missing"),
        ({"exists": False}, GONE, None),
        ({"exists": False}, NEW, "present"),
        ({"max_age_hours": 1.0}, NEW, None),
        ({"max_age_hours": 0.01}, NEW, "old"),
        ({"min_bytes": 10}, NEW, None),
        ({"min_bytes": 11}, NEW, "small"),
        ({"max_bytes": 9}, NEW, "large"),
        ({"min_bytes": 11, "exists": False}, GONE, None),
    ],
)
def test_a_file_is_as_it_should_be(keys, seen, state):
    found = facts(row("file", path="/x", **keys), FakePaths({"/x": seen}))

    assert (found and found["state"]) == state


@pytest.mark.parametrize(("days", "well"), [(15.0, True), (13.9, False), (-3.0, False)])
def test_a_certificate_is_valid_for_long_enough(days, well):
    host = row("certificate", host="a.test")
    path = row("certificate", path="/x.pem")
    found = facts(host, FakeReach(days=days))

    assert found == (None if well else {"where": "a.test:443", "days": days})
    assert (ask(path, FakePaths(days=days)) is None) is well


@pytest.mark.parametrize(
    ("keys", "free", "well"),
    [
        ({"min_free_bytes": 50}, 50, True),
        ({"min_free_bytes": 50}, 49, False),
        ({"min_free_percent": 5.0}, 50, True),
        ({"min_free_percent": 5.0}, 49, False),
        ({"min_free_bytes": 10, "min_free_percent": 5.0}, 20, True),
        ({"min_free_bytes": 100, "min_free_percent": 5.0}, 60, True),
        ({"min_free_bytes": 100, "min_free_percent": 5.0}, 40, False),
    ],
)
def test_a_volume_is_full_below_all_that_is_set(keys, free, well):
    own = row("disk", path="/x", **keys)
    found = facts(own, FakePaths(rooms={"/x": RoomSeen(free, 1000)}))

    assert (found is None) is well
    assert well or (found["free"], found["percent"]) == (free, free / 10)


def test_a_volume_without_a_size_says_nothing():
    own = row("disk", path="/x", min_free_percent=5.0)

    with pytest.raises(HostError):
        ask(own, FakePaths(rooms={"/x": RoomSeen(0, 0)}))


@pytest.mark.parametrize("state", ["mounted", "missing", "silent"])
def test_something_is_mounted_and_answers(state):
    found = facts(row("mount", path="/x"), FakePaths(mounts={"/x": state}))

    assert found == (None if state == "mounted" else {"path": "/x", "state": state})


@pytest.mark.parametrize(
    ("own", "shared"),
    [
        (TCP, True),
        (WEB, True),
        (row("dns", name="a.test"), True),
        (row("certificate", host="a.test"), True),
        (row("certificate", path="/x"), False),
        (row("tcp", host="127.0.0.1", port=1), False),
        (row("http", url="http://localhost:631/"), False),
        (row("disk", path="/x", min_free_percent=5.0), False),
    ],
)
def test_what_is_down_for_everybody_is_told_apart_from_a_fault_of_this_pc(own, shared):
    assert bool(problem_of(own).outage_of) is shared
