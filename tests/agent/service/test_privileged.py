"""What runs with the system's rights holds nothing that has undone others (S11)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PRIVILEGED = [
    *sorted((ROOT / "agent" / "service").glob("*.py")),
    *(ROOT / "agent" / "host" / "linux" / n for n in ("peers.py", "workshop.py")),
]
LEVERS = [
    one
    for top in ("fixes", "checks", "agent/host/linux")
    for one in sorted((ROOT / top).rglob("*.py"))
    if one.name != "left_behind.py"  # asks desks; only an employee's run does
]
"""What the unit of a repair runs, too; of these the worst have no place there either."""
WORST = {
    *("eval", "exec", "pickle", "marshal", "shelve", "shell"),
    *("os.system", "os.popen", "os.chmod", "shutil.rmtree", "tempfile.mktemp"),
}
CALLS = {
    *("eval", "exec", "compile", "__import__"),
    *("os.system", "os.popen", "os.chmod", "os.chown", "os.fork"),
    *("shutil.rmtree", "tempfile.mktemp"),
}
MODULES = {
    *("pickle", "marshal", "shelve", "multiprocessing", "socketserver", "http"),
    *("subprocess", "ctypes", "shutil", "tempfile"),
}
FOR_THE_BROKER = """
import sys
sys.path.insert(0, {root!r})
sys.argv = ["x", "serve"]
import agent.service.main as m
from agent.service.broker import Broker
from agent.service.server import Server
from agent.host import here
here().service_peers(); here().service_workshop(); m.offer()
from agent.policy.source import load
load({policy!r}, here(), lambda: set(), lambda: set())
from agent.host.linux.bus import Bus
import jeepney.low_level, jeepney.auth, jeepney.bus, jeepney
print(*sorted(sys.modules))
"""


def sins(source):
    """Return the calls and imports that have no place there."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if (called := ast.unparse(node.func)) in CALLS:
                yield called
            yield from (k.arg for k in node.keywords if k.arg == "shell")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            named = [getattr(node, "module", None) or "", *names]
            yield from {n.split(".")[0] for n in named} & MODULES
        elif isinstance(node, ast.Attribute) and node.attr in ("AF_INET", "AF_INET6"):
            yield node.attr


@pytest.mark.parametrize("path", PRIVILEGED, ids=lambda path: path.name)
def test_nothing_that_has_undone_others_is_used(path):
    assert list(sins(path.read_text())) == []


@pytest.mark.parametrize("path", LEVERS, ids=lambda path: path.stem)
def test_nor_is_the_worst_of_it_by_what_a_repair_is_made_of(path):
    assert set(sins(path.read_text())) & WORST == set()


@pytest.mark.parametrize(
    "planted",
    [
        "import pickle",
        "from subprocess import run",
        "import os\nos.chmod(place, 0o600)",
        "eval(said)",
        "run(words, shell=True)",
        "import socket\nsocket.socket(socket.AF_INET)",
        "import shutil\nshutil.rmtree(place)",
    ],
)
def test_it_would_be_noticed(planted):
    assert list(sins(planted))


def test_the_broker_loads_no_window_no_bundle_no_network_and_runs_nothing(tmp_path):
    (tmp_path / "policy.toml").write_text("keep_cases = 5\n")
    policy = str(tmp_path / "policy.toml")
    code = FOR_THE_BROKER.format(root=str(ROOT), policy=policy)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    tops = {name.split(".")[0] for name in loaded}

    assert "agent.service.broker" in loaded
    assert not tops & {"PySide6", "ui", "requests", "ssl", "http", "ctypes", "dns"}
    assert not {one for one in loaded if one.startswith("agent.bundle")}
    assert not tops & {"subprocess", "multiprocessing", "pickle"}
