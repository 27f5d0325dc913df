"""How an account stands, from its entry and from what a sign-in server says."""

import pytest

from agent.host.linux.domain_account import LinuxDomainAccount, own_user, owner_in, read
from agent.host.ports.domain import AccountState
from agent.host.ports.login import Server
from agent.host.trouble import HostError
from tests.agent.host.linux.toykdc import LOCKED, error, extended, serving

NOW, DAY = 1_800_000_000, 86_400
FOREVER = 0x7FFFFFFFFFFFFFFF


def windows(seconds):
    return (seconds + 11_644_473_600) * 10_000_000


def entry(control=512, computed=0, ends=FOREVER, password=FOREVER):
    return {
        "userAccountControl": str(control),
        "msDS-User-Account-Control-Computed": str(computed),
        "accountExpires": str(ends),
        "msDS-UserPasswordExpiryTimeComputed": str(password),
    }


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (entry(), AccountState()),
        (entry(ends=0), AccountState()),
        (entry(ends=windows(NOW + DAY)), AccountState()),
        (entry(ends=windows(NOW - DAY)), AccountState("over")),
        (entry(control=514), AccountState("disabled")),
        (entry(computed=0x10), AccountState("locked")),
        (entry(password=windows(NOW + 5 * DAY + 60)), AccountState("none", 5)),
        (entry(password=windows(NOW + 60)), AccountState("none", 0)),
        (entry(password=windows(NOW - 60)), AccountState("password", -1)),
        (entry(password=0), AccountState("password", -1)),
    ],
)
def test_an_entry_is_judged_as_windows_would(given, state):
    assert read(given, NOW) == state


@pytest.mark.parametrize("given", [{}, entry() | {"accountExpires": "soon"}])
def test_an_entry_of_another_kind_of_directory_claims_nothing(given):
    with pytest.raises(HostError):
        read(given, NOW)


@pytest.fixture
def account(tmp_path, monkeypatch):
    """Return an account whose only server is on a port here, and that has no ticket."""
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/gone")
    return lambda port: LinuxDomainAccount(
        lambda _, service: [Server(service, "127.0.0.1", port)]
    )


@pytest.mark.parametrize(
    ("code", "data", "refusal"),
    [
        (25, b"", "none"),
        (6, b"", "none"),
        (1, b"", "over"),
        (23, b"", "password"),
        (18, b"", "unknown"),
        (18, extended(LOCKED), "locked"),
        (18, extended(0xC0000072), "disabled"),
        (18, extended(0xC0000193), "over"),
        (18, extended(0xC0000224), "password"),
    ],
)
def test_what_a_sign_in_server_says_is_told(account, code, data, refusal):
    with serving(error(code, data=data)) as (port, heard):
        assert account(port).refusal("A.TEST") == refusal
        assert own_user().encode() in heard[0]


def test_who_says_nothing_has_not_said_that_all_is_well(account):
    with serving(None) as (port, _), pytest.raises(HostError):
        account(port).refusal("A.TEST")


def test_without_a_ticket_the_directory_is_not_to_be_asked(account):
    with serving(b"") as (port, _), pytest.raises(HostError):
        account(port).state("A.TEST")


@pytest.mark.parametrize(
    ("owners", "name"),
    [
        ([], ""),
        (["els@A.TEST"], "els"),
        (["other@B.TEST", "els@A.TEST"], "els"),
        (["host/pc@A.TEST", "els@A.TEST"], "els"),
    ],
)
def test_the_account_is_the_tickets(owners, name):
    assert owner_in("A.TEST", owners) == name
