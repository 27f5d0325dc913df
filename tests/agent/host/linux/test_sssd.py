"""Whether SSSD reaches its domains."""

import pytest

from agent.host.linux.sssd import SERVICE, TOP, LinuxSignInService
from agent.host.trouble import HostError, PartMissing
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

DOMAINS = {f"{TOP}/Domains/a_2eorg": "a.org", f"{TOP}/Domains/b_2eorg": "b.org"}


def sssd(*online):
    def answers(path, interface, member, body):
        if (path, interface, member) == (TOP, SERVICE, "ListDomains"):
            return "ao", (list(DOMAINS),)
        if (interface, member) == (f"{SERVICE}.Domains.Domain", "IsOnline"):
            return "b", (DOMAINS[path] in online,)
        if body == (f"{SERVICE}.Domains", "name"):
            return "v", (("s", DOMAINS[path]),)
        raise AssertionError(path, interface, member)

    return answers


@pytest.fixture
def pipe(tmp_path):
    (tmp_path / "nss").touch()
    return f"{tmp_path}/nss"


@pytest.mark.parametrize(
    ("online", "offline"),
    [(("a.org", "b.org"), ()), (("a.org",), ("b.org",)), ((), ("a.org", "b.org"))],
)
def test_each_domain_is_asked_about(tmp_path, pipe, online, offline):
    with toy_bus(tmp_path, sssd(*online)) as bus:
        assert LinuxSignInService(bus.place, pipe).offline() == offline


def test_where_it_does_not_run_there_is_no_question(tmp_path):
    with toy_bus(tmp_path, sssd()) as bus, pytest.raises(PartMissing):
        LinuxSignInService(bus.place, f"{tmp_path}/gone").offline()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("AccessDenied", PartMissing),
        ("ServiceUnknown", PartMissing),
        ("Failed", HostError),
    ],
)
def test_whom_it_does_not_tell_claims_nothing(tmp_path, pipe, error, kind):
    def no(*_):
        raise Refusal(f"{ERROR}{error}")

    with toy_bus(tmp_path, no) as bus, pytest.raises(kind):
        LinuxSignInService(bus.place, pipe).offline()
