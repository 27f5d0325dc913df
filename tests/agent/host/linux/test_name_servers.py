"""Whom this machine asks, and what a server on loopback says."""

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from agent.host.linux import lookup
from agent.host.linux.name_servers import LinuxNameServers


@pytest.fixture
def conf(tmp_path):
    def write(name, *servers):
        text = "# nameserver 1.1.1.1\nsearch a.test\n"
        (tmp_path / name).write_text(
            text + "".join(f"nameserver {one}\n" for one in servers)
        )
        return str(tmp_path / name)

    return write


def test_three_servers_are_asked_as_the_c_library_does(conf):
    path = conf(
        "resolv.conf", "10.0.0.1", "10.0.0.1", "fe80::1%eth0", "10.0.0.2", "10.0.0.3"
    )

    assert LinuxNameServers(path).upstream() == ("10.0.0.1", "fe80::1%eth0", "10.0.0.2")
    assert LinuxNameServers(path).cache() == ""


def test_behind_a_cache_its_servers_are_asked(conf):
    servers = LinuxNameServers(
        conf("resolv.conf", "127.0.0.53"), (conf("behind", "10.0.0.9"),)
    )

    assert (servers.cache(), servers.upstream()) == ("127.0.0.53", ("10.0.0.9",))


def test_a_cache_that_does_not_tell_is_asked_itself(conf, tmp_path):
    servers = LinuxNameServers(conf("resolv.conf", "::1"), (str(tmp_path / "none"),))

    assert (servers.cache(), servers.upstream()) == ("::1", ("::1",))


def test_what_lies_behind_is_left_alone_where_no_cache_is_asked(conf):
    servers = LinuxNameServers(
        conf("resolv.conf", "10.0.0.1"), (conf("behind", "10.0.0.9"),)
    )

    assert servers.upstream() == ("10.0.0.1",)


def test_without_a_file_there_are_no_servers(tmp_path):
    assert LinuxNameServers(str(tmp_path / "none")).upstream() == ()


@pytest.fixture
def server():
    """A name server on loopback; ``answer`` makes the answer, nothing keeps silent."""

    class Server:
        answer = staticmethod(lambda question: dns.message.make_response(question))

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.settimeout(0.05)
        Server.port, done = bound.getsockname()[1], threading.Event()

        def serve():
            while not done.is_set():
                try:
                    data, whom = bound.recvfrom(4096)
                except TimeoutError:
                    continue
                if reply := Server.answer(dns.message.from_wire(data)):
                    bound.sendto(
                        reply if isinstance(reply, bytes) else reply.to_wire(), whom
                    )

        thread = threading.Thread(target=serve)
        thread.start()
        yield Server
        done.set()
        thread.join()


def with_address(question):
    reply = dns.message.make_response(question)
    name = question.question[0].name
    reply.answer.append(dns.rrset.from_text(name, 60, "IN", "A", "192.0.2.7"))
    return reply


def with_code(code):
    def reply(question):
        made = dns.message.make_response(question)
        made.set_rcode(code)
        return made

    return reply


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (with_address, ("found", ["192.0.2.7"])),
        (with_code(dns.rcode.NXDOMAIN), ("unknown", [])),
        (with_code(dns.rcode.SERVFAIL), ("refused", [])),
        (with_code(dns.rcode.REFUSED), ("refused", [])),
        (with_code(dns.rcode.NOERROR), ("refused", [])),
        (lambda _: None, ("silent", [])),
    ],
    ids=["address", "nxdomain", "servfail", "refused", "empty", "silent"],
)
def test_what_a_server_says(server, answer, told):
    server.answer = answer

    assert lookup.ask("127.0.0.1", "a.test", port=server.port) == told


def test_one_lost_datagram_is_asked_again(server):
    lost = []
    server.answer = lambda q: with_address(q) if lost else lost.append(q)

    assert lookup.ask("127.0.0.1", "a.test", port=server.port)[0] == "found"


def test_where_nobody_listens_there_is_silence():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]

    assert lookup.ask("127.0.0.1", "a.test", port=port) == ("silent", [])


def test_an_address_needs_no_lookup(tmp_path):
    none = str(tmp_path / "none")

    assert lookup.addresses("192.0.2.1", 1, none) == ["192.0.2.1"]
    assert lookup.addresses("::1", 1, none) == ["::1"]
    assert lookup.addresses("nobody.test", 1, none) == []


def test_the_hosts_file_is_asked_first(tmp_path):
    (tmp_path / "hosts").write_text("# a.test\n192.0.2.9  b.test A.test # here\n")
    files = (str(tmp_path / "none"), str(tmp_path / "hosts"))

    assert lookup.addresses("a.test", 1, *files) == ["192.0.2.9"]
    assert lookup.addresses("here", 1, *files) == []


def test_a_short_name_is_looked_for_where_it_may_be(conf):
    path = conf("resolv.conf", "10.0.0.1")

    assert lookup._in_full("proxy01", path) == ["proxy01.a.test"]
    assert lookup._in_full("proxy01.b.test", path) == ["proxy01.b.test"]
    assert lookup._in_full("proxy01", f"{path}.none") == ["proxy01"]
