"""What we rely on in Qt's binding, because one release of it broke it."""

import sys

from PySide6.QtCore import QObject


def test_a_call_that_returns_nothing_costs_no_reference(qapp):
    """PySide6 6.12.0 loses one with every call under Python 3.11 and then aborts."""
    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(200):
        thing.setObjectName("x")

    assert abs(sys.getrefcount(None) - before) < 100
