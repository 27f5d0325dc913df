"""The whole story: a fault nobody can repair here, a bundle, a replay elsewhere."""

from __future__ import annotations

import os

import pytest

from tests.lab.network import faults
from tests.lab.network.program import outside

pytestmark = pytest.mark.lab


def test_a_dead_name_server_is_named_handed_over_and_replayed(world, program, tmp_path):
    faults.dead_name_server(world)
    report = program.run("fix", "--json", "--yes", "--only", "network")
    bundle = report.said["escalation"]["bundle"]

    assert report.causes == {("network.names_resolve", "name-servers-silent")}, report
    assert [one["state"] for one in report.said["causes"]] == ["left"]
    assert report.exit_code == 1
    assert os.path.dirname(bundle) == os.path.join(program.state, "outbox")
    assert os.path.getsize(bundle) <= 512 * 1024

    again = outside("replay", bundle, "--json", folder=str(tmp_path / "elsewhere"))

    same = ("outcome", "causes", "echoes", "doubted", "unsure", "absent")
    assert {key: again.said[key] for key in same} == {k: report.said[k] for k in same}
    assert again.exit_code == report.exit_code


def test_what_was_healthy_replays_as_healthy(world, program, tmp_path):
    report = program.run("bundle", "--json", "--only", "network")
    again = outside(
        "replay", report.said["bundle"], "--json", folder=str(tmp_path / "elsewhere")
    )

    assert (again.said["outcome"], again.exit_code) == ("healthy", 0), again
