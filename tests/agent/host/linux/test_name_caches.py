"""Whatever remembers names is emptied, by the service's own way."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.name_caches import DNSMASQ, RESOLVED, LinuxNameCaches
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus


@pytest.fixture
def quiet(tmp_path):
    """Return a ``/proc`` in which nothing runs."""
    (tmp_path / "proc" / "self" / "ns").mkdir(parents=True)
    (tmp_path / "proc" / "self" / "ns" / "net").symlink_to("net:[1]")
    return str(tmp_path / "proc")


def services(*owned, error=""):
    def answers(path, interface, member, body):
        if member == "NameHasOwner":
            return "b", (body[0] in owned,)
        if error:
            raise Refusal(f"{ERROR}{error}")
        return "", ()

    return answers


def test_resolved_is_told_to_flush(tmp_path, quiet):
    with toy_bus(tmp_path, services(RESOLVED)) as there:
        assert LinuxNameCaches(there.place, quiet).flush() == ("systemd-resolved",)
        assert there.calls[-1] == ("FlushCaches", ())


@pytest.mark.parametrize("name", DNSMASQ)
def test_dnsmasq_is_told_to_clear_under_either_of_its_names(tmp_path, quiet, name):
    with toy_bus(tmp_path, services(name)) as there:
        assert LinuxNameCaches(there.place, quiet).flush() == ("dnsmasq",)
        assert there.calls[-1] == ("ClearCache", ())


def test_a_machine_that_remembers_no_names_has_no_such_part(tmp_path, quiet):
    with pytest.raises(PartMissing, match="remembers names"):
        LinuxNameCaches(f"{tmp_path}/none", quiet)


def test_what_this_account_may_not_empty_says_so(tmp_path, quiet):
    answers = services(RESOLVED, error="AccessDenied")

    with toy_bus(tmp_path, answers) as there:
        with pytest.raises(PermissionError):
            LinuxNameCaches(there.place, quiet).flush()


def test_a_cache_that_fails_is_an_error(tmp_path, quiet):
    with toy_bus(tmp_path, services(RESOLVED, error="Failed")) as there:
        with pytest.raises(HostError):
            LinuxNameCaches(there.place, quiet).flush()
