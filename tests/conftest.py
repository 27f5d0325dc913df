"""Shared by all tests: which stay together where workers share them out, and when."""

from __future__ import annotations

import pytest

from tests.sharing import company, is_lab


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what uses the same machine; the labs first, small ones fill up."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(company(item.path)))
    items.sort(key=lambda item: not is_lab(item.path))
