"""Machines that answer at random, in the types of their ports, to the real checks.

Every answer may name the person, the computer or a secret. Whatever the checks and
repairs make of it, the redacted bundle must replay to the same case.
"""

import ast
import random
import re
import sys
from types import UnionType

import pytest

from agent import typed
from agent.bundle.evidence import gather
from agent.bundle.gate import ports
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.bundle.replay import differences
from agent.bundle.unpack import read_bundle
from agent.case import CaseFile
from agent.codec import hints
from agent.engine import Engine
from agent.fix import Risk
from agent.host import Host, HostError, PartMissing
from agent.planning import Allowed
from agent.policy.model import (
    DiskRules,
    LoginRules,
    NetworkRules,
    PerformanceRules,
    ServiceRules,
)
from agent.value import Value
from agent.words import Words
from checks import catalogue as checks
from fixes import catalogue as fixes
from tests.agent.bundle.test_replay import again
from tests.agent.bundle.toys import KNOWN, timeless

PORTS = ports()
ADDRESS = "2a02:a03f:6b1c:7700:216:3eff:fe5e:6c00"
TEXTS = (
    "/home/jan.peeters",
    "/",
    "eth0",
    "/dev/sda1",
    "pc-0042.corp.example",
    "CORP.EXAMPLE",
    "Desk of Jan Peeters",
    "cups.service",
    "backup-jan.peeters.service",
    "192.168.1.7",
    ADDRESS,
    "http://jan.peeters:hunter2hunter2@proxy.corp.example:8080",
    "",
)
TROUBLES = (
    HostError("PC-0042 does not tell Jan Peeters"),
    PartMissing("jan.peeters@corp.example has none"),
    PermissionError("/home/jan.peeters is locked"),
    KeyError("jan.peeters"),
)
RULES = (
    NetworkRules(
        names=("intranet.corp.example",),
        endpoints=("https://jan.peeters.corp.example/x?key=hunter2hunter2",),
        proxy="",
    ),
    DiskRules(),
    LoginRules(realm="CORP.EXAMPLE"),
    PerformanceRules(),
    ServiceRules(required=("cups.service", "backup-jan.peeters.service")),
)


def words(module):
    """Return the words that the Literal types of a module name."""
    with open(sys.modules[module].__file__) as file:
        tree = ast.parse(file.read())
    return [
        node.value
        for part in ast.walk(tree)
        if isinstance(part, ast.Subscript) and ast.unparse(part.value) == "Literal"
        for node in ast.walk(part.slice)
        if isinstance(node, ast.Constant)
    ] or ["word"]


WORDS = {port.__module__: words(port.__module__) for port in PORTS.values()}


class Part:
    """A part that says anything of the right type."""

    def __init__(self, port, rng):
        self._port, self._rng = port, rng

    def __getattr__(self, question):
        kind = hints(getattr(self._port, question)).get("return", type(None))

        def ask(*args):
            if self._rng.random() < 0.08:
                raise self._rng.choice(TROUBLES)
            return self._make(kind, args)

        return ask

    def _make(self, kind, args=()):
        rng, parts = self._rng, getattr(kind, "__args__", ())
        origin = getattr(kind, "__origin__", None)
        if kind is typed.Any:
            return rng.choice(WORDS[self._port.__module__])
        if isinstance(kind, UnionType):
            return self._make(rng.choice(parts))
        if origin is tuple:
            if args and isinstance(args[0], tuple) and rng.random() < 0.5:
                if parts[0] is type(next(iter(args[0]), None)):
                    return tuple(one for one in args[0] if rng.random() < 0.5)
            return tuple(self._make(parts[0]) for _ in range(rng.choice((0, 1, 3))))
        if origin is dict:
            keys = args[0] if args and isinstance(args[0], tuple) else TEXTS[:3]
            names = [key[0] if isinstance(key, tuple) else key for key in keys]
            return {name: self._make(parts[1]) for name in names}
        if isinstance(kind, type) and issubclass(kind, Value):
            known = hints(kind)
            return kind(**{n: self._make(known[n]) for n in kind.__match_args__})
        if kind is bool:
            return rng.random() < 0.5
        if kind in (int, float):
            return kind(rng.choice((0, 1, 7, 500, 10**10, -5)))
        return rng.choice(TEXTS) if kind is str else None


def recorded(seed):
    rng = random.Random(seed)
    parts = {
        name: (lambda port=port: Part(port, rng))
        for name, port in PORTS.items()
        if rng.random() < 0.97
    }
    file, allowed = CaseFile("test", "internet"), Allowed((Risk.SAFE, Risk.ASK))
    host = Host(parts, RULES)
    engine = Engine(host, checks.ALL, fixes.ALL, file.hear, lambda _: None)
    engine.repair(engine.diagnose(allowed), allowed)
    engine.close()
    return file.case(), file.askings


@pytest.mark.parametrize("seed", range(60))
def test_what_the_real_checks_made_of_it_replays_after_redaction(seed, tmp_path):
    case, askings = recorded(seed)
    redactor = Redactor(KNOWN, addresses=(ADDRESS,), key=str(seed).encode())
    evidence = gather(case, askings, {}, redactor)
    (tmp_path / "b.zip").write_bytes(packed(evidence, Words("nl")))
    read = read_bundle(str(tmp_path / "b.zip"))
    now, notes = again(read, checks.ALL, fixes.ALL)

    assert evidence.withheld == ()
    assert notes == ()
    assert differences(read.case, now) == ()
    assert timeless(now) == timeless(read.case)
    said = repr(read).replace(case.id, "its id").lower()
    for secret in ("peeters", "corp.example", "hunter2", "fe5e:6c00"):
        assert secret not in said
    assert not re.search(r"(?<![0-9a-f.])0042(?![0-9a-f])", said)  # of PC-0042


def test_the_machines_are_ill_in_every_family_and_something_is_repaired():
    cases = [recorded(seed)[0] for seed in range(60)]
    found = {seen.check.split(".")[0] for c in cases for seen in c.causes}

    assert found == {check.family for check in checks.ALL}
    assert {s.result.value for c in cases for s in c.steps} >= {"cured", "no-effect"}
    assert any(case.echoes for case in cases)
    assert any(case.doubted for case in cases)
