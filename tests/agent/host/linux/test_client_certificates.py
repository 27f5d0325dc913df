"""The certificates of connections, and of files that IT names."""

import subprocess
import time

import pytest

from agent.host.linux.client_certificates import LinuxClientCertificates, certificate_of
from agent.host.ports.certificates import Certificate
from agent.host.trouble import HostError, PartMissing
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

DAY = 86_400
NOW = time.time()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that OpenSSL made, good for ten days."""
    folder = tmp_path_factory.mktemp("certificate")
    made = f"{folder}/pc.pem"
    words = ["openssl", "req", "-x509", "-nodes", "-newkey", "ed25519", "-days", "10"]
    subj = ["-subj", "/CN=pc", "-keyout", f"{folder}/key", "-out", made]
    subprocess.run([*words, *subj], check=True, capture_output=True)
    return made


def nobody(*_):
    raise Refusal(f"{ERROR}ServiceUnknown")


def connection(kind="802-11-wireless", held=b"", used=NOW, **more):
    return {
        "connection": {"type": ("s", kind), "timestamp": ("t", int(used))},
        "802-1x": {"client-cert": ("ay", held)},
        **more,
    }


def told(*connections):
    """Answer as NetworkManager does about its connections."""

    def answers(path, interface, member, body):
        if member == "ListConnections":
            return "ao", ([f"/{at}" for at in range(len(connections))],)
        settings = connections[int(path[1:])]
        return "a{sa{sv}}", (settings,)

    return answers


def test_files_that_it_names_are_read(tmp_path, certificate):
    with toy_bus(tmp_path, nobody) as bus:
        found = LinuxClientCertificates(bus.place).in_use((certificate, "/gone.pem"))

    assert found == (Certificate("other", 10),)


@pytest.mark.parametrize(
    ("kind", "use"), [("802-11-wireless", "wireless"), ("802-3-ethernet", "wired")]
)
def test_that_of_a_connection_is_found_by_its_file(tmp_path, certificate, kind, use):
    held = f"file://{certificate}".encode() + b"\0"

    with toy_bus(tmp_path, told(connection(kind, held))) as bus:
        found = LinuxClientCertificates(bus.place).in_use(())

    assert found == (Certificate(use, 10),)


def test_that_of_a_vpn_is_found_by_its_path(tmp_path, certificate):
    data = {"vpn": {"data": ("a{ss}", {"cert": certificate, "remote": "vpn.test"})}}

    with toy_bus(tmp_path, told(connection("vpn", **data))) as bus:
        found = LinuxClientCertificates(bus.place).in_use(())

    assert found == (Certificate("vpn", 10),)


def test_one_inside_the_settings_is_itself():
    held = b"\x30\x03\x02\x01\x00"

    assert list(certificate_of(connection(held=held), NOW)) == [("wireless", held)]


@pytest.mark.parametrize(
    "settings",
    [
        connection(held=b"file:///x.pem\0", used=NOW - 31 * DAY),
        connection(held=b"file:///x.pem\0", used=0),
        connection("bridge", b"file:///x.pem\0"),
        connection(held=b"pkcs11:token=card"),
        connection(),
        {},
    ],
)
def test_what_is_not_in_use_or_not_in_a_file_is_left_out(settings):
    assert list(certificate_of(settings, NOW)) == []


def test_without_any_there_is_no_question(tmp_path):
    with toy_bus(tmp_path, told(connection())) as bus, pytest.raises(PartMissing):
        LinuxClientCertificates(bus.place).in_use(())


def test_one_that_cannot_be_read_claims_nothing(tmp_path):
    (tmp_path / "damaged.pem").write_text("no certificate")

    with toy_bus(tmp_path, nobody) as bus, pytest.raises(HostError):
        LinuxClientCertificates(bus.place).in_use((f"{tmp_path}/damaged.pem",))
