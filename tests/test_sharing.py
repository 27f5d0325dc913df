"""How workers share out the tests."""

from __future__ import annotations

from tests.sharing import LAB, company, is_lab


def test_the_modules_of_a_lab_that_share_a_machine_stay_together():
    assert company(LAB / "desk" / "test_roundup.py") == "lab/desk"
    assert company(LAB / "desk" / "test_way.py") == "lab/desk"


def test_a_lab_without_a_shared_machine_is_shared_out_by_module():
    assert company(LAB / "bundle" / "test_age.py") == "lab/bundle/test_age.py"


def test_every_other_module_goes_to_whoever_is_free():
    one = LAB.parent / "agent" / "test_case.py"
    assert company(one) == "agent/test_case.py"


def test_what_is_long_is_known_by_where_it_lies():
    assert is_lab(LAB / "outbox" / "test_killed.py")
    assert not is_lab(LAB.parent / "agent" / "test_case.py")
