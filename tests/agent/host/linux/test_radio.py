"""Wi-Fi switches as sysfs shows them, and profiles as NetworkManager tells them."""

import pytest

from agent.host.linux.radio import LinuxRadios
from agent.host.ports.radio import Radio
from tests.agent.host.linux.toybus import toy_bus


@pytest.fixture
def rfkill(tmp_path):
    def add(entry, kind, name, soft, hard):
        folder = tmp_path / "rfkill" / entry
        folder.mkdir(parents=True)
        for what, text in zip(
            ("type", "name", "soft", "hard"), (kind, name, soft, hard), strict=True
        ):
            (folder / what).write_text(f"{text}\n")

    add.radios = LinuxRadios(str(tmp_path / "rfkill"))
    return add


def test_only_the_senders_of_wifi_count(rfkill):
    rfkill("rfkill0", "bluetooth", "hci0", 1, 0)
    rfkill("rfkill1", "wlan", "phy0", 1, 0)
    rfkill("rfkill2", "wlan", "phy1", 0, 1)
    rfkill("rfkill3", "wlan", "ideapad_wlan", 0, 1)

    assert rfkill.radios.wireless() == (
        Radio("phy0", soft=True, hard=False),
        Radio("phy1", soft=False, hard=True),
    )


def test_a_switch_of_the_case_counts_where_it_has_taken_the_sender_away(rfkill):
    rfkill("rfkill3", "wlan", "ideapad_wlan", 0, 1)

    assert rfkill.radios.wireless() == (Radio("ideapad_wlan", soft=False, hard=True),)


def test_a_machine_without_such_switches_has_no_wifi(rfkill):
    assert rfkill.radios.wireless() == ()


def usual(tmp_path, profiles):
    def answers(path, _interface, member, _body):
        if member == "ListConnections":
            return "ao", ([f"/{n}" for n in range(len(profiles))],)
        kind, when = profiles[int(path[1:])]
        about = {"type": ("s", kind)} | ({"timestamp": ("t", when)} if when else {})
        return "a{sa{sv}}", ({"connection": about},)

    with toy_bus(tmp_path, answers) as bus:
        return LinuxRadios(bus=bus.place).usual()


def test_the_profile_that_was_used_last_tells_what_is_usual(tmp_path):
    cable, wifi = ("802-3-ethernet", 100), ("802-11-wireless", 200)

    assert usual(tmp_path, [cable, wifi, ("vpn", 300)]) == "wireless"


def test_a_machine_that_never_used_a_profile_has_no_habit(tmp_path):
    assert not usual(tmp_path, [("802-3-ethernet", 0)])


def test_where_nobody_keeps_profiles_nobody_knows(tmp_path):
    assert not LinuxRadios(bus=str(tmp_path / "none")).usual()
