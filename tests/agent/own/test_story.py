"""IT's own checks by the real program: asked, told, bundled and replayed elsewhere."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from agent.bundle.evidence import gather
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.bundle.replay import differences, own_rows, replay
from agent.bundle.unpack import read_bundle
from agent.case import CaseFile
from agent.engine import Engine
from agent.host import Host
from agent.host.fake.own import FakePaths, FakeReach
from agent.host.ports.paths import FileSeen
from agent.own.making import own_checks
from agent.planning import Allowed
from agent.policy.model import NetworkRules, OwnCheck
from agent.policy.own import OwnWords
from agent.words import Words
from tests.agent.bundle.toys import KNOWN, timeless

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-1.json").read_text())
POLICY = """\
[[own]]
id = "payroll"
kind = "tcp"
host = "127.0.0.1"
port = {port}
explained_by = []
[own.words.en]
title = "Payroll is down"
text = "Port {{port}} is {{state}}."
advice = "Wait."
[own.words.nl]
title = "De loonadministratie ligt plat"
text = "Poort {{port}} is {{state}}."
advice = "Even wachten."

[[own]]
id = "export"
kind = "file"
path = "{folder}/export.csv"
explained_by = ["own.payroll"]
words.nl = {{ title = "De export ontbreekt", text = "{{path}}", advice = "Bel IT." }}
"""


@pytest.fixture
def blusser(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    (tmp_path / "policy.toml").write_text(POLICY.format(port=port, folder=tmp_path))

    def run(command, *argv, own=("--policy", "policy.toml", "--state", "state")):
        done = subprocess.run(
            [sys.executable, "-m", "agent", command, *argv, *own],
            cwd=tmp_path,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(ROOT),
                "LANG": "nl_BE.UTF-8",
            },
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr

    return run


ONLY = ("--only", "own")


def test_a_cause_and_its_echo_are_told_in_the_words_of_it(blusser):
    code, out, _ = blusser("check", *ONLY)

    assert code == 1
    assert "✗ De loonadministratie ligt plat\n" in out
    assert "is closed." in out
    assert "Even wachten." in out
    assert "Gevolg hiervan: De export ontbreekt." in out


def test_the_report_fits_the_schema_and_is_well_when_all_is_well(blusser, tmp_path):
    report = json.loads(blusser("check", *ONLY, "--json")[1])
    jsonschema.validate(report, SCHEMA)
    assert [cause["check"] for cause in report["causes"]] == ["own.payroll"]
    assert [echo["because"] for echo in report["echoes"]] == [["own-payroll"]]

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (tmp_path / "policy.toml").write_text(POLICY.format(port=port, folder=tmp_path))
        (tmp_path / "export.csv").write_text("x")
        code, out, _ = blusser("check", *ONLY)
    assert code == 0
    assert "Controles van IT: 2 vragen" in out


def test_a_bundle_says_it_elsewhere_too_without_the_policy(blusser, tmp_path):
    blusser("check", *ONLY)
    assert blusser("bundle", "--output", "b.zip")[0] == 0
    code, out, err = blusser("replay", "b.zip", own=())

    assert (code, err) == (1, "")
    assert "De loonadministratie ligt plat" in out
    assert "Gevolg hiervan: De export ontbreekt." in out


def test_they_are_listed_and_drawn_with_the_others(blusser):
    ids = [one["id"] for one in json.loads(blusser("checks", "--json")[1])]
    tree = blusser("checks", "--tree")[1].splitlines()

    assert ids[-2:] == ["own.payroll", "own.export"]
    at = tree.index("own.payroll")
    assert tree[at + 1] == "    own.export"


def test_one_of_them_can_be_asked_alone(blusser):
    report = json.loads(blusser("check", "--only", "own.export", "--json")[1])

    assert [cause["code"] for cause in report["causes"]] == ["own-export"]


def test_a_mistake_ends_with_exit_2_before_anything_is_asked(blusser, tmp_path):
    wrong = POLICY.replace("own.payroll", "own.payrol")
    (tmp_path / "policy.toml").write_text(wrong.format(port=1, folder="/x"))
    code, out, err = blusser("check")

    assert (code, out) == (2, "")
    assert "policy.toml, line 20, key own.1.explained_by" in err
    assert not (tmp_path / "state").exists()


WORDS = {"en": OwnWords("Down", "It is {state}.", "Wait.")}
ROWS = [
    OwnCheck(id="web", kind="http", words=WORDS, url="https://pc-0042.corp.example/"),
    OwnCheck(
        id="backup",
        kind="file",
        words={"en": OwnWords("Old", "PC-0042: ask Jan Peeters", "Call 4242.")},
        path="/home/jan.peeters/backup",
        explained_by=("own.web",),
    ),
    OwnCheck(id="gone", kind="tcp", words=WORDS, host="a.test", port=1),
]


def recorded():
    reach = FakeReach({"a.test": "closed"}, {ROWS[0].url: _silent()})
    paths = FakePaths({"/home/jan.peeters/backup": FileSeen(exists=False)})
    parts = {"Reach": lambda: reach, "Paths": lambda: paths}
    host = Host(parts, (NetworkRules(),), {row.check: row for row in ROWS})
    file = CaseFile("test")
    engine = Engine(host, own_checks(ROWS, ()), (), file.hear)
    engine.diagnose(Allowed())
    engine.close()
    return file


def _silent():
    from agent.host.ports.reach import Answer

    return Answer("silent")


def test_names_in_what_it_wrote_are_replaced_and_it_still_replays(tmp_path):
    then = recorded()
    evidence = gather(then.case(), then.askings, {}, Redactor(KNOWN))
    path = tmp_path / "b.zip"
    path.write_bytes(packed(evidence, Words("en")))
    bundle, again = read_bundle(str(path)), CaseFile("replay")
    rows = own_rows(bundle)
    notes = replay(bundle, (), (), again.hear)

    assert (bundle.withheld, notes) == ((), ())
    assert [row.id for row in rows] == ["web", "backup", "gone"]
    for name in ("jan.peeters", "Peeters", "pc-0042", "PC-0042", "corp.example"):
        assert name not in repr(bundle)
    assert differences(bundle.case, again.case()) == ()
    facts = lambda case: [(s.code, s.facts) for s in timeless(case)["after"]]
    assert facts(again.case()) == facts(bundle.case)


def test_rows_of_a_bundle_are_looked_at_with_distrust():
    from agent.bundle.evidence import Evidence
    from agent.host.transcript import Asking
    from agent.value import replace

    file = recorded()
    good = next(a for a in file.askings if a.who == "own.web")

    def with_(**changes):
        rules = {"OwnCheck": good.rules["OwnCheck"] | changes}
        return replace(good, rules=rules)

    words = {"en": {"title": "{state.__class__}", "text": "b", "advice": "c"}}
    bad = [
        with_(words=words),
        with_(kind="shell"),
        replace(good, who="own.../x"),
        replace(good, who="network.web"),
        with_(words={}),
        with_(url="file:///etc/passwd"),
        replace(good, rules={"OwnCheck": 3}),
        Asking("own.x", 0, []),
    ]

    assert own_rows(Evidence(file.case(), tuple(bad))) == []
    named = with_(id="name-a2b3")
    assert [r.id for r in own_rows(Evidence(file.case(), (*bad, named)))] == ["web"]
