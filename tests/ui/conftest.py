"""A screen that nobody sees, and a desk of toys on it."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from tests.agent.cli.test_report import Spoken
from tests.agent.test_session import kit
from tests.agent.toy import Tanks


OF_NO_SCREEN = (
    "does not support raise",
    "does not support propagateSizeHints",
    "systemTrayWindowChanged",
)
"""What a screen that nobody sees cannot do, and says."""


def pytest_collection_modifyitems(items):
    """A warning of Qt is an error here."""
    for item in items:
        if "tests/ui/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*OF_NO_SCREEN))


@pytest.fixture(scope="session")
def qapp_args():
    return ["blusser"]


@pytest.fixture
def settle(qtbot):
    """Wait until something holds."""
    return lambda holds: qtbot.waitUntil(lambda: bool(holds()), timeout=10_000)


@pytest.fixture
def desk(qtbot, tmp_path, settle):
    """Make a desk over a toy machine; every thread of it ends with the test."""
    made = []

    def make(tanks=None, hand_over=None, words=None, support="Call 4242", **how):
        from ui.bridge import Bridge
        from ui.desk import Desk

        folder = how.pop("folder", tmp_path / "state")
        courier = how.pop("courier", lambda: None)
        opened = []
        bridge = Bridge(
            kit(folder, tanks or Tanks(), **how),
            hand_over or (lambda case, askings: str(tmp_path / "outbox" / "b.zip")),
            courier,
        )
        one = Desk(bridge, words or Spoken("en"), support, opened.append)
        one.opened = opened
        qtbot.addWidget(one.window)
        qtbot.addWidget(one.tray.menu)
        made.append(one)
        one.begin()
        settle(lambda: not any(t.is_alive() for t in bridge._threads))
        return one

    yield make
    for one in made:
        one.close()
        threads = one._bridge._threads
        settle(lambda: not any(thread.is_alive() for thread in threads))
