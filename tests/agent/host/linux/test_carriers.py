"""Cables as sysfs shows them, signals as NetworkManager tells them."""

from threading import Timer

import pytest

from agent.host.linux.carriers import LinuxCarriers
from agent.host.ports.carriers import Cable, Signal
from tests.agent.host.linux.toybus import toy_bus


@pytest.fixture
def cable(tmp_path):
    folder = tmp_path / "eth0"
    (folder / "statistics").mkdir(parents=True)
    (folder / "device").mkdir()

    def says(**parts):
        for part, text in parts.items():
            count = part.startswith("rx")
            (folder / "statistics" / part if count else folder / part).write_text(
                f"{text}\n"
            )

    says(type=1, carrier=1, speed=1000, duplex="full")
    says(rx_packets=5000, rx_crc_errors=70, rx_frame_errors=3)
    says.carriers = LinuxCarriers(str(tmp_path), between=0.3)
    return says


def test_what_was_damaged_long_ago_does_not_count(cable):
    assert cable.carriers.cables() == (
        Cable("eth0", 1000, half=False, broken=0, whole=0),
    )


def test_what_is_damaged_now_does(cable):
    later = Timer(0.1, cable, kwargs={"rx_crc_errors": 90, "rx_packets": 5100})
    later.start()
    found = cable.carriers.cables()
    later.join()

    assert found == (Cable("eth0", 1000, half=False, broken=20, whole=100),)


def test_an_adapter_that_does_not_know_its_speed_says_less_than_nothing(cable):
    cable(speed=-1, duplex="unknown")

    assert cable.carriers.cables()[0].speed == 0


def test_a_cable_without_anybody_at_its_end_is_none(cable):
    cable(carrier=0)

    assert cable.carriers.cables() == ()


def signals(tmp_path, joined="/point"):
    told = {
        ("/wifi", "DeviceType"): ("u", 2),
        ("/wifi", "Interface"): ("s", "wlan0"),
        ("/wifi", "ActiveAccessPoint"): ("o", joined),
        ("/cable", "DeviceType"): ("u", 1),
        ("/point", "Strength"): ("y", 27),
    }

    def answers(path, _interface, member, body):
        if member == "GetDevices":
            return "ao", (["/cable", "/wifi"],)
        return "v", (told[path, body[1]],)

    with toy_bus(tmp_path, answers) as bus:
        return LinuxCarriers(bus=bus.place).signals()


def test_the_strength_of_the_network_that_is_joined_is_told(tmp_path):
    assert signals(tmp_path) == (Signal("wlan0", 27),)


def test_wifi_that_has_joined_nothing_has_no_strength(tmp_path):
    assert signals(tmp_path, "/") == ()


def test_without_networkmanager_nobody_tells(tmp_path):
    assert LinuxCarriers(bus=str(tmp_path / "none")).signals() == ()
