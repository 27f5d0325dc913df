"""Who may ask, by what a kernel and a logind would say."""

import pytest

from agent.policy.broker import BrokerRules
from agent.service.authority import Caller, Sitting, refusal
from agent.service.protocol import Reason

ALICE = Caller(1000, 4242, 7)


class Crowd:
    """alice sits at the desk; change one thing and see."""

    def __init__(self, **known):
        self.known = {
            "is_ours": False,
            "name": "alice",
            "groups": ("alice", "sales"),
            "sittings": (Sitting(),),
            "sitting_of": None,
            "alive": True,
        } | known
        self.asked = []

    def _tell(self, what):
        self.asked.append(what)
        return self.known[what]

    def is_ours(self, uid):
        return self._tell("is_ours")

    def name(self, uid):
        return self._tell("name")

    def groups(self, uid):
        return self._tell("groups")

    def sittings(self, uid):
        return self._tell("sittings")

    def sitting_of(self, pid):
        return self._tell("sitting_of")

    def alive(self, caller):
        return self._tell("alive")


def may(rules=None, caller=ALICE, **known):
    return refusal(caller, Crowd(**known), rules or BrokerRules()) is None


def test_whoever_sits_at_the_machine_may_ask():
    assert may()


def test_root_may_ask_and_nobody_is_asked_about_root():
    crowd = Crowd(name="", sittings=())

    assert refusal(Caller(0, 1), crowd, BrokerRules()) is None
    assert crowd.asked == []


def test_the_scheduled_run_may_ask_though_it_sits_nowhere():
    assert may(is_ours=True, name="blusser", sittings=())


def test_somebody_who_only_has_its_name_is_one_of_the_others():
    assert not may(name="blusser", sittings=())
    assert may(name="blusser")
    assert not may(BrokerRules(users=("alice",)), name="blusser")


@pytest.mark.parametrize(
    "known",
    [
        {"name": ""},
        {"sittings": ()},
        {"sittings": (Sitting(active=False),)},
        {"sittings": (Sitting(remote=True),)},
        {"sittings": (Sitting(kind="greeter"),)},
        {"sittings": (Sitting(kind="background"),)},
        {"sitting_of": Sitting(remote=True)},
        {"sitting_of": Sitting(active=False)},
        {"sitting_of": Sitting(kind="background")},
        {"alive": False},
    ],
    ids=str,
)
def test_others_are_refused(known):
    assert refusal(ALICE, Crowd(**known), BrokerRules()) is Reason.WHO


def test_a_process_id_never_lets_anybody_in():
    """A reused one would be somebody else's."""
    assert not may(sitting_of=Sitting(), sittings=())


def test_that_the_caller_is_still_there_is_asked_last():
    crowd = Crowd()
    refusal(ALICE, crowd, BrokerRules())

    assert crowd.asked[-1] == "alive"


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (BrokerRules(users=("alice",)), True),
        (BrokerRules(users=("bob",)), False),
        (BrokerRules(groups=("sales",)), True),
        (BrokerRules(groups=("wheel",)), False),
        (BrokerRules(users=("bob",), groups=("sales",)), True),
    ],
)
def test_who_the_rules_name_may_ask(rules, allowed):
    assert may(rules) is allowed


def test_who_the_rules_name_must_sit_there_all_the_same():
    assert not may(BrokerRules(users=("alice",)), sittings=())


def test_from_afar_one_may_only_where_the_rules_say_so():
    afar = {"sittings": (Sitting(remote=True),), "sitting_of": Sitting(remote=True)}

    assert not may(**afar)
    assert may(BrokerRules(remote_sessions=True), **afar)
