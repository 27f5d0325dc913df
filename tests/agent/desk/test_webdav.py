"""A WebDAV folder as a desk, on the real wsgidav."""

import json

import pytest

from agent.desk.model import LaterError, RefusedError
from agent.desk.trust import Route
from agent.desk.webdav import desk
from agent.policy.desk import DeskRules
from agent.value import replace
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET
from tests.agent.desk.shelf import USER, shelf


def at(url, secret=SECRET):
    return desk(DeskRules(url=url, user=USER), secret, Route())


@pytest.fixture
def served(tmp_path):
    with shelf(tmp_path, SECRET) as (url, heard):
        yield at(url), tmp_path, heard, url


def test_a_ticket_and_its_report_lie_there_whole(served):
    dav, folder, _, _ = served
    dav.preflight()
    made = dav.create(TICKET)
    dav.attach(made, REPORT)

    names = sorted(one.name for one in folder.iterdir())
    assert names == [f"blusser-{KEY}-report.zip", f"blusser-{KEY}.json"]
    assert json.loads((folder / names[1]).read_bytes())["key"] == KEY
    assert (folder / names[0]).read_bytes() == REPORT.data
    assert dav.find(KEY) == made
    assert dav.verify(made, REPORT)


def test_what_is_there_already_is_not_sent_again(served):
    dav, _, heard, _ = served
    made = dav.create(TICKET)
    dav.attach(made, REPORT)
    heard.clear()
    dav.attach(made, REPORT)

    assert dav.create(replace(TICKET, text="told anew")) == made
    assert {method for method, _ in heard} == {"GET"}


def test_a_report_that_is_not_the_one_is_found_out_and_not_overwritten(served):
    dav, folder, _, _ = served
    made = dav.create(TICKET)
    (folder / f"blusser-{KEY}-report.zip").write_bytes(REPORT.data[:-1])

    assert not dav.verify(made, REPORT)
    dav.attach(made, REPORT)
    assert dav.verify(made, REPORT)
    assert (folder / f"blusser-{KEY}-report.zip").read_bytes() == REPORT.data[:-1]
    assert len(list(folder.iterdir())) == 3


def test_one_that_comes_in_between_is_not_overwritten(tmp_path):
    """Somebody else takes the name after it was looked at, and before the move."""

    def before(environ):
        if environ["REQUEST_METHOD"] == "MOVE":
            (tmp_path / f"blusser-{KEY}.json").write_text("theirs")

    with shelf(tmp_path, SECRET, before) as (url, _):
        with pytest.raises(LaterError, match="something else"):
            at(url).create(TICKET)
    assert [one.name for one in tmp_path.iterdir()] == [f"blusser-{KEY}.json"]
    assert (tmp_path / f"blusser-{KEY}.json").read_text() == "theirs"


def test_the_probe_leaves_nothing(served):
    dav, folder, _, _ = served
    dav.preflight()

    assert list(folder.iterdir()) == []


def test_a_wrong_password_is_refused_and_not_told(served):
    _, folder, _, url = served

    with pytest.raises(RefusedError, match="password") as caught:
        at(url, "wrong-secret-2").preflight()
    assert "wrong-secret-2" not in repr(caught.value)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(served):
    with pytest.raises(RefusedError, match=r"no folder at desk\.url"):
        at(served[3] + "/away").preflight()


@pytest.mark.parametrize(
    ("method", "answer", "kind"),
    [
        ("PUT", ("507 Insufficient Storage", b""), LaterError),
        ("PUT", ("503 Busy", b""), LaterError),
        ("PUT", ("403 Forbidden", b""), RefusedError),
        ("MOVE", ("405 Method Not Allowed", b""), RefusedError),
        ("GET", ("200 OK", b"<html>hotel</html>"), LaterError),
    ],
)
def test_what_a_server_cannot_do_is_not_taken_for_done(tmp_path, method, answer, kind):
    def before(environ):
        return answer if environ["REQUEST_METHOD"] == method else None

    with shelf(tmp_path, SECRET, before) as (url, _):
        for ask in (at(url).preflight, lambda: at(url).create(TICKET)):
            with pytest.raises(kind):
                ask()


def test_a_server_that_overwrites_is_refused(tmp_path):
    def before(environ):
        environ["HTTP_OVERWRITE"] = "T"

    with shelf(tmp_path, SECRET, before) as (url, _):
        with pytest.raises(RefusedError, match="overwrites"):
            at(url).preflight()
    assert list(tmp_path.iterdir()) == []


def test_without_an_account_the_secret_is_a_token(tmp_path):
    seen = []

    def before(environ):
        seen.append(environ.get("HTTP_AUTHORIZATION"))
        return ("404 Not Found", b"")

    with shelf(tmp_path, SECRET, before) as (url, _):
        assert desk(DeskRules(url=url), SECRET, Route()).find(KEY) is None
    assert seen == [f"Bearer {SECRET}"]


def test_a_webdav_folder_links_nothing_and_stands_for_nothing(served):
    dav = served[0]
    made = dav.create(TICKET)

    assert (dav.find_outage("f00d"), dav.most()) == (None, 0)
    with pytest.raises(RefusedError):
        dav.link(made, made)
