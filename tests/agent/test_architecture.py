"""The rules of the house, as tests."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from checks import catalogue as checks
from fixes import catalogue as fixes

ROOT = Path(__file__).parents[2]
TOPS = ("agent", "checks", "fixes", "ui")
MAY_IMPORT = {
    "agent": {"agent"},
    "checks": {"agent", "checks"},
    "fixes": {"agent", "checks", "fixes"},
    "ui": {"agent", "ui", "PySide6"},
}
OURS = {"agent", "checks", "fixes", "ui", "PySide6"}
COMPOSITION_ROOTS = (
    ROOT / "agent" / "main.py",
    ROOT / "agent" / "service" / "main.py",
)
PLATFORM = {"platform", "subprocess", "winreg", "fcntl", "pwd", "grp", "ctypes"}
LONGEST_MODULE = 250


def modules(top):
    return sorted((ROOT / top).rglob("*.py"))


def everything():
    return [path for top in TOPS for path in modules(top)]


def short(path):
    return str(path.relative_to(ROOT))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if path.stem == "__init__" else parts)


def needed(path):
    """Yield the modules that a module imports, whenever; for its types they cost nothing."""
    for node in running(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            inside = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (one if one in NAMES else node.module for one in inside)


def running(tree):
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from running(node)


NAMES = frozenset(map(name_of, everything()))


@pytest.mark.parametrize("path", everything(), ids=short)
def test_layers_only_look_down(path):
    top = path.relative_to(ROOT).parts[0]
    allowed = OURS - {"PySide6"} if path in COMPOSITION_ROOTS else MAY_IMPORT[top]

    assert {name.split(".")[0] for name in imported(path)} & OURS <= allowed


def test_no_module_needs_one_that_needs_it():
    """Else none of them can be understood, or moved, without all the others."""
    TopologicalSorter({name_of(p): set(needed(p)) for p in everything()}).prepare()


@pytest.mark.parametrize("path", everything(), ids=short)
def test_only_the_host_package_knows_the_platform(path):
    if "host" in path.parts:
        return

    assert not PLATFORM & {name.split(".")[0] for name in imported(path)}


def test_the_platform_is_looked_at_in_one_place():
    asking = [
        short(path)
        for path in everything()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in {("sys", "platform"), ("os", "name")}
    ]

    assert asking == ["agent/host/__init__.py"]


@pytest.mark.parametrize("path", everything(), ids=short)
def test_no_module_is_too_full_to_live_in(path):
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize(
    ("top", "catalogue", "limit"),
    [("checks", checks.ALL, 30), ("fixes", fixes.ALL, 20)],
)
def test_every_file_is_in_the_catalogue_under_its_own_name(top, catalogue, limit):
    files = {
        ".".join(p.relative_to(ROOT / top).with_suffix("").parts)
        for p in modules(top)
        if p.stem[0] != "_" and p.stem != "catalogue"
    }
    act = "ask" if top == "checks" else "apply"
    listed = {
        getattr(one, act).__module__.removeprefix(f"{top}."): getattr(one, act).__name__
        for one in catalogue
    }

    assert files == set(listed)
    assert all(module.endswith(f".{name}") for module, name in listed.items())


@pytest.mark.parametrize(("top", "limit"), [("checks", 30), ("fixes", 20)])
def test_checks_and_fixes_stay_short(top, limit):
    """Of the function itself; the declarations above it are words, not work."""
    long = [
        f"{short(path)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in modules(top)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno + 1 > limit
    ]

    assert long == []


def test_no_check_holds_a_lever():
    levers = [
        (one.id, port.__name__)
        for one in checks.ALL
        for port in one.parts.values()
        if port.__name__.endswith("Control")
    ]

    assert levers == []


@pytest.mark.parametrize(
    "path",
    [
        p
        for top in ("checks", "fixes")
        for p in modules(top)
        if p.stem[0] != "_" and p.stem != "catalogue"
    ],
    ids=short,
)
def test_every_check_and_fix_has_its_twin(path):
    twin = ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")

    assert twin.exists()


def test_ids_are_unique():
    assert len({f.id for f in fixes.ALL}) == len(fixes.ALL)
    assert len({c.id for c in checks.ALL}) == len(checks.ALL)


def test_every_check_is_patient_for_less_than_the_five_seconds_a_user_waits():
    assert [c.id for c in checks.ALL if c.timeout > 4.5] == []


def test_every_fix_repairs_what_some_check_can_find_and_judge():
    import sys

    from agent.model import Problem

    found = {
        thing
        for one in checks.ALL
        for thing in vars(sys.modules[one.ask.__module__]).values()
        if isinstance(thing, Problem)
    }

    assert [f.id for f in fixes.ALL if not set(f.repairs) <= found] == []
