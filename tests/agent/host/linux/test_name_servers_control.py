"""Whom to ask for names is told to systemd-resolved, unless somebody chose on purpose."""

import socket

import pytest

from agent.host import PartMissing
from agent.host.linux.name_servers_control import LinuxNameServersControl
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

ROW = (2, b"\x0a\x00\x00\x01", 0, "")
INDEX = socket.if_nametoindex("lo")


@pytest.fixture
def lease(tmp_path):
    (tmp_path / str(INDEX)).write_text("ADDRESS=10.0.0.7\nDNS=10.0.0.1 10.0.0.2\n")
    return str(tmp_path)


def resolved(rows=(ROW,), everywhere=()):
    def answers(path, interface, member, body):
        if member == "GetDeviceByIpIface":
            raise Refusal(f"{ERROR}ServiceUnknown")
        if member == "GetLink":
            return "o", ("/link",)
        if member == "Get" and body[1] == "DNS":
            return "v", (("a(iiay)", list(everywhere)),)
        if member == "Get":
            return "v", (("a(iayqs)", list(rows)),)
        return "", ()

    return answers


def test_the_servers_of_the_lease_and_those_asked_now_are_told(tmp_path, lease):
    with toy_bus(tmp_path, resolved()) as there:
        lever = LinuxNameServersControl(there.place, networkd=lease)

        assert lever.lent()["lo"] == ("10.0.0.1", "10.0.0.2")
        assert lever.used("lo") == ("10.0.0.1",)


def test_others_are_told_in_the_form_that_resolved_takes(tmp_path, lease):
    with toy_bus(tmp_path, resolved()) as there:
        lever = LinuxNameServersControl(there.place, networkd=lease)
        lever.use("lo", ("10.0.0.2", "2001:db8::1"))

    member, (index, rows) = there.calls[-1]
    assert (member, index) == ("SetLinkDNS", INDEX)
    assert [(family, len(packed)) for family, packed in rows] == [(2, 4), (10, 16)]


def test_servers_an_administrator_named_for_the_whole_pc_are_never_passed_by(tmp_path):
    with toy_bus(tmp_path, resolved(everywhere=((0, *ROW[:2]),))) as there:
        with pytest.raises(PartMissing, match="administrator"):
            LinuxNameServersControl(there.place)


@pytest.mark.parametrize("row", [(*ROW[:3], "dns.corp.test"), (*ROW[:2], 853, "")])
def test_servers_that_are_asked_under_cover_are_left_alone(tmp_path, row):
    with toy_bus(tmp_path, resolved((row,))) as there:
        with pytest.raises(PartMissing, match="under cover"):
            LinuxNameServersControl(there.place).used("lo")
