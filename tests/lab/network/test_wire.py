"""Somebody else on the wire has the PC's address."""

from __future__ import annotations

import socket

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.wire import LinuxWire
from tests.lab.network.plan import GATEWAY, PC
from tests.lab.network.ways import taken

pytestmark = pytest.mark.lab


@pytest.fixture
def wire(world, tmp_path):
    """Return the PC's wire, with what its sysfs would show."""
    with world.pc.entered():
        hardware = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        with hardware:
            hardware.bind(("eth0", 0))
            address = hardware.getsockname()[4].hex(":")
        folder = tmp_path / "net" / "eth0"
        folder.mkdir(parents=True)
        for name, text in {
            "type": "1",
            "carrier": "1",
            "flags": "0x1003",
            "address": address,
        }.items():
            (folder / name).write_text(f"{text}\n")
        yield LinuxWire(str(tmp_path / "net"))


def test_an_address_that_nobody_else_has_is_ours(wire):
    assert wire.rivals() == ()


def test_a_rival_is_heard(world, wire):
    taken(world, PC)

    assert wire.rivals() == (PC,)


def test_a_rival_of_somebody_else_is_none_of_ours(world, wire):
    taken(world, "10.77.0.77")

    assert wire.rivals() == ()


def test_a_router_that_answers_in_our_stead_is_no_rival(world, wire, tmp_path):
    taken(world, PC)
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc" / "route").write_text(
        "head\neth0 00000000 01004D0A 0003 0 0 0 00000000 0 0 0\n"
    )
    (tmp_path / "proc" / "arp").write_text(
        f"head\n{GATEWAY} 0x1 0x2 02:00:00:00:00:99 * eth0\n"
    )

    with pytest.raises(HostError):
        LinuxWire(wire._net, str(tmp_path / "proc")).rivals()


def test_a_pc_without_an_ipv4_address_asks_nobody(world, wire):
    world.pc.ip("address flush dev eth0")

    with pytest.raises(PartMissing):
        wire.rivals()


def test_an_employee_hears_that_only_an_administrator_may_ask(world, program):
    taken(world, PC)
    report = program.check()

    assert "network.address_is_ours" in report.said["absent"], report


def test_an_administrator_is_told_that_the_address_is_taken(world, program):
    taken(world, PC)
    report = program.run("check", "--only", "network", "--json", keep="net_raw")

    assert ("network.address_is_ours", "address-taken") in report.causes, report
    assert len(report.causes) == 1, report
