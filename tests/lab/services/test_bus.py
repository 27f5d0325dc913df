"""Our D-Bus layer and a real message bus."""

import subprocess

import pytest

from agent.host import PartMissing
from agent.host.linux.bus import THE_BUS, Bus, BusError

pytestmark = pytest.mark.lab

CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={0}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_type="*"/>
    <allow receive_type="*"/>
    <deny send_interface="org.freedesktop.DBus" send_member="ReloadConfig"/>
  </policy>
</busconfig>
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "bus.conf").write_text(CONFIG.format(tmp_path))
    command = (
        "/usr/bin/dbus-daemon",
        f"--config-file={tmp_path}/bus.conf",
        "--nofork",
        "--print-address",
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as daemon:
        assert daemon.stdout.readline()
        yield f"{tmp_path}/bus"
        daemon.terminate()


def test_it_greets_the_bus_and_asks_it_things(place):
    with Bus(place) as bus, Bus(place) as other:
        names = bus.call(*THE_BUS, "ListNames")[0]
        assert "org.freedesktop.DBus" in names
        assert sum(name.startswith(":") for name in names) == 2
        assert "Features" in other.get_all(*THE_BUS)
        assert isinstance(other.get(*THE_BUS, "Interfaces"), list)


def test_nobody_refusals_and_nonsense_are_told_apart(place):
    with Bus(place) as bus:
        with pytest.raises(PartMissing):
            bus.call("org.example.Nobody", "/", "org.example.Nobody", "Ask")
        with pytest.raises(PermissionError):
            bus.call(*THE_BUS, "ReloadConfig")
        with pytest.raises(BusError, match="UnknownMethod"):
            bus.call(*THE_BUS, "Nonsense")
        assert bus.call(*THE_BUS, "NameHasOwner", "s", ("org.example.Nobody",)) == (0,)


def test_a_signal_of_the_bus_is_heard(place):
    with Bus(place) as bus, Bus(place) as other:
        bus.listen(THE_BUS[2], "NameOwnerChanged")
        other.call(*THE_BUS, "RequestName", "su", ("org.example.New", 0))

        heard = bus.hear(THE_BUS[2], "NameOwnerChanged", 2)
        assert "org.example.New" in (name for name, _, _ in heard)
