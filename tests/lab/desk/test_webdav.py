"""A WebDAV folder as a desk, on the real rclone, which ignores ``If-None-Match``."""

import pytest

from agent.desk.model import RefusedError
from agent.desk.trust import Route
from agent.desk.webdav import desk
from agent.policy.desk import DeskRules
from agent.value import replace
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET
from tests.lab.desk.servers import rclone_webdav

pytestmark = pytest.mark.lab

USER = "agent"


@pytest.fixture
def served(tmp_path):
    (tmp_path / "in").mkdir()
    with rclone_webdav(tmp_path / "in", USER, SECRET, tmp_path / "log") as url:
        yield url, tmp_path / "in"


def at(url, secret=SECRET):
    return desk(DeskRules(url=url, user=USER), secret, Route())


def test_rclone_takes_a_ticket_and_its_report_once(served):
    url, folder = served
    dav = at(url)
    dav.preflight()
    assert list(folder.iterdir()) == []
    made = dav.create(TICKET)
    for _ in range(2):
        dav.attach(made, REPORT)

    assert dav.create(replace(TICKET, text="told anew")) == made == dav.find(KEY)
    assert dav.verify(made, REPORT)
    names = sorted(one.name for one in folder.iterdir())
    assert names == [f"blusser-{KEY}-report.zip", f"blusser-{KEY}.json"]
    assert (folder / names[0]).read_bytes() == REPORT.data


def test_rclone_overwrites_nothing_that_it_knows_of(served):
    """It keeps a list of the folder: what comes in beside it, it may overwrite."""
    url, folder = served
    dav, name = at(url), f"blusser-{KEY}-report.zip"
    made = dav.create(TICKET)
    dav._send(name, b"cut off", "application/zip")
    dav._send(f"{name}.part", REPORT.data, "application/zip")

    assert not dav._move(name)
    dav.attach(made, REPORT)
    assert dav.verify(made, REPORT)
    assert (folder / name).read_bytes() == b"cut off"


def test_rclone_knows_a_wrong_password_and_a_folder_that_is_not_there(served):
    url, _ = served
    with pytest.raises(RefusedError, match="password"):
        at(url, "wrong").preflight()
    with pytest.raises(RefusedError, match=r"desk\.url"):
        at(url + "/away").preflight()
