"""What the mails of a ticket say, and that nobody else can make them say more."""

import email
import email.policy

import pytest

from agent.desk.letter import WIRE, Envelope, first, second
from agent.desk.model import File, RefusedError
from agent.value import replace
from tests.agent.desk.paper import KEY, REPORT, TICKET

BETWEEN = Envelope("blusser@firm.example", "desk@firm.example")


def read_back(mail):
    return email.message_from_bytes(
        mail.as_bytes(policy=WIRE), policy=email.policy.SMTP
    )


def test_the_first_mail_is_the_ticket():
    mail = read_back(first(TICKET, BETWEEN))

    assert mail["Subject"] == f"[blusser:{KEY}] {TICKET.subject}"
    assert mail["Message-ID"] == f"<{KEY}@firm.example>"
    assert (mail["X-Blusser-Key"], mail["X-Blusser-Outage"]) == (KEY, "f00d")
    assert (mail["From"], mail["To"]) == (BETWEEN.sender, BETWEEN.receiver)
    assert mail["Reply-To"] == "els@firm.example"
    assert "Élise saw «names-unresolved»." in mail.get_content()


def test_the_second_mail_answers_it_and_has_the_file_alone():
    mail = read_back(second(KEY, REPORT, BETWEEN))
    (file,) = mail.iter_attachments()

    assert mail["In-Reply-To"] == mail["References"] == f"<{KEY}@firm.example>"
    assert mail["Message-ID"] == f"<{KEY}.{REPORT.digest[:16]}@firm.example>"
    assert f"[blusser:{KEY}]" in mail["Subject"]
    assert (file.get_filename(), file.get_content_type()) == (
        "report.zip",
        "application/zip",
    )
    assert file.get_content() == REPORT.data
    assert REPORT.digest in mail.get_body().get_content()


@pytest.mark.parametrize(
    "evil",
    [
        "a\r\nBcc: x@evil.example",
        "a\nBcc: x@evil.example",
        "a\x0bBcc: b",
        "\u2028Bcc: x",
    ],
)
def test_nobody_adds_a_field_or_a_receiver(evil):
    ticket = replace(TICKET, subject=evil, outage=evil, caller=evil)
    data = first(ticket, BETWEEN).as_bytes(policy=WIRE)
    files = File(evil, "application/zip", b"1")
    more = second(KEY, files, BETWEEN).as_bytes(policy=WIRE)

    for mail in (data, more):
        head = mail.partition(b"\r\n\r\n")[0].lower()
        assert b"\nbcc:" not in head
        assert email.message_from_bytes(mail, policy=email.policy.SMTP)["Bcc"] is None


@pytest.mark.parametrize(
    "caller", ["els", "Els <els@firm.example>", "a@b, c@d", "els@firm.example ", "é@b"]
)
def test_a_caller_who_is_no_address_gets_no_answer_but_is_named(caller):
    mail = read_back(first(replace(TICKET, caller=caller), BETWEEN))

    assert mail["Reply-To"] is None
    assert f"For: {caller}" in mail.get_content()


def test_every_line_is_one_that_smtp_takes():
    ticket = replace(
        TICKET, subject="é" * 500, text="x" * 5000 + "\n.\nend\ud800", outage="o" * 300
    )
    mails = first(ticket, BETWEEN), first(TICKET, BETWEEN), second(KEY, REPORT, BETWEEN)
    for mail in mails:
        data = mail.as_bytes(policy=WIRE)
        assert max(map(len, data.split(b"\r\n"))) <= 998
        assert data.isascii()


def test_a_long_domain_does_not_break_the_key():
    there = replace(BETWEEN, sender=f"a@{'sub.' * 30}example")
    mail = second(KEY, REPORT, there).as_bytes(policy=WIRE)

    assert f"In-Reply-To: <{KEY}@{'sub.' * 30}example>\r\n".encode() in mail


def test_what_is_no_key_is_in_no_mail():
    with pytest.raises(RefusedError):
        first(replace(TICKET, key="a]\r\n"), BETWEEN)
