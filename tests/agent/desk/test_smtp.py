"""A mailbox as a desk, on the real aiosmtpd."""

import socket
import threading
import time

import pytest

from agent.desk.model import File, LaterError, RefusedError, TooLargeError
from agent.desk.patience import TAKING
from agent.desk.smtp import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.value import replace
from tests.agent.desk.loris import loris
from tests.agent.desk.mailbox import DESK, SIZE, USER, mailbox
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET


def at(port, secret=SECRET, **more):
    fixed = {"url": f"smtp://127.0.0.1:{port}", "user": USER, "place": DESK}
    return desk(DeskRules(**(fixed | more)), secret, Route())


@pytest.fixture
def served():
    with mailbox(SECRET, auth_require_tls=False) as (box, port):
        yield box, port


def test_the_text_comes_first_and_the_report_after_it(served):
    box, port = served
    smtp = at(port)
    made = smtp.create(TICKET)
    assert [one["Message-ID"] for one in box.mails] == [f"<{KEY}@firm.example>"]
    assert list(box.mails[0].iter_attachments()) == []
    smtp.attach(made, REPORT)

    assert made.id == KEY
    assert box.receivers == [DESK, DESK]
    (file,) = box.mails[1].iter_attachments()
    assert file.get_content() == REPORT.data
    assert box.mails[1]["In-Reply-To"] == box.mails[0]["Message-ID"]
    assert smtp.verify(made, REPORT)


def test_nothing_is_sent_twice_in_a_session(served):
    box, port = served
    smtp = at(port)
    for _ in range(2):
        smtp.attach(smtp.create(TICKET), REPORT)

    assert len(box.mails) == 2


def test_what_the_server_did_not_take_is_not_verified_and_sent_again(served):
    box, port = served
    smtp = at(port)
    made = smtp.create(TICKET)
    box.data = ["451 4.7.1 Greylisted, try again later"]

    with pytest.raises(LaterError, match="451"):
        smtp.attach(made, REPORT)
    assert not smtp.verify(made, REPORT)
    smtp.attach(made, REPORT)
    assert smtp.verify(made, REPORT)
    assert not smtp.verify(made, replace(REPORT, data=b"another"))


def test_the_preflight_signs_in_and_sends_nothing(served):
    box, port = served
    at(port).preflight()

    assert (box.mails, box.receivers) == ([], [DESK])


def test_a_wrong_password_is_refused_and_not_told(served):
    with pytest.raises(RefusedError, match=r"535.*desk\.user") as caught:
        at(served[1], "wrong-secret-2").preflight()
    assert "wrong-secret-2" not in repr(caught.value) + repr(caught.value.__cause__)


def test_an_address_that_takes_nothing_is_refused(served):
    smtp = at(served[1], place="nobody@firm.example")

    for ask in (smtp.preflight, lambda: smtp.create(TICKET)):
        with pytest.raises(RefusedError, match=r"550.*desk\.place"):
            ask()


def test_a_report_that_does_not_fit_is_not_sent_at_all(served):
    box, port = served
    smtp = at(port)
    made = smtp.create(TICKET)
    large = File("report.zip", "application/zip", b"\x00" * SIZE)

    with pytest.raises(TooLargeError, match=str(SIZE)):
        smtp.attach(made, large)
    assert len(box.receivers) == 1


def test_what_is_said_to_fit_does(served):
    box, port = served
    smtp = at(port)
    most = smtp.most()
    smtp.attach(smtp.create(TICKET), File("a.zip", "application/zip", b"\x01" * most))

    assert SIZE * 0.7 < most < SIZE * 0.74
    assert len(box.mails) == 2


def test_a_server_that_says_no_size_is_asked_for_none():
    how = {"data_size_limit": None, "auth_require_tls": False}
    with mailbox(SECRET, **how) as (box, port):
        smtp = at(port)
        assert smtp.most() == 0
        smtp.create(TICKET)
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("where", "answer", "kind"),
    [
        ("mail", "552 5.3.4 Message too big for system", TooLargeError),
        ("data", "552 5.3.4 Message too big for system", TooLargeError),
        ("data", "552 5.2.2 Mailbox full", LaterError),
        ("rcpt", "552 5.2.2 Mailbox full", LaterError),
        ("rcpt", "451 4.7.1 Greylisted", LaterError),
        ("rcpt", "452 4.2.2 Mailbox full", LaterError),
        ("mail", "421 4.3.0 Closing", LaterError),
        ("mail", "530 5.7.0 Sign in", RefusedError),
        ("rcpt", "553 5.1.3 Bad address", RefusedError),
        ("data", "554 5.7.1 Zip files are not allowed here", RefusedError),
    ],
)
def test_what_a_server_says_is_one_of_three_kinds(served, where, answer, kind):
    box, port = served
    setattr(box, where, [answer])

    with pytest.raises(kind) as caught:
        at(port).create(TICKET)
    assert type(caught.value) is kind
    assert answer[:3] in str(caught.value)
    assert box.mails == []


def test_a_server_without_accounts_is_told_about():
    with mailbox(SECRET, authenticator=None) as (_, port):
        with pytest.raises(RefusedError, match=r"desk\.user"):
            at(port).preflight()
        at(port, "", user="").create(TICKET)


def test_an_account_that_is_no_address_sends_as_blusser():
    with mailbox(SECRET, authenticator=None) as (box, port):
        smtp = at(port, "", user="")
        smtp.create(TICKET)
    assert box.mails[0]["From"] == "blusser@firm.example"


@pytest.mark.parametrize(
    "greeting", [b"", b"HTTP/1.0 400 What\r\n\r\n", b"421 Full\r\n"]
)
def test_one_that_is_no_mail_server_may_be_one_later(greeting):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            with server.accept()[0] as one:
                one.sendall(greeting)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(LaterError):
            at(server.getsockname()[1]).preflight()
        thread.join()
        port = server.getsockname()[1]
    with pytest.raises(LaterError, match="ConnectionRefusedError"):
        at(port).preflight()


@pytest.mark.parametrize("url", ["", "host", "http://host", "smtp://", "smtp://h:port"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(RefusedError, match=r"desk\.url"):
        at(0, url=url).preflight()


@pytest.mark.parametrize("place", ["", "desk", "a@b\r\nDATA", "a@b, c@d"])
def test_a_place_that_is_no_address_is_refused(place):
    with pytest.raises(RefusedError, match=r"desk\.place"):
        at(1, place=place)


def test_nobody_can_be_asked_what_became_of_it(served):
    smtp = at(served[1])
    made = smtp.create(TICKET)

    assert (smtp.find(KEY), smtp.find_outage("f00d")) == (None, None)
    with pytest.raises(RefusedError):
        smtp.link(made, made)


def test_no_secret_is_shown():
    smtp = at(1)

    assert SECRET not in repr(smtp) + repr(vars(smtp))


@pytest.mark.parametrize(
    "script",
    [
        (b"220-hello\r\n",),
        (b"220 hello\r\n",),
        (b"220 hello\r\n", *[b"250 well\r\n"] * 3),
    ],
    ids=["greeting", "signing in", "mailing"],
)
def test_a_server_that_never_ends_what_it_says_is_cut_off(script, monkeypatch):
    monkeypatch.setattr("agent.desk.post.SIGNING_IN", 0.5)
    monkeypatch.setattr("agent.desk.patience.MAILING", 0.5)
    with loris(b"", b"250-and more\r\n", script=script) as (url, _):
        began = time.monotonic()
        with pytest.raises(LaterError):
            at(url.rpartition(":")[2], user="").create(TICKET)
        assert time.monotonic() - began < 3


def test_a_server_that_thinks_long_after_the_last_dot_gets_a_mail_once(
    served, monkeypatch
):
    """Longer than for any other answer, and than all until then may take."""
    box, port = served
    monkeypatch.setattr("agent.desk.post.ANSWERING", 2.0)
    monkeypatch.setattr("agent.desk.patience.MAILING", 2.5)
    box.thinks = 3.5

    at(port).create(TICKET)

    assert len(box.mails) == 1


def test_ten_minutes_are_enough_as_the_standard_has_it():
    assert TAKING == 600


def test_one_whose_answer_never_comes_gets_the_same_mail_again_to_be_known_by_its_id(
    served, monkeypatch
):
    box, port = served
    monkeypatch.setattr("agent.desk.patience.TAKING", 1.5)
    box.thinks = 60.0
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(LaterError):
            at(port).create(TICKET)
        assert time.monotonic() - began < 20

    assert [one["Message-ID"] for one in box.mails] == [f"<{KEY}@firm.example>"] * 2


def test_one_that_never_ends_its_last_answer_is_cut_off(monkeypatch):
    monkeypatch.setattr("agent.desk.patience.TAKING", 0.5)
    said = (b"220 hello\r\n", *[b"250 well\r\n"] * 3, b"354 go on\r\n", b"250-well\r\n")
    with loris(b"", b"250-and more\r\n", script=said) as (url, _):
        began = time.monotonic()
        with pytest.raises(LaterError):
            at(url.rpartition(":")[2], user="").create(TICKET)
        assert time.monotonic() - began < 3


def test_a_line_with_a_dot_alone_is_no_last_dot(served):
    box, port = served
    at(port).create(replace(TICKET, text="one\n.\n..two\n.three"))

    assert "one\n.\n..two\n.three\n" in box.mails[0].get_content().replace("\r", "")
