import json

from agent.case import Case, CaseFile
from agent.codec import build, plain
from agent.engine import Engine
from agent.planning import Allowed
from tests.agent.toy import CHECKS, FIXES, Tanks


def case_of(tanks, mend=True, checks=CHECKS):
    file = CaseFile("test", "dry")
    engine = Engine(tanks.host(), checks, FIXES, file.hear, lambda _: None)
    plan = engine.diagnose(Allowed())
    if mend:
        engine.repair(plan, Allowed())
    engine.close()
    return file.case(), file


def test_a_healthy_machine_has_a_healthy_case():
    case, _ = case_of(Tanks())

    assert (case.result, case.causes, case.trigger, case.symptom) == (
        "healthy",
        (),
        "test",
        "dry",
    )
    assert [seen.state for seen in case.after] == ["healthy"] * 3


def test_a_repaired_case_still_names_what_was_wrong():
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    case, _ = case_of(tanks)

    assert case.result == "repaired"
    assert [cause.code for cause in case.causes] == ["well-dry"]
    assert case.left == ()
    assert [(e.code, e.because) for e in case.echoes] == [
        ("pump-dry", ("well-dry",)),
        ("tap-dry", ("well-dry",)),
    ]
    assert [s.state for s in case.before] == ["found"] * 3
    assert [s.state for s in case.after] == ["healthy"] * 3


def test_what_is_left_is_a_problem_whatever_was_cured():
    case, _ = case_of(Tanks(well=0))

    assert case.result == "problems"
    assert [cause.code for cause in case.causes] == ["well-dry", "pump-dry", "tap-dry"]
    assert case.left == ("tap-dry",)


def test_something_untold_is_unsure_and_never_healthy():
    tanks = Tanks()
    tanks.mute = {"tap"}

    assert case_of(tanks)[0].result == "unsure"


def test_what_works_after_all_is_doubted_and_no_problem():
    case, _ = case_of(Tanks(well=0, pump=5, tap=5))

    assert case.result == "healthy"
    assert [seen.code for seen in case.doubted] == ["well-dry"]


def test_a_case_survives_json():
    case, _ = case_of(Tanks(well=0))

    assert build(Case, json.loads(json.dumps(plain(case)))) == case


def test_two_cases_never_share_an_id():
    assert len({CaseFile("test").case().id for _ in range(50)}) == 50
