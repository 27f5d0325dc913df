"""What the kernel counts; real firewalls are in the gauntlet."""

import socket

import pytest

from agent.host.linux.firewall import LinuxOwnFirewall

NETSTAT = "TcpExt: SyncookiesSent TCPRetransFail\nTcpExt: 4 {}\nIpExt: A\nIpExt: 1\n"
SNMP = "Ip: Forwarding\nIp: 1\nIcmp: InMsgs OutDestUnreachs\nIcmp: 9 {}\n"


@pytest.fixture
def firewall(tmp_path):
    (tmp_path / "netstat").write_text(NETSTAT.format(5))
    (tmp_path / "snmp").write_text(SNMP.format(2))
    return LinuxOwnFirewall({}, str(tmp_path))


def test_both_counters_are_read_by_name(firewall):
    assert firewall._counted() == 7


def test_a_kernel_that_does_not_count_holds_nothing_back(tmp_path):
    assert LinuxOwnFirewall({}, str(tmp_path / "none"))._counted() == 0


def test_a_server_to_whom_one_may_send_is_not_refused(firewall):
    assert firewall.refused(("127.0.0.1",)) == ()


def test_a_host_that_takes_a_connection_is_let_out(firewall):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

        assert firewall.web((url,), "") == "open"


def test_a_host_that_refuses_without_our_kernel_having_a_part_is_not_held_back(
    firewall,
):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"

        assert firewall.web((url,), "") == "unknown"


def test_without_a_host_to_try_nobody_can_tell(firewall):
    assert firewall.web((), "") == "unknown"


def test_a_cache_that_is_silent_has_no_other_means(firewall):
    assert not firewall.names_by_other_means("127.0.0.1", "example.test")
