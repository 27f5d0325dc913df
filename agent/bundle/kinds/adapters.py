"""Hardware addresses, however they are written: one device, one stand-in.

Nothing of the device stays, but who made it does: a stand-in keeps the first three
bytes, which IEEE sells to a maker for 16 million devices, since IT asks a PC "is it the
dock or the built-in one?". It sets the bit of addresses that no maker gives away (IEEE
802, "locally administered"), so that nobody looks for it in a switch: ``02:16:3e`` was
``00:16:3e``. An address that was drawn at random has no maker, and its first bytes are
as telling as its last: all of it goes, and ``06:00:00`` stands there.
"""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.rule import Rule, Shape

LOCAL: Final = 0x02
"""The bit of the first byte that says: given by no maker."""
DRAWN: Final = "060000"
"""How stand-ins of such addresses begin."""
PAIR: Final = "[0-9a-f]{2}"
ALONE: Final = (
    r"(?<![0-9a-f])(?<!::)"
    rf"(?<!(?<![0-9a-z]){PAIR}[:_-])"
    rf"(?<!:{PAIR}[0-9a-f]:)(?<!:{PAIR}{PAIR}:)(?<!(?<![0-9a-z])\d{PAIR}[0-9a-f]:)"
)
"""No pair and no part of an IPv6 address stands before it; a word may (``mac:``)."""
LEASED: Final = rf"(?:01[:-]|00:01:00:01:(?:{PAIR}:){{4}}|00:03:00:01:)?"
"""What a lease puts before it (RFC 2132, 9.14; RFC 8415, 11)."""
ENDED: Final = rf"(?![0-9a-f])(?![:_-]{PAIR}(?![0-9a-z]))(?!::)"


def six(found: str) -> str:
    """Return the twelve digits of an address, whatever stands between them."""
    digits = "".join(c for c in found.lower() if c in "0123456789abcdef")
    return digits[:6] + digits[-6:]


def six_of_ipv6(found: str) -> str:
    """Return the same from the end of an IPv6 address (RFC 4291, appendix A)."""
    groups = "".join(one.zfill(4) for one in found.lower().split(":")).zfill(16)
    return f"{int(groups[:2], 16) ^ LOCAL:02x}{groups[2:6]}{groups[-6:]}"


def is_device(digits: str) -> bool:
    """Say whether it is one device's: not a group's, nobody's or a protocol's.

    RFC 9542, 2.1: what begins with 00-00-5E belongs to protocols.
    """
    is_group = int(digits[:2], 16) & 1
    return not (is_group or digits.startswith("00005e") or not int(digits, 16))


def is_moment(digits: str) -> bool:
    """Say whether the pairs may be year, month, day, hour, minute and second."""
    if not digits.isdecimal():
        return False
    _, month, day, hour, *rest = (int(digits[at : at + 2]) for at in range(0, 12, 2))
    return 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and max(rest) < 60


def is_address(found: str) -> bool:
    """Say whether pairs are the address of a device, and no point in time."""
    return is_device(six(found)) and not is_moment(six(found))


def is_mixed_address(found: str) -> bool:
    """Say whether groups are the address of a device, and no version or number."""
    return is_device(six(found)) and not six(found).isdecimal()


def made(digits: str, digest: bytes) -> str:
    """Return the twelve digits of a stand-in."""
    first = int(digits[:2], 16)
    maker = DRAWN if first & LOCAL else f"{first | LOCAL:02x}{digits[2:6]}"
    return maker + digest[:3].hex()


def as_found(digits: str, found: str) -> str:
    """Write twelve digits the way another address was written."""
    if sum(c.isalnum() for c in found) > 12:
        digits = f"{digits[:6]}fffe{digits[6:]}"
    rest = iter(digits.upper() if found.isupper() else digits)
    return "".join(next(rest) if c.isalnum() else c for c in found)


def as_ipv6(digits: str, _: str) -> str:
    """Write twelve digits as the end of an IPv6 address."""
    first = int(digits[:4], 16) ^ LOCAL << 8
    second, third = int(digits[4:6] + "ff", 16), f"fe{digits[6:8]}"
    return f"{first:x}:{second:x}:{third}:{int(digits[8:], 16):x}"


DEVICE: Final = Shape("device", six, made, as_found)
ADAPTERS: Final = (
    Rule(
        "hardware address",
        rf"{ALONE}{LEASED}(?P<s>{PAIR}(?P<gap>[:_-]){PAIR}(?P=gap){PAIR}(?P=gap)"
        rf"(?:ff(?P=gap)fe(?P=gap))?{PAIR}(?P=gap){PAIR}(?P=gap){PAIR}){ENDED}",
        (),
        (
            "link/ether 00:16:3e:«5e:6c:0d» brd ff:ff:ff:ff:ff:ff",
            "Physical Address: 00-16-3E-«5E-6C-0D»",
            "/org/bluez/hci0/dev_00_16_3E_«5E_6C_0D»",
            "mac:«52:54:00:5e:6c:0d»",
            "client-id 01:00:16:3e:«5e:6c:0d»",
            "duid 00:01:00:01:2a:3b:4c:5d:00:16:3e:«5e:6c:0d»",
            "infiniband 00:16:3e:ff:fe:«5e:6c:0d»",
        ),
        (
            "33:33:00:00:00:fb 01:00:5e:00:00:fb 00:00:00:00:00:00 ff:ff:ff:ff:ff:ff",
            "26-11-27_21:40:58 26-11-27-21-40-58 00:1f.3 21:40:58",
            "00 16 3e 5e 6c 0d 2001:0db8:12:34:56:78:9a:bc",
            "SHA1 fingerprint 2c:5c:f6:a7:a3:f8:b1:d0:4e:98:00:99:8e:cf:84:27",
            "00:00:5e:00:01:07",
        ),
        accepts=is_address,
        shape=DEVICE,
    ),
    Rule(
        "hardware address in three groups",
        r"(?<![\w.:-])(?P<s>[0-9a-f]{4}(?P<gap>[.-])[0-9a-f]{4}(?P=gap)[0-9a-f]{4})"
        r"(?![\w:-])(?!\.\w)",
        (),
        ("Gi1/0/7 0016.3e«5e.6c0d» dynamic", "0016-3e«5e-6c0d» learned"),
        (
            "2024.1127.0415 7601.1851.1234 0471-1234-5678",
            "550e8400-e29b-41d4-a716-446655440000 0100.5e00.00fb",
        ),
        accepts=is_mixed_address,
        shape=DEVICE,
    ),
    Rule(
        "hardware address in a name",
        r"(?:\b(?:enx|wlx|wwx)|\b(?:mac|mac[_ ]?addr|hwaddr|mac[_ ]?address|bssid)"
        r"[\"']?\s{0,4}[:=]\s{0,4}[\"']?)(?P<s>[0-9a-f]{12})(?![0-9a-z])",
        ("enx", "wlx", "wwx", "mac", "hwaddr", "bssid"),
        ("renamed enx00163e«5e6c0d» from eth0", 'MACAddress="00163E«5E6C0D»"'),
        ("commit 00163e5e6c0d", "enxp0s31f6 wlx mac=none"),
        accepts=is_address,
        shape=DEVICE,
    ),
    Rule(
        "hardware address in an IPv6 address",
        r"(?<=:)(?P<s>(?:[0-9a-f]{1,4}:)?[0-9a-f]{0,2}ff:fe[0-9a-f]{2}:[0-9a-f]{1,4})"
        r"(?![0-9a-f])(?!:[0-9a-f:])",
        ("ff:fe",),
        (
            "from fe80::216:3eff:«fe5e:6c0d»%eth0",
            "inet6 fd12:3456:789a:1:216:3eff:«fe5e:6c0d»/64",
        ),
        ("fe80::1ff:fe23:4567:890a ff02::1:ff5e:6c0d", "fe80::1 diff:fed"),
        accepts=lambda found: is_device(six_of_ipv6(found)),
        shape=Shape("device", six_of_ipv6, made, as_ipv6),
    ),
)
