import pytest

from agent.bundle.evidence import Evidence
from agent.bundle.replay import outages_of, replay
from agent.hands import Unwritten
from agent.case import CaseFile, Taken
from agent.events import Result
from agent.fix import Risk
from agent.host import HostError, PartMissing
from agent.host.fake.moments import FakeMoments
from agent.host.transcript import WITHHELD
from agent.value import replace
from tests.agent.bundle.toys import (
    CHECKS,
    FIXES,
    LISTS,
    SECRET,
    RealHouse,
    bundled,
    no_ghost_walks,
    recorded,
    roof_is_tight,
    timeless,
    wall_is_dry,
)

BROKEN = {"roof": 0, "wall": 0, "door": 0}
WELL = {"roof": 5, "wall": 5, "door": 5}

SCENES = {
    "healthy": lambda: recorded(RealHouse()),
    "cured": lambda: recorded(RealHouse(BROKEN, {"roof": WELL})),
    "several rounds": lambda: recorded(
        RealHouse(BROKEN, {"roof": {"roof": 5}, "wall": {"wall": 5}, "door": WELL})
    ),
    "no effect": lambda: recorded(RealHouse({"wall": 0})),
    "undone": lambda: recorded(RealHouse(BROKEN, {"roof": {"roof": -1}})),
    "not undone": lambda: recorded(
        RealHouse(BROKEN, turns={"roof": HostError("the ladder is gone")})
    ),
    "failed": lambda: recorded(
        RealHouse(BROKEN, {"roof": HostError("PC-0042 has no hammer")})
    ),
    "failed yet cured": lambda: recorded(
        RealHouse({"wall": 0, "roof": 0}, {"roof": HostError("no"), "wall": WELL})
    ),
    "fix crashed": lambda: recorded(
        RealHouse(BROKEN, {"roof": KeyError("jan.peeters")})
    ),
    "refused for want of rights": lambda: recorded(
        RealHouse(BROKEN, {"roof": PermissionError("ask jan.peeters")})
    ),
    "refused halfway": lambda: recorded(
        RealHouse(BROKEN, {"roof": ({"roof": 1}, PermissionError("ask jan.peeters"))})
    ),
    "waits for a moment": lambda: recorded(
        RealHouse(BROKEN, {"roof": WELL}),
        moments=FakeMoments({"updating": ("jan.peeters",)}),
    ),
    "waits because nobody can tell": lambda: recorded(
        RealHouse(BROKEN, {"roof": WELL}), moments=FakeMoments(mute=("updating",))
    ),
    "waits for nothing": lambda: recorded(
        RealHouse(BROKEN, {"roof": WELL}), moments=FakeMoments()
    ),
    "runs in circles": lambda: recorded(
        RealHouse(BROKEN, {"roof": WELL}),
        halt=lambda fix, code: "enough" if code == "roof-leaks" else "",
    ),
    "not written down": lambda: recorded(
        RealHouse(BROKEN, {"roof": WELL}), ledger=Full()
    ),
    "refused for want of a part": lambda: recorded(
        RealHouse(BROKEN, {"roof": PartMissing("no tools")})
    ),
    "consent": lambda: recorded(
        RealHouse(BROKEN, {"new roof": WELL}), risks=(Risk.SAFE, Risk.ASK)
    ),
    "fix that hangs": lambda: recorded(RealHouse(BROKEN, {"roof": "hang"})),
    "late check": lambda: recorded(RealHouse({"roof": "hang", "wall": 0})),
    "late check that copes with trouble": lambda: recorded(RealHouse({"door": "hang"})),
    "late check asked again": lambda: recorded(
        RealHouse({"roof": 0, "wall": "hang", "door": 0}, {"roof": WELL})
    ),
    "crashed check": lambda: recorded(RealHouse({"roof": 3, "wall": 0})),
    "part with a bug": lambda: recorded(
        RealHouse({"roof": KeyError("jan.peeters"), "wall": 0})
    ),
    "unsure": lambda: recorded(RealHouse({"wall": HostError("Jan Peeters is out")})),
    "unsure for want of rights": lambda: recorded(
        RealHouse({"wall": PermissionError("not for jan.peeters")})
    ),
    "absent after a repair": lambda: recorded(
        RealHouse({"wall": 0}, {"wall": {"wall": PartMissing("torn down")}})
    ),
    "absent for want of a port": lambda: recorded(RealHouse(), ghost=None),
    "unsure for want of a port": lambda: recorded(
        RealHouse(), ghost=lambda: refuse(HostError("the medium is ill"))
    ),
    "doubted": lambda: recorded(RealHouse({"roof": 0})),
    "two causes": lambda: recorded(
        RealHouse(BROKEN, {"wall": WELL}), checks=(wall_is_dry, no_ghost_walks)
    ),
    "only looked": lambda: recorded(RealHouse(BROKEN), fixes=()),
}


class Full(Unwritten):
    """A ledger on a full disk."""

    def intend(self, step, before):
        raise OSError(28, "No space left on device")


def refuse(trouble):
    raise trouble


def again(evidence, checks=CHECKS, fixes=FIXES):
    file = CaseFile("replay")
    notes = replay(evidence, checks, fixes, file.hear)
    return outages_of(evidence.case, file.case()), notes


@pytest.mark.parametrize("scene", SCENES)
def test_a_redacted_bundle_replays_to_the_same_case(scene, tmp_path):
    case, askings = SCENES[scene]()
    evidence = bundled(case, askings, tmp_path / "b.zip")
    replayed, notes = again(evidence)

    assert timeless(replayed) == timeless(evidence.case)
    assert notes == ()


@pytest.mark.parametrize("scene", SCENES)
def test_without_redaction_it_is_the_very_case_that_was_recorded(scene, tmp_path):
    case, askings = SCENES[scene]()
    evidence = replace(Evidence(case, tuple(askings)))

    assert timeless(again(evidence)[0]) == timeless(case)


@pytest.mark.parametrize("scene", SCENES)
def test_no_name_and_no_secret_is_left(scene, tmp_path):
    case, askings = SCENES[scene]()
    said = repr(bundled(case, askings, tmp_path / "b.zip")).lower()

    for secret in ("peeters", "pc-0042", "corp.example", SECRET):
        assert secret not in said


def test_the_scenes_are_what_they_are_called():
    results = {
        name: [s.result for s in scene()[0].steps] for name, scene in SCENES.items()
    }

    assert results["cured"] == [Result.CURED, Result.SKIPPED]
    assert results["several rounds"].count(Result.CURED) == 3
    assert results["undone"][0] is Result.UNDONE
    assert results["not undone"][0] is Result.FAILED
    assert results["failed"][0] is Result.FAILED
    assert results["fix that hangs"][0] is Result.FAILED
    assert results["refused for want of rights"][0] is Result.REFUSED
    held = ("waits for a moment", "waits because nobody can tell", "runs in circles")
    for name in (*held, "not written down", "refused halfway"):
        assert results[name][0] is Result.REFUSED, name
    assert results["waits for nothing"][0] is Result.CURED
    assert [s.code for s in SCENES["doubted"]()[0].doubted] == ["roof-leaks"]
    assert len(SCENES["two causes"]()[0].causes) == 1


def test_the_catalogue_of_today_does_not_change_the_past(tmp_path):
    case, askings = recorded(RealHouse(BROKEN), fixes=FIXES[:1])
    evidence = bundled(case, askings, tmp_path / "b.zip")

    assert timeless(again(evidence)[0]) == timeless(evidence.case)
    assert timeless(again(evidence, CHECKS[::-1])[0]) == timeless(evidence.case)


def test_a_check_this_catalogue_does_not_know_is_absent_and_named(tmp_path):
    case, askings = recorded(RealHouse(BROKEN))
    evidence = bundled(case, askings, tmp_path / "b.zip")
    replayed, notes = again(evidence, CHECKS[:2])
    strange = [seen for seen in replayed.before if "door" in seen.check]

    assert [(s.state, s.check) for s in strange] == [("absent", CHECKS[2].id)]
    assert "does not know this check" in strange[0].why
    assert CHECKS[2].id in notes[0]
    assert "replay it with that version" in notes[0]


def test_a_fix_this_catalogue_does_not_know_is_named(tmp_path):
    case, askings = recorded(RealHouse(BROKEN, {"roof": WELL}))
    _, notes = again(bundled(case, askings, tmp_path / "b.zip"), fixes=())

    assert "mend_roof" in notes[0]


def test_what_was_withheld_replays_as_unsure_and_never_as_healthy_or_found(tmp_path):
    case, askings = recorded(RealHouse({"door": 0}))
    lists = replace(LISTS, questions=LISTS.questions | {"House": ("owner",)})
    evidence = bundled(case, askings, tmp_path / "b.zip", lists=lists)
    replayed, notes = again(evidence)
    states = {seen.state for seen in replayed.before}

    assert states == {"unsure", "absent"}
    assert all("withheld" in s.why for s in replayed.before if s.state == "unsure")
    assert "does not hold all answers" in notes[0]


def test_a_withheld_repair_does_not_shift_the_answers_of_the_next_round(tmp_path):
    case, askings = recorded(RealHouse(BROKEN, {"roof": WELL}))
    lists = replace(LISTS, questions=LISTS.questions | {"HouseControl": ()})
    evidence = bundled(case, askings, tmp_path / "b.zip", lists=lists)
    replayed, _ = again(evidence)

    assert any(
        a.how == WITHHELD and a.who.endswith("mend_roof") for a in evidence.askings
    )
    assert replayed.steps[0].result is Result.CURED
    assert replayed.after == evidence.case.after


def test_an_answer_that_is_not_in_the_bundle_is_no_answer(tmp_path):
    case, askings = recorded(RealHouse())
    cut = [replace(a, lines=[]) if a.who == roof_is_tight.id else a for a in askings]
    replayed, _ = again(Evidence(case, tuple(cut)))

    assert replayed.before[0].state == "unsure"
    assert "no answer to House.look" in replayed.before[0].why


def test_what_became_of_an_earlier_run_goes_along_without_names(tmp_path):
    case, askings = SCENES["cured"]()
    why = "an earlier run was cut short: jan.peeters"
    told = Taken("mend_roof", "roof-leaks", case.before[0].check, Result.UNDONE, why, 1)
    evidence = bundled(replace(case, recovered=(told,)), askings, tmp_path / "b.zip")
    (kept,) = evidence.case.recovered

    assert (kept.fix, kept.result) == ("mend_roof", Result.UNDONE)
    assert "peeters" not in kept.why
    assert again(evidence)[1] == ()
