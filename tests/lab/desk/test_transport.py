"""The way to a desk: a real proxy that wants a password, and certificates of a firm."""

import pytest
import requests

from agent.desk.model import LaterError
from agent.desk.trust import Route
from agent.desk.wire import Wire
from tests.agent.desk.loris import WAYS, loris
from tests.agent.desk.paper import SECRET
from tests.lab.desk.guarded import guarded
from tests.lab.desk.servers import squid
from tests.lab.network.certificates import Authority
from tests.lab.network.world import wait_until

pytestmark = pytest.mark.lab

USER = "agent"


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    return Authority(str(tmp_path_factory.mktemp("firm")), "firm")


@pytest.fixture(scope="module")
def proxy():
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="blusser-squid-")
    try:
        with squid(folder, USER, SECRET) as place:
            yield place
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("account", "works"),
    [("", False), (f"{USER}:wrong@", False), (f"{USER}:{SECRET}@", True)],
)
def test_a_proxy_lets_through_who_has_its_password(firm, proxy, scheme, account, works):
    context = firm.server("localhost") if scheme == "https" else None
    route = Route(proxy=f"http://{account}{proxy}", authority=firm.certificate)
    with guarded(context) as desk:
        wire = Wire(f"{scheme}://localhost:{desk.port}", route)
        if works:
            assert wire.ask("GET", "/a").json() == {}
        else:
            with pytest.raises(LaterError, match="proxy") as caught:
                wire.ask("GET", "/a")
            assert SECRET not in str(caught.value)
            assert "wrong" not in str(caught.value)
    assert desk.heard == (["/a"] if works else [])


def test_a_proxy_that_is_not_there_is_named(firm):
    route = Route(proxy="http://127.0.0.1:9", authority=firm.certificate)

    with pytest.raises(LaterError, match="proxy"):
        Wire("https://localhost:1", route).ask("GET", "/")


def test_an_authority_that_nobody_knows_is_not_trusted(firm):
    with guarded(firm.server("localhost")) as desk:
        with pytest.raises(LaterError, match="not trusted here: SSLCert"):
            Wire(f"https://localhost:{desk.port}", Route()).ask("GET", "/")
        route = Route(authority=firm.certificate)
        assert (
            Wire(f"https://localhost:{desk.port}", route).ask("GET", "/b").json() == {}
        )
    assert desk.heard == ["/b"]


def test_the_name_must_be_the_desks(firm):
    with guarded(firm.server("desk.firm.example")) as desk:
        with pytest.raises(LaterError, match="not trusted here"):
            route = Route(authority=firm.certificate)
            Wire(f"https://localhost:{desk.port}", route).ask("GET", "/")
    assert desk.heard == []


def test_a_store_that_a_library_brings_along_is_not_trusted(firm, monkeypatch):
    """What IT took out of the system's store must not come back by certifi."""
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", firm.certificate)
    with guarded(firm.server("localhost")) as desk:
        with pytest.raises(LaterError, match="not trusted here"):
            Wire(f"https://localhost:{desk.port}", Route()).ask("GET", "/")


def test_a_desk_that_demands_a_certificate_gets_it(firm, tmp_path):
    other = Authority(str(tmp_path), "other")
    with guarded(firm.server("localhost"), demands=firm.certificate) as desk:
        for mine in ("", other.client("pc-42")):
            route = Route(authority=firm.certificate, certificate=mine)
            with pytest.raises(LaterError):
                Wire(f"https://localhost:{desk.port}", route).ask("GET", "/a")
        route = Route(authority=firm.certificate, certificate=firm.client("pc-42"))
        assert (
            Wire(f"https://localhost:{desk.port}", route).ask("GET", "/c").json() == {}
        )
    assert desk.heard == ["/c"]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_desk_behind_tls_that_never_ends_is_cut_off(firm, way, monkeypatch):
    monkeypatch.setattr("agent.desk.wire.WHOLE", 0.7)
    with loris(*way, tls=firm.server("localhost")) as (url, gone):
        with pytest.raises(LaterError):
            Wire(url, Route(authority=firm.certificate)).ask("GET", "/x").json()
        wait_until(lambda: gone)


def test_it_is_given_through_the_proxy_as_well(firm, proxy):
    route = Route(
        proxy=f"http://{USER}:{SECRET}@{proxy}",
        authority=firm.certificate,
        certificate=firm.client("pc-43"),
    )
    with guarded(firm.server("localhost"), demands=firm.certificate) as desk:
        assert (
            Wire(f"https://localhost:{desk.port}", route).ask("GET", "/d").json() == {}
        )
