"""Every question, field and rule is decided: a new one fails here until it is."""

import ast
import os
import sys

import pytest

import agent.host.ports
from agent.bundle.allowed import ALLOWED, FIELDS, RULES, WITHHELD
from agent.bundle.gate import holes, our_own, ports
from agent.host.transcript import Asking, Line
from agent.policy.model import OwnCheck, Policy, sections
from agent.value import Value, replace
from checks import catalogue as checks
from fixes import catalogue as fixes
from tests.agent.bundle.toys import LISTS

FOLDER = os.path.dirname(agent.host.ports.__file__)
FILES = sorted(n[:-3] for n in os.listdir(FOLDER) if n[0] != "_" and n[-3:] == ".py")
PORTS = ports()


def classes(name):
    __import__(module := f"agent.host.ports.{name}")
    every = vars(sys.modules[module]).values()
    return [c for c in every if isinstance(c, type) and c.__module__ == module]


VALUES = {c.__name__: c for f in FILES for c in classes(f) if issubclass(c, Value)}


def questions(port):
    return [
        name for name, thing in vars(port).items() if callable(thing) and name[0] != "_"
    ]


def test_the_gate_knows_every_port():
    every = {c.__name__ for f in FILES for c in classes(f)} - set(VALUES)
    asked = {
        port.__name__
        for one in (*checks.ALL, *fixes.ALL)
        for port in one.parts.values()
        if not issubclass(port, Value)
    }

    assert set(PORTS) == every
    assert asked <= every


def test_no_two_values_of_ports_share_a_name():
    names = [c.__name__ for f in FILES for c in classes(f)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(PORTS))
def test_every_question_is_decided(name):
    decided = {*ALLOWED.get(name, ()), *_withheld(name)}

    assert set(questions(PORTS[name])) == decided


@pytest.mark.parametrize("name", sorted(VALUES))
def test_every_field_is_decided(name):
    decided = {*FIELDS.get(name, ()), *_withheld(name)}

    assert set(VALUES[name].__match_args__) == decided


SECTIONS = {type(rules).__name__: type(rules) for rules in sections(Policy())}
SECTIONS["OwnCheck"] = OwnCheck


@pytest.mark.parametrize("name", SECTIONS)
def test_every_rule_is_decided(name):
    decided = {*RULES.get(name, ()), *_withheld(name)}

    assert set(SECTIONS[name].__match_args__) == decided


def test_nothing_is_decided_that_is_gone_or_twice_or_without_a_reason():
    known = {*PORTS, *VALUES, *SECTIONS}
    allowed = {
        f"{name}.{field}"
        for table in (ALLOWED, FIELDS, RULES)
        for name, fields in table.items()
        for field in fields
    }

    assert {*ALLOWED, *FIELDS, *RULES, *(n.split(".")[0] for n in WITHHELD)} <= known
    assert allowed.isdisjoint(WITHHELD)
    assert all(WITHHELD.values())


@pytest.mark.parametrize("file", FILES)
def test_ports_say_of_which_type_things_are(file):
    with open(os.path.join(FOLDER, f"{file}.py")) as source:
        tree = ast.parse(source.read())
    vague = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in {"Any", "object"}
    ]
    bare = [
        f"{node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns is None
    ]

    assert vague + bare == []


def _withheld(name):
    return [n.partition(".")[2] for n in WITHHELD if n.split(".")[0] == name]


STATE = {"level": 1, "path": "/x", "notes": {}}


def line(answer=None, question="look", args=("roof",), port="House"):
    return Asking("x.y", 0, [Line(port, question, list(args), answer)])


def test_what_is_declared_passes():
    assert holes(line(STATE), LISTS) == []
    assert holes(line(True, "seen", (), "Ghost"), LISTS) == []
    assert holes(line(None, "", (), "Ghost"), LISTS) == []


@pytest.mark.parametrize(
    ("asking", "hole"),
    [
        (line("x", "steal"), "House.steal"),
        (line("x", "look", (), "Burglar"), "Burglar.look"),
        (line("", "", (), "Burglar"), "Burglar."),
        (line(STATE | {"owner": "jan"}), "State.owner"),
        (line(STATE | {"level": "jan"}), "House.look: not of its type"),
        (line(STATE | {"level": True}), "House.look: not of its type"),
        (line(STATE | {"notes": {"a": 1}}), "House.look: not of its type"),
        (line(STATE | {"notes": []}), "House.look: not of its type"),
        (line([STATE]), "House.look: not of its type"),
        (line(STATE, args=(1,)), "House.look: not of its type"),
        (line(STATE, args=("a", "b")), "House.look: arguments"),
    ],
)
def test_whatever_else_an_answer_holds_is_a_hole(asking, hole):
    assert holes(asking, LISTS) == [hole]


def test_a_word_is_a_word_and_no_essay():
    own = our_own()

    def asking(answer):
        return Asking("x.y", 0, [Line("Kerberos", "ticket", [], answer)])

    assert holes(asking("valid"), own) == []
    assert holes(asking("x" * 201), own) == ["Kerberos.ticket: not one of a few words"]
    assert holes(asking({"x": 1}), own) == ["Kerberos.ticket: not one of a few words"]


def test_a_field_that_the_type_has_but_nobody_allowed_is_a_hole():
    lists = replace(LISTS, fields={"State": ("level", "path")})

    assert holes(line(STATE), lists) == ["State.notes"]


def test_a_rule_nobody_allowed_is_a_hole():
    asking = Asking(
        "x.y", 0, [], {"HouseRules": {"least": 1, "key": "x"}, "Own": {"a": 1}}
    )

    assert holes(asking, LISTS) == ["HouseRules.key", "Own.a"]


def test_rows_of_fixed_length_and_of_any_are_looked_into():
    own = our_own()
    volume = {"mount": "/", "device": "sda1", "kind": "ext4", "free": 1, "size": 2}
    volume |= {"free_files": 1, "files": 2}

    def asking(answer):
        return Asking("x.y", 0, [Line("Disk", "volumes", [], answer)])

    assert holes(asking([volume, volume]), own) == []
    assert holes(asking([volume, volume | {"label": "jan"}]), own) == ["Volume.label"]
    assert holes(asking([volume, 3]), own) == ["Disk.volumes: not of its type"]
