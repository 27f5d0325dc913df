"""Each desk that the policy may name is there, and a secret that others read is not."""

import os

import pytest

from agent.desk.catalogue import open_desk
from agent.desk.trust import Route
from agent.desk.model import Desk, RefusedError
from agent.desk.secret import secret_of
from agent.policy.desk import DeskKind, DeskRules, takes_tickets

QUESTIONS = [name for name in vars(Desk) if name[0] != "_"]
KINDS = [kind for kind in DeskKind if takes_tickets(DeskRules(kind))]
PLACES = {DeskKind.SMTP: "desk@example.be"}
KEY = "1"
URLS = {DeskKind.FOLDER: "/srv/tickets", DeskKind.SMTP: "smtp://127.0.0.1:25"}


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_text("abc\nmore\n")
    return str(path)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_adapter_that_answers_all_a_desk_is_asked(kind):
    url = URLS.get(kind, "https://desk.example")
    rules = DeskRules(
        kind, url, "agent", place=PLACES.get(kind, "1"), form="1", key_field=KEY
    )

    desk = open_desk(rules, "secret", Route())

    assert len(QUESTIONS) == 7
    assert all(callable(getattr(desk, name)) for name in QUESTIONS)


def test_a_secret_is_the_first_line_of_a_file(secret):
    assert secret_of(secret) == "abc"
    assert secret_of("") == ""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_secret_that_others_may_read_is_none(secret, mode):
    os.chmod(secret, mode)

    with pytest.raises(RefusedError, match="chmod 600") as caught:
        secret_of(secret)
    assert "abc" not in str(caught.value)


def test_a_link_a_folder_or_nothing_is_no_secret(secret, tmp_path):
    os.symlink(secret, tmp_path / "link")
    (tmp_path / "empty").touch(0o600)

    for wrong in ("link", "nowhere", "empty", ""):
        with pytest.raises(RefusedError, match="desk.secret"):
            secret_of(f"{tmp_path}/{wrong}")
