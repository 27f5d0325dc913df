"""The schema for others is the model that is used here."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from agent.codec import plain
from agent.policy.limits import LIMITS
from agent.policy.model import Policy
from agent.policy.parse import parse
from agent.policy.schema import schema
from agent.trouble import BadInput

DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schema_is_the_one_of_the_model():
    """Make it anew with ``blusser policy schema > docs/schema/policy-1.json``."""
    assert json.loads((DOCS / "schema" / "policy-1.json").read_text()) == schema()


def test_it_is_a_schema_and_the_documented_file_fits_it():
    jsonschema.Draft202012Validator.check_schema(schema())
    text = (DOCS / "policy.toml").read_text()
    jsonschema.validate(tomllib.loads(text), schema())
    own = "\n".join(
        line[1:] for line in text.splitlines() if line[:1] == "#" and line[:2] != "# "
    )
    jsonschema.validate(tomllib.loads(own), schema())
    assert len(tomllib.loads(own)["own"]) == 9


def test_every_default_stands_in_it_and_every_limit():
    told = schema()["properties"]
    for key in LIMITS:
        one = told
        for name in key.split("."):
            one = one.get("properties", one)[name]
        assert one.keys() - {"type", "default", "items"} or key in {
            *("network.probes", "network.endpoints", "network.secure_probes"),
            "network.vpn_networks",
        }
    for name, default in plain(Policy()).items():
        if not isinstance(default, dict) and default is not None:
            assert told[name]["default"] == default


@pytest.mark.parametrize(
    "text",
    [
        "keep_cases = 0",
        "keep_cases = true",
        "keep = 1",
        "[disk]\nmin_free_percent = 101",
        "[network]\nendpoints = ['http://x/']",
        "[network]\nprobes = [['ftp://x/', 'a']]",
        "[network]\nprobes = [['http://x/']]",
        "[network]\nproxy = 'x'",
        "[schedule]\nquiet_hours = '22-7'",
        "[schedule]\ndays = []",
        "[schedule]\ndays = ['mon', 'mon']",
        "languages = ['tlh']",
        "consent = 'boss'",
        "[[own]]\nid = 'x'",
    ],
)
def test_what_the_program_refuses_the_schema_refuses(text):
    with pytest.raises(BadInput):
        parse(text.encode(), "policy.toml", set)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), schema())
