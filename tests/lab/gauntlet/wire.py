"""What can be wrong with the office's wires, radios and ways out."""

from __future__ import annotations

from tests.lab.gauntlet.office import Office
from tests.lab.network.ways import taken

CLASSES = """
mkdir /run/class
mount -t tmpfs class /run/class
for one in /sys/class/*; do
  mkdir /run/class/${one##*/}
  mount --bind $one /run/class/${one##*/}
done
umount /run/class/net
mkdir -p /run/class/net/lo /run/class/rfkill/rfkill0
echo 772 >/run/class/net/lo/type
echo wlan >/run/class/rfkill/rfkill0/type
echo phy0 >/run/class/rfkill/rfkill0/name
"""
SHOWN = "mount --rbind /run/class /sys/class"
"""This machine has no radio: sysfs is shown with one laid over it."""
FOLLOWS = """
until [ "$(LC_ALL=C nmcli radio wifi)" = enabled ]; do sleep .1; done
echo 0 >/run/class/rfkill/rfkill0/soft
"""
FLUSHED = "sleep 1.3"
"""The kernel takes up to a second to forget the neighbours of a wire that is down."""


def adapter(name: str, *, radio: bool, carrier: int) -> str:
    """Return lines that lay an adapter into the classes."""
    parts = "device wireless" if radio else "device"
    return f"""
cd /run/class/net; mkdir {name}; cd {name}; mkdir {parts}
echo 1 >type; echo {carrier} >carrier; cd /
"""


def radio_off(office: Office) -> None:
    """Airplane mode on a laptop whose one way out is Wi-Fi."""
    _radio(office, adapter("wlan0", radio=True, carrier=0), soft=1, hard=0)
    office.desk.sh("nmcli device disconnect eth0 >/dev/null")


def radio_off_by_setting(office: Office) -> None:
    """Somebody switched Wi-Fi off in the settings; the kernel does what those say."""
    radio_off(office)
    assert office.desk
    office.desk.sh("nmcli radio wifi off")
    words = ("systemd-run", "--quiet", "sh", "-c", FOLLOWS)
    assert office.desk.run(*words).code == 0


def radio_off_by_switch(office: Office) -> None:
    """The same, by a switch on the case."""
    _radio(office, adapter("wlan0", radio=True, carrier=0), soft=0, hard=1)
    office.desk.sh("nmcli device disconnect eth0 >/dev/null")


def radio_on_nobody_joined(office: Office) -> None:
    """Wi-Fi is on, but no network is joined."""
    _radio(office, adapter("wlan0", radio=True, carrier=0), soft=0, hard=0)
    office.desk.sh("nmcli device disconnect eth0 >/dev/null")


def radio_off_cable_out(office: Office) -> None:
    """Wi-Fi is off on purpose, and the cable this PC lives by is unplugged."""
    both = adapter("wlan0", radio=True, carrier=0)
    _radio(office, both + adapter("eth0", radio=False, carrier=0), soft=1, hard=0)
    office.gateway.ip("link set lan0 down")
    assert office.desk
    office.desk.sh(FLUSHED)


def radio_off_on_a_cable(office: Office) -> None:
    """Wi-Fi is off on purpose; the PC is on a cable."""
    both = adapter("wlan0", radio=True, carrier=0)
    _radio(office, both + adapter("eth0", radio=False, carrier=1), soft=1, hard=1)


def address_taken(office: Office) -> None:
    """Another machine on the wire has the PC's address, and says so."""
    taken(office, address(office))


def neighbour_has_its_own(office: Office) -> None:
    """Another machine on the wire has an address that is nobody else's."""
    taken(office, "10.77.0.77")


def address(office: Office) -> str:
    """Return the IPv4 address that the PC was lent."""
    assert office.desk
    told = office.desk.sh("ip -4 -brief address show dev eth0").split()
    return told[2].partition("/")[0]


def cable_damages(office: Office) -> None:
    """One in five packets comes in damaged, as with a bent plug."""
    _cable(office, "1000", "full")
    assert office.desk
    grows = "n=900; while sleep .05; do n=$((n+5)); echo $n >rx_crc_errors; done"
    script = f"cd /run/class/net/eth0/statistics; {grows}"
    words = ("systemd-run", "--quiet", "sh", "-c", script)
    assert office.desk.run(*words).code == 0


def cable_half_duplex(office: Office) -> None:
    """The two ends did not agree how to speak."""
    _cable(office, "100", "half")


def cable_was_bad_once(office: Office) -> None:
    """Many packets were damaged, by a cable that was replaced; the switch is old."""
    _cable(office, "100", "full")


def _cable(office: Office, speed: str, duplex: str) -> None:
    """Show the PC's adapter as one that counts, with errors from long ago."""
    numbers = "cd /run/class/net/eth0; mkdir statistics"
    numbers += f"; echo {speed} >speed; echo {duplex} >duplex; cd statistics"
    numbers += "; echo 9000 >rx_packets; echo 900 >rx_crc_errors; cd /"
    shown = adapter("eth0", radio=False, carrier=1) + numbers
    _radio(office, shown, soft=0, hard=0)


def _radio(office: Office, adapters: str, *, soft: int, hard: int) -> None:
    assert office.desk
    switch = "/run/class/rfkill/rfkill0"
    set_ = f"echo {soft} >{switch}/soft; echo {hard} >{switch}/hard"
    office.desk.sh("\n".join([CLASSES, adapters, set_, SHOWN]))
