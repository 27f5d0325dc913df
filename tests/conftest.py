"""Shared by all tests: which stay together where workers share them out, and when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sharing import ByCompany, is_lab


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByCompany:
    """Keep together what uses the same machine."""
    return ByCompany(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the labs, in whatever order chance gave; what is small fills up."""
    items.sort(key=lambda item: not is_lab(item.path))
