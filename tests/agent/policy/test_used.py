"""No key of the policy is there for nothing: something outside the policy reads it."""

import re
from pathlib import Path

import pytest

from agent.policy.model import Policy
from agent.value import Value, fields_of

ROOT = Path(__file__).parents[3]
CODE = "\n".join(
    path.read_text()
    for top in ("agent", "checks", "fixes", "ui")
    for path in sorted((ROOT / top).rglob("*.py"))
    if path.parts[-2] != "policy"
)
KEYS = [
    f"{name}.{key}" if isinstance(value, Value) else name
    for name, value in fields_of(Policy()).items()
    for key in (fields_of(value) if isinstance(value, Value) else [""])
]


def test_there_are_keys_to_look_for():
    assert len(KEYS) > 80


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_read_by_what_it_is_for(key):
    name = key.rpartition(".")[2]

    assert re.search(rf"\.{name}\b", CODE), key
