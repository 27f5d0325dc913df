"""What IT is told to do works as it stands."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent.cli import read
from agent.cli.options import ACTIONS
from agent.history import History
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks

TEXT = (Path(__file__).parents[2] / "docs" / "for-it.md").read_text()
LINES = re.findall(r"^(blusser [^#\n]*?)\s*(?:#.*)?$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_is_one(line):
    said = read(line.split()[1:])

    assert said.command in {"policy", "open", "replay"}
    assert said.command != "policy" or said.action in ACTIONS


def test_the_table_for_osquery_reads_a_history(tmp_path):
    (table,) = json.loads(re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)[1])[
        "auto_table_construction"
    ].values()
    case, file = case_of(Tanks(tap=0))
    with closing(History(str(tmp_path))) as history:
        history.keep(case, file.askings, 10)
    with closing(sqlite3.connect(tmp_path / "history.sqlite")) as read_only:
        asked = read_only.execute(table["query"])
        names = [column[0] for column in asked.description]
        (row,) = asked.fetchall()

    assert names == table["columns"]
    assert dict(zip(names, row))["causes"] == "tap-dry"
    assert {"record", "transcript"}.isdisjoint(names)


def test_the_units_it_names_are_there():
    units = Path(__file__).parents[2] / "packaging" / "linux"

    for name in re.findall(r"`(blusser-[a-z]+\.(?:timer|service|path))`", TEXT):
        assert (units / name).exists(), name
