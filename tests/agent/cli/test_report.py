import json
from pathlib import Path

import jsonschema
import pytest

from agent.cli.report import Escalation, as_json, by_rank
from agent.value import replace
from agent.words import Words
from tests.agent.test_case import case_of
from tests.agent.toy import CHECKS, Tanks, no_ghost

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "schema" / "report-1.json").read_text()
)


class Spoken(Words):
    """Words for the toy problems, which no catalogue has."""

    def problem(self, code, part, facts):
        return f"{part} of {code}"

    def question(self, check):
        return f"the question of {check}"

    def fix(self, fix, part):
        return f"{part} {fix}"


def mute():
    tanks = Tanks(well=0, pump=5, tap=5)
    tanks.mute = {"tap"}
    return tanks


@pytest.mark.parametrize("mend", [True, False])
@pytest.mark.parametrize(
    "tanks", [Tanks, lambda: Tanks(well=0), mute], ids=["healthy", "dry", "mute"]
)
def test_every_report_fits_the_published_schema(tanks, mend):
    case, _ = case_of(tanks(), mend, (*CHECKS, no_ghost))
    handed = Escalation("offered", bundle="/tmp/b.zip")
    report = json.loads(json.dumps(as_json(case, Spoken("en"), handed)))

    jsonschema.validate(report, SCHEMA)
    assert set(report) == set(SCHEMA["required"])


def test_the_schema_refuses_what_the_contract_does_not_know():
    case, _ = case_of(Tanks())
    report = as_json(case, Spoken("en"), Escalation()) | {"outcome": "fine"}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA)


def test_a_cured_cause_is_still_named_and_marked():
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    report = as_json(case_of(tanks)[0], Spoken("en"), Escalation())

    assert report["outcome"] == "repaired"
    assert [(c["code"], c["state"]) for c in report["causes"]] == [
        ("well-dry", "cured")
    ]


def test_the_symptom_orders_the_causes_and_hides_none():
    case, _ = case_of(Tanks(well=0))
    seen = case.causes[0]
    causes = tuple(replace(seen, check=f"{f}.x") for f in ("disk", "network", "login"))
    order = by_rank(replace(case, symptom="login", causes=causes))

    assert [c.check for c in order] == ["login.x", "network.x", "disk.x"]
