"""E-mail as a desk over TLS, on the real aiosmtpd with a certificate of the firm."""

import ssl
import subprocess
import sys

import pytest

from agent.desk.model import LaterError, RefusedError
from agent.desk.smtp import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from tests.agent.desk.mailbox import DESK, USER, mailbox
from tests.agent.desk.paper import REPORT, SECRET, TICKET
from tests.lab.network.certificates import Authority

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    return Authority(str(tmp_path_factory.mktemp("firm")), "firm")


def at(url, firm, secret=SECRET, user=USER, **more):
    route = Route(authority=firm.certificate if firm else "", **more)
    return desk(DeskRules(url=url, user=user, place=DESK), secret, route)


def strict(firm, host="localhost"):
    return {
        "tls_context": firm.server(host),
        "require_starttls": True,
        "auth_required": True,
    }


def test_text_and_report_go_over_tls_and_only_after_signing_in(firm):
    with mailbox(SECRET, **strict(firm)) as (box, port):
        url = f"smtp://localhost:{port}"
        smtp = at(url, firm)
        smtp.preflight()
        smtp.attach(smtp.create(TICKET), REPORT)

        with pytest.raises(RefusedError, match=r"535.*desk\.user"):
            at(url, firm, "wrong").preflight()
        with pytest.raises(RefusedError, match="530"):
            at(url, firm, "", user="").create(TICKET)
    assert box.tls == [True, True]


def test_greylisting_only_delays(firm):
    with mailbox(SECRET, **strict(firm)) as (box, port):
        box.data = ["451 4.7.1 Greylisted, try again later"]
        smtp = at(f"smtp://localhost:{port}", firm)
        with pytest.raises(LaterError, match="451"):
            smtp.create(TICKET)
        assert box.mails == []
        smtp.create(TICKET)
    assert len(box.mails) == 1


@pytest.mark.parametrize("wrong", ["authority", "name"])
def test_no_password_goes_to_a_server_that_is_not_trusted(firm, wrong):
    host = "localhost" if wrong == "authority" else "mail.firm.example"
    with mailbox(SECRET, **strict(firm, host)) as (box, port):
        smtp = at(f"smtp://localhost:{port}", firm if wrong == "name" else None)
        with pytest.raises(LaterError, match="certificate is not trusted"):
            smtp.create(TICKET)
    assert box.signed == []


def test_a_server_that_speaks_tls_from_the_start_takes_them_too(firm):
    context = firm.server("localhost")
    how = {"ssl_context": context, "auth_require_tls": False}
    with mailbox(SECRET, **how) as (box, port):
        at(f"smtps://localhost:{port}", firm).create(TICKET)
        with pytest.raises(LaterError, match="certificate is not trusted"):
            at(f"smtps://localhost:{port}", None).create(TICKET)
    assert len(box.mails) == 1


def test_one_that_demands_a_certificate_gets_it(firm):
    how = strict(firm)
    how["tls_context"].verify_mode = ssl.CERT_REQUIRED
    how["tls_context"].load_verify_locations(firm.certificate)
    with mailbox(SECRET, **how) as (box, port):
        with pytest.raises(LaterError):
            at(f"smtp://localhost:{port}", firm).create(TICKET)
        mine = firm.client("pc-42")
        at(f"smtp://localhost:{port}", firm, certificate=mine).create(TICKET)
    assert box.tls == [True]


AFAR = """
from agent.desk.model import LaterError
from agent.desk.smtp import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from tests.agent.desk.mailbox import DESK, USER, mailbox
from tests.agent.desk.paper import SECRET, TICKET
with mailbox(SECRET, auth_require_tls=False, hostname="192.0.2.7") as (box, port):
    for user in (USER, ""):
        rules = DeskRules(url=f"smtp://192.0.2.7:{port}", user=user, place=DESK)
        try:
            desk(rules, SECRET, Route()).create(TICKET)
        except LaterError as wrong:
            print(wrong)
print(box.mails, box.signed)
"""


def test_nothing_goes_in_the_clear_to_another_machine():
    """A network of its own, so that an address that is not the loopback's is ours."""
    up = "ip link set lo up && ip address add 192.0.2.7/32 dev lo"
    words = ["unshare", "--net", "sh", "-c", f'{up} && exec "$0" -c "$1"']
    done = subprocess.run(
        [*words, sys.executable, AFAR], capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2] == "[] []"
    assert lines[0] == lines[1] == "whoever answers at desk.url does not offer STARTTLS"
