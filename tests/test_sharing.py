"""How workers share out the tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sharing import HERE, LAB, ByCompany, company, is_lab


def test_the_modules_of_a_lab_that_share_a_machine_stay_together():
    assert company(LAB / "desk" / "test_roundup.py") == "lab/desk"
    assert company(LAB / "desk" / "test_way.py") == "lab/desk"


def test_a_lab_without_a_shared_machine_is_shared_out_by_module():
    assert company(LAB / "bundle" / "test_age.py") == "lab/bundle/test_age.py"


def test_every_other_module_goes_to_whoever_is_free():
    assert company(HERE / "agent" / "test_case.py") == "agent/test_case.py"


def test_what_is_long_is_known_by_where_it_lies():
    assert is_lab(LAB / "outbox" / "test_killed.py")
    assert not is_lab(HERE / "agent" / "test_case.py")


def test_workers_are_given_whole_companies():
    some = str(HERE / "checks" / "disk")
    words = ("-n", "2", "--dist", "loadscope", "-v", "-p", "no:cacheprovider", some)
    run = [sys.executable, "-m", "pytest", *words]
    said = subprocess.run(run, cwd=HERE.parent, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
    assert "scheduling tests via ByCompany" in said.stdout


@pytest.mark.parametrize("test", ["test_it", "test_it[a::b/c.py]"])
def test_a_test_belongs_to_the_company_of_its_module(test):
    whose = ByCompany._split_scope(object(), f"tests/lab/desk/test_way.py::{test}")
    assert whose == "lab/desk"
