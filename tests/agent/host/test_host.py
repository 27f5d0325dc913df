"""A machine hands over its parts, each made once, and no part waits for another."""

from pathlib import Path

import inspect
import pkgutil
import threading
from importlib import import_module

import pytest

import agent.host.ports
from agent.host import linux
from agent.host import Host, PartMissing, here
from agent.host.transcript import Lines
from agent.policy.model import DiskRules
from tests.agent.toy import Ghost, Tanks, Water


def test_a_part_is_made_when_first_asked_for_and_only_once():
    made = []
    host = Host({"Water": lambda: made.append(1) or Tanks()})
    assert made == []
    for _ in range(2):
        host.parts({"water": Water}, Lines("a", 0))["water"].level("well")

    assert made == [1]


def test_a_part_this_machine_has_not_is_missing_by_name():
    with pytest.raises(PartMissing, match="no Ghost"):
        Host({}).parts({"ghost": Ghost}, Lines("a", 0))


def test_a_section_of_the_policy_is_handed_over_as_it_is():
    rules = DiskRules(temp_days=3)

    assert Host({}, (rules,)).parts({"rules": DiskRules}, Lines("a", 0)) == {
        "rules": rules
    }


def test_a_part_that_is_never_ready_holds_up_no_other():
    ready = threading.Event()
    host = Host({"Ghost": ready.wait, "Water": Tanks})
    stuck = threading.Thread(target=host.parts, args=({"g": Ghost}, Lines("a", 0)))
    stuck.start()
    try:
        other = threading.Thread(
            target=host.parts, args=({"w": Water}, Lines("b", 0)), daemon=True
        )
        other.start()
        other.join(5)
        assert not other.is_alive()
    finally:
        ready.set()
        stuck.join()


def test_every_part_of_this_platform_is_a_port_by_its_name():
    modules = [
        import_module(f"agent.host.ports.{one.name}")
        for one in pkgutil.iter_modules(agent.host.ports.__path__)
    ]
    ports = {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__
    }

    assert set(here().PARTS) <= ports


def test_what_a_platform_offers_is_never_hidden_by_a_module_of_the_same_name():
    """Python puts a module, once imported, in the place of the function."""
    modules = {path.stem for path in Path(linux.__file__).parent.glob("*.py")}

    assert modules & set(linux.__all__) == set()
