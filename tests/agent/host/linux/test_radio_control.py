"""Wi-Fi is switched by whoever keeps its setting, and nothing else is."""

import pytest

from agent.host import PartMissing
from agent.host.linux.radio_control import NAME, LinuxRadioControl
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus


def refusing(error):
    def answers(path, interface, member, body):
        raise Refusal(f"{ERROR}{error}")

    return answers


def test_networkmanager_is_told_and_only_of_wifi(tmp_path):
    with toy_bus(tmp_path, lambda *_: ("", ())) as there:
        LinuxRadioControl(there.place, f"{tmp_path}/none").switch(True)

    assert there.calls == [("Set", (NAME, "WirelessEnabled", ("b", True)))]


@pytest.mark.parametrize(("on", "soft"), [(True, 0), (False, 1)])
def test_without_it_the_kernel_is_told_of_all_wifi_and_nothing_else(tmp_path, on, soft):
    device = tmp_path / "rfkill"
    device.touch()
    with toy_bus(tmp_path, refusing("ServiceUnknown")) as there:
        LinuxRadioControl(there.place, str(device)).switch(on)

    assert device.read_bytes() == bytes([0, 0, 0, 0, 1, 3, soft, 0])


def test_without_either_there_is_no_such_setting(tmp_path):
    with pytest.raises(PartMissing, match="switches Wi-Fi"):
        LinuxRadioControl(f"{tmp_path}/none", f"{tmp_path}/none").switch(True)


def test_an_employee_who_may_not_is_told_so_and_the_kernel_is_not_asked(tmp_path):
    device = tmp_path / "rfkill"
    device.touch()
    with toy_bus(tmp_path, refusing("AccessDenied")) as there:
        with pytest.raises(PermissionError):
            LinuxRadioControl(there.place, str(device)).switch(True)
    assert device.read_bytes() == b""
