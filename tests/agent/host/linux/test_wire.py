"""What is asked of a wire and understood; the wire itself is in the network lab."""

import pytest

from agent.host import PartMissing
from agent.host.linux.arp import claimant, probe
from agent.host.linux.wire import LinuxWire, _as_route

OURS, THEIRS = bytes.fromhex("020000000001"), bytes.fromhex("020000000099")


def test_asking_for_our_address_does_not_claim_it():
    asked = probe(OURS, "10.0.0.7")

    assert asked[:6] == b"\xff" * 6
    assert not claimant(asked, "10.0.0.7")


def test_an_answer_names_who_has_the_address():
    said = bytearray(probe(THEIRS, "10.0.0.1"))
    said[28:32] = bytes([10, 0, 0, 7])

    assert claimant(bytes(said), "10.0.0.7") == THEIRS
    assert not claimant(bytes(said), "10.0.0.8")


def test_what_is_no_arp_claims_nothing():
    assert not claimant(b"short", "10.0.0.7")


def test_a_route_is_found_in_the_table_as_the_kernel_writes_it():
    assert _as_route("10.77.0.1") == "01004D0A"


def wire(tmp_path, flags):
    for name in ("net", "proc"):
        (tmp_path / name).mkdir()
    packed = "20010db8007700000000000000000002"
    row = f"{packed} 02 40 00 {flags} eth0\n"
    (tmp_path / "proc" / "if_inet6").write_text(row)
    return LinuxWire(str(tmp_path / "net"), str(tmp_path / "proc"))


def test_where_there_is_no_ipv4_the_kernel_tells_what_its_own_test_found(tmp_path):
    assert wire(tmp_path, "c8").rivals() == ("2001:db8:77::2",)


def test_a_machine_without_a_wire_has_nobody_to_ask(tmp_path):
    with pytest.raises(PartMissing):
        wire(tmp_path, "80").rivals()
