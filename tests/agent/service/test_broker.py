"""Between counter and workshop: each wish once, each answer typed."""

import pytest

from agent.host.ports.rights import Lent, Told
from agent.host.trouble import HostError, PartMissing
from agent.policy.broker import BrokerRules
from agent.service.authority import Caller
from agent.service.broker import AT_ONCE, EVERY, NOT_DONE, NOT_TOLD, Broker
from agent.service.protocol import (
    Apply,
    Ask,
    CheckId,
    Digest,
    FixId,
    Key,
    Reason,
    Refusal,
    answered,
)
from agent.trouble import BadInput
from tests.agent.service.test_authority import Crowd
from tests.agent.service.toy import DIGEST, KEY, OFFER

WISH = Apply(FixId("flush_cache"), Key(KEY), Digest(DIGEST))
QUESTION = Ask(CheckId("login.trusted"), Digest(DIGEST))
ALICE = Caller(1000, 1)
UNIT = f"blusser-fix-flush_cache@{KEY}.service"


class Workshop:
    """Remembers which units ran; each leaves the answer it is given."""

    def __init__(self, answer=b"", trouble=None):
        self.ran, self.answers, self.tidied = [], {}, 0
        self._answer, self._trouble = answer, trouble

    def left(self, name):
        return self.answers.get(name)

    def run(self, name):
        self.ran.append(name)
        if self._trouble:
            raise self._trouble
        if self._answer:
            self.answers[name] = self._answer

    def tidy(self):
        self.tidied += 1


def broker(workshop, crowd=None, rules=BrokerRules, note=lambda _: None):
    return Broker(OFFER, crowd or Crowd(), workshop, rules, note)


def test_a_repair_is_a_unit_named_by_repair_and_key():
    workshop = Workshop(answered(Lent("cured"))[4:])

    assert broker(workshop).answer(WISH, ALICE) == Lent("cured")
    assert workshop.ran == [UNIT]


def test_the_same_key_again_gets_the_same_answer_and_nothing_runs():
    workshop = Workshop(answered(Lent("cured"))[4:])
    one = broker(workshop)

    assert [one.answer(WISH, ALICE), one.answer(WISH, ALICE)] == [Lent("cured")] * 2
    assert workshop.ran == [UNIT]


@pytest.mark.parametrize("what", [WISH, QUESTION])
def test_an_account_that_asks_without_an_end_leaves_room_for_the_others(what):
    answer = Lent("cured") if what is WISH else Told("healthy")
    now, workshop = [0.0], Workshop(answered(answer)[4:])
    one = Broker(OFFER, Crowd(), workshop, BrokerRules, clock=lambda: now[0])

    def wish(caller):
        key = Key(f"{len(workshop.ran):032x}")
        made = Apply(WISH.fix, key, WISH.catalogue) if what is WISH else what
        return one.answer(made, caller)

    first = [wish(ALICE) for _ in range(AT_ONCE)]
    assert first == [answer] * AT_ONCE
    assert wish(ALICE) == Refusal(Reason.BUSY)
    assert wish(Caller(1001, 2)) == wish(Caller(0, 3)) == answer
    assert len(workshop.ran) == AT_ONCE + 2
    assert one.counts() == AT_ONCE * EVERY

    now[0] += EVERY
    assert [wish(ALICE), wish(ALICE)] == [answer, Refusal(Reason.BUSY)]


def test_each_question_is_asked_anew():
    workshop = Workshop(answered(Told("healthy"))[4:])
    one = broker(workshop)

    assert [one.answer(QUESTION, ALICE), one.answer(QUESTION, ALICE)] == [
        Told("healthy")
    ] * 2
    assert len(set(workshop.ran)) == 2
    assert all(ran.startswith("blusser-ask-login.trusted@") for ran in workshop.ran)


@pytest.mark.parametrize(
    "workshop",
    [
        Workshop(),
        Workshop(b"nonsense"),
        Workshop(answered(Told("healthy"))[4:]),
        Workshop(trouble=HostError("no bus")),
        Workshop(trouble=PartMissing("no bus")),
        Workshop(trouble=PermissionError("no")),
    ],
)
def test_a_repair_that_leaves_no_answer_failed(workshop):
    assert broker(workshop).answer(WISH, ALICE) == Lent("failed", NOT_DONE)


def test_a_question_without_an_answer_is_unsure():
    assert broker(Workshop()).answer(QUESTION, ALICE) == Told("unsure", why=NOT_TOLD)


def test_what_cannot_be_found_out_about_a_caller_is_a_no():
    class Mute(Crowd):
        def sittings(self, uid):
            raise HostError("logind does not answer")

    assert broker(Workshop(), Mute()).refusal(ALICE) is Reason.WHO


def test_rules_that_are_not_right_let_nobody_in():
    def rules():
        raise BadInput("line 3")

    assert broker(Workshop(), rules=rules).refusal(ALICE) is Reason.RULES


def test_who_may_ask_is_decided_by_the_rules_of_now():
    now = [BrokerRules()]
    one = broker(Workshop(), rules=lambda: now[0])

    assert one.refusal(ALICE) is None
    now[0] = BrokerRules(users=("bob",))
    assert one.refusal(ALICE) is Reason.WHO


def test_who_asked_what_and_what_became_of_it_is_noted():
    said = []
    one = broker(Workshop(answered(Lent("cured"))[4:]), note=said.append)
    one.answer(WISH, ALICE)
    broker(Workshop(), note=said.append).answer(QUESTION, ALICE)
    broker(Workshop(), Crowd(name=""), note=said.append).refusal(ALICE)
    assert one.refusal(ALICE) is None

    assert said == [
        "uid=1000 apply=flush_cache ended=cured",
        "uid=1000 ask=login.trusted ended=unsure",
        "uid=1000 refused=who",
    ]
