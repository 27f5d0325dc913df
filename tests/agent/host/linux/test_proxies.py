"""What proxies say, and which of them are none that Blusser can talk to."""

import socket
import threading
from contextlib import contextmanager

import pytest

from agent.host import HostError
from agent.host.linux.clock import LinuxClock
from agent.host.linux.identities import LinuxIdentities
from agent.host.linux.proxies import LinuxProxies, past_proxy, ways
from agent.host.linux.web import LinuxWeb
from agent.host.ports.identities import Shown
from tests.agent.host.linux.toybus import ERROR, HANG_UP, SILENCE, Refusal, toy_bus

WORK, PAGE = "https://work.test:8443/x", "http://page.test/x"


@contextmanager
def saying(answer):
    """Stand for a proxy that gives everybody the same answer, or as it hears."""
    heard = []

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                heard.append(line.recv(4096).decode())
                line.sendall(answer if isinstance(answer, bytes) else answer(heard[-1]))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}", heard
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def said(status, *head):
    lines = [f"HTTP/1.1 {status} So", "Content-Length: 0", *head, "", ""]
    return "\r\n".join(lines).encode()


BASIC_, NTLM_ = 'Proxy-Authenticate: Basic realm="x"', "Proxy-Authenticate: NTLM"
BASIC, NTLM = said(407, BASIC_), said(407, NTLM_)
TICKET = said(407, "Proxy-Authenticate: Negotiate", NTLM_, BASIC_)


@pytest.mark.parametrize(
    ("answer", "tunnel", "page", "endpoint"),
    [
        (said(200), "through", "through", "broken"),
        (BASIC, "sign-in", "sign-in", "sign-in"),
        (TICKET, "ticket", "ticket", "sign-in"),
        (NTLM, "ntlm", "ntlm", "sign-in"),
        (said(407, NTLM_, BASIC_), "ntlm", "ntlm", "sign-in"),
        (said(403), "forbidden", "through", "forbidden"),
        (said(503), "silent", "through", "closed"),
        (b"", "silent", "silent", "closed"),
    ],
    ids=["yes", "password", "ticket", "ntlm", "ntlm too", "no", "ill", "nothing"],
)
def test_what_a_proxy_says(answer, tunnel, page, endpoint):
    with saying(answer) as (place, _):
        proxy = f"http://{place}"
        assert LinuxProxies({}).lets(proxy, (WORK, PAGE)) == {WORK: tunnel, PAGE: page}
        assert LinuxWeb({}).endpoints((WORK,), proxy) == {WORK: endpoint}
        assert LinuxIdentities({}).shown((WORK,), proxy, 1.0) == {WORK: Shown("none")}


@pytest.mark.parametrize("answer", [BASIC, said(407, NTLM_, BASIC_)])
def test_a_proxy_that_asks_for_a_password_as_it_is_is_asked_again_with_it(answer):
    with saying(answer) as (place, heard):
        session = {"https_proxy": f"http://an:o%40k@{place}"}
        LinuxProxies(session).lets("", (WORK,))
        LinuxProxies(session).lets("", (PAGE,))

    tunnel, page = "CONNECT work.test:8443 HTTP/1.1", "HEAD http://page.test/x HTTP/1.1"
    assert [one.splitlines()[0] for one in heard] == [tunnel] * 2 + [page] * 2
    assert "Host: work.test:8443\r\n" in heard[0]
    assert "Host: page.test\r\n" in heard[2]
    shown = ["Proxy-Authorization: Basic YW46b0Br\r\n" in one for one in heard]
    assert shown == [False, True, False, True]


@pytest.mark.parametrize(
    "answer", [said(200), said(403), NTLM, said(407, "Proxy-Authenticate: Negotiate")]
)
def test_a_password_goes_to_no_proxy_that_did_not_ask_for_it_as_it_is(answer):
    with saying(answer) as (place, heard):
        session = {"https_proxy": f"http://an:o%40k@{place}"}
        LinuxProxies(session).lets("", (WORK, PAGE))
        LinuxWeb(session).pages(((PAGE, "yes"),), "")

    assert len(heard) == 3
    assert not any("Authorization" in one for one in heard)


def test_no_password_of_the_proxy_goes_on_to_who_is_behind_it():
    with saying(said(200)) as (place, heard):
        LinuxProxies({}).lets(f"http://{place}", (PAGE,))

    assert "Authorization" not in heard[0]


@pytest.mark.parametrize("proxy", ["socks5://p.test", "socks5h://p.test:1080"])
def test_behind_socks_nothing_is_known(proxy):
    session = {"all_proxy": proxy}
    for ask in (
        lambda: LinuxWeb(session).pages(((PAGE, "yes"),), ""),
        lambda: LinuxWeb(session).endpoints((WORK,), ""),
        lambda: LinuxIdentities(session).shown((WORK,), "", 1.0),
        lambda: LinuxClock(environment=session).behind_pages((PAGE,), ""),
        lambda: LinuxProxies(session).lets("", (WORK,)),
    ):
        with pytest.raises(HostError, match="SOCKS"):
            ask()


def test_a_socks_proxy_can_still_be_knocked_at():
    assert LinuxProxies({"all_proxy": "socks5://p.test"}).configured() == (
        "socks5://p.test:1080"
    )


def test_a_proxy_of_its_outranks_the_sessions():
    session = {"all_proxy": "socks5://p.test", "no_proxy": "*"}

    assert ways((WORK,), "http://it.test:1", session) == {WORK: "http://it.test:1"}


@pytest.mark.parametrize(
    ("listed", "host", "past"),
    [
        ("", "work.test", False),
        ("*", "work.test", True),
        ("work.test", "work.test", True),
        ("other.test, .WORK.test", "mail.work.test", True),
        ("*.work.test", "mail.work.test", True),
        ("work.test", "homework.test", False),
        ("10.0.0.1", "10.0.0.1", True),
        (" , ", "work.test", False),
    ],
)
def test_who_is_reached_past_the_proxy(listed, host, past):
    session = {"https_proxy": "http://p.test:1", "no_proxy": listed}

    assert past_proxy(host, session) is past
    url = f"https://{host}/"
    assert ways((url,), "", session) == {url: "" if past else "http://p.test:1"}


def test_who_is_reached_past_the_proxy_is_let_through():
    session = {"https_proxy": "http://127.0.0.1:1", "no_proxy": "work.test"}

    assert LinuxProxies(session).lets("", (WORK,)) == {WORK: "through"}


@contextmanager
def desktop(folder, answer):
    """A session whose desktop answers so to every question about a proxy."""

    def answers(_path, _interface, _member, _body):
        if isinstance(answer, str):
            raise Refusal(f"{ERROR}{answer}")
        return ("as", (answer,)) if isinstance(answer, list) else answer

    with toy_bus(folder, answers) as bus:
        yield {"XDG_RUNTIME_DIR": str(folder)}, bus


@pytest.mark.parametrize(
    ("answer", "proxy"),
    [
        (["http://p.test:3128", "direct://"], "http://p.test:3128"),
        (["direct://"], ""),
        (["direct:///"], ""),
        ([], ""),
        ("ServiceUnknown", ""),
        ("AccessDenied", ""),
        ("Failed", ""),
    ],
    ids=str,
)
def test_the_desktop_is_asked_where_the_session_names_none(tmp_path, answer, proxy):
    with desktop(tmp_path, answer) as (session, bus):
        assert ways((WORK, PAGE), "", session) == {WORK: proxy, PAGE: proxy}
        assert LinuxProxies(session).configured() == proxy

    assert bus.calls[0] == ("Lookup", (WORK,))
    assert all(flags & 2 for flags in bus.flags), "nothing is started for this"


@pytest.mark.parametrize("answer", [SILENCE, HANG_UP], ids=["silent", "gone"])
def test_a_desktop_that_does_not_make_up_its_mind_leaves_it_open(tmp_path, answer):
    with desktop(tmp_path, answer) as (session, _):
        with pytest.raises(HostError, match="desktop"):
            ways((WORK,), "", session)


def test_the_desktop_is_not_asked_where_somebody_else_has_said_it(tmp_path):
    with desktop(tmp_path, ["http://p.test:1"]) as (session, bus):
        ways((WORK,), "http://it.test:1", session)
        ways((WORK,), "", session | {"https_proxy": "http://ours.test:1"})
        ways((WORK,), "", session | {"no_proxy": "work.test"})

    assert bus.calls == []
