"""Numbers by which a machine, its parts and its accounts are known in the world.

Of a security identifier its kind stays (``S-1-5-21``), and the number of an account
that every domain has (``-500``, the administrator). UUIDs of file systems and of types
stay: IT compares them with tables.
"""

from __future__ import annotations

import re
from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import Rule

GUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
BEHIND_NAME: Final = r"[\"']?\]?\s{0,24}[:=]\s{0,24}[\"']?"
DASH: Final = r"(?:-|\\x2d)"
"""In a name of systemd a dash is written out."""
ZONE: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\d\d")
"""The serial of a zone of names (RFC 1912, 2.2): a date and two digits."""


def is_serial(found: str) -> bool:
    """Say whether it is a thing's number: with a digit, not all one, not a zone's."""
    telling = has_digit(found) and len(set(found)) > 1
    return telling and not ZONE.fullmatch(found)


MACHINES: Final = (
    Rule(
        "account in a security identifier",
        r"\bS-1-5-21-\d{1,10}-\d{1,10}-\d{1,10}-(?P<s>[1-9]\d{3,9})(?!\d)",
        ("s-1-5-21-",),
        ("S-1-5-21-1004336348-1177238915-682003330-«110573» logged on",),
        ("S-1-5-21-1004336348-1177238915-682003330-512", "S-1-5-32-544 S-1-5-18"),
        "rid",
    ),
    Rule(
        "security identifier",
        r"(?P<s>(?<=S-1-5-21-)\d{1,10}(?:-\d{1,10}){2}"
        r"|(?<=S-1-12-1-)\d{1,10}(?:-\d{1,10}){3}"
        r"|(?<=AQUAAAAAAAUVAAAA)[\w+/]{12,20}={0,2})(?!\d)",
        ("s-1-", "aquaaaaaaauvaaaa"),
        (
            "S-1-5-21-«1004336348-1177238915-682003330»-512",
            "owner S-1-5-21-«1004336348-1177238915-682003330»",
            "AzureAD S-1-12-1-«1943430372-1249052806-2496021943-3034400218»",
            "objectSid:: AQUAAAAAAAUVAAAA«3PH8OwM3K0aCFKYo9AEAAA»==",
        ),
        ("S-1-5-18 S-1-5-32-544 S-1-1-0 S-1-5-5-0-123456 S-1-16-12288",),
        "sid",
    ),
    Rule(
        "serial number",
        r"(?<![a-z0-9])(?:serial(?:[ _-]?(?:number|no|nr|num|short))?|s/n"
        r"|(?:service|asset)[ _]?tag|identifyingnumber|imei|imsi|iccid|meid"
        rf"|equipment id){BEHIND_NAME}(?P<s>[0-9a-z][\w./-]{{4,60}})(?![\w:])",
        ("serial", "s/n", "tag", "identifyingnumber", "im", "iccid", "equipment"),
        (
            "Serial Number:    «S3Z2NB0K123456A»",
            "E: ID_SERIAL_SHORT=«S3Z2NB0K123456A»",
            'SerialNumber="«PF0ABC12»" Version="ThinkPad T14"',
            "Service Tag: «8XK2J53»",
            "modem IMEI: «356938035643809» SIM",
        ),
        (
            "Serial Number: To be filled by O.E.M.",
            "serial: 2026112701; serial = 0000000000; console=ttyS0",
            "serial: none, the serial port is ttyUSB0; language tag: nl_BE",
            "Serial Number: 03:ab:4f:10",
        ),
        "serial",
        is_serial,
    ),
    Rule(
        "serial number in a device's name",
        rf"(?<!\w)(?:ata|nvme|usb|mmc|scsi|memstick){DASH}[\w.+-]{{0,80}}_"
        r"(?P<s>[0-9a-z]{6,40})(?![0-9a-z_])",
        ("_",),
        (
            "/dev/disk/by-id/ata-Samsung_SSD_860_EVO_500GB_«S3Z2NB0K123456A»-part1",
            "alsa_input.usb-Blue_Microphones_Yeti_Nano_«2021SG00A1B8»-00.analog-stereo",
            r"dev-disk-by\x2did-usb\x2dSanDisk_Ultra_«4C530001231120115142»\x2d0:0",
        ),
        (
            "alsa_output.pci-0000_00_1f.3.analog-stereo usb-storage ata-piix_probe",
            "usb-Logitech_USB_Receiver-event-mouse usb-046d_HD_Pro_Webcam_C920-02",
            "usb-Generic_USB_Audio_000000000000-00",
        ),
        "serial",
        is_serial,
    ),
    Rule(
        "world-wide name of a disk",
        rf"(?:\bwwn{DASH}0x|\b(?:eui|naa)\.|\bwwn(?: device id)?{BEHIND_NAME}(?:0x)?)"
        r"(?P<s>[0-9a-f]{16}(?:[0-9a-f]{16})?|5 [0-9a-f]{6} [0-9a-f]{9})(?![0-9a-z])",
        ("wwn", "eui.", "naa."),
        (
            "/dev/disk/by-id/wwn-0x«5002538e40a1b2c3»-part1",
            "nvme-eui.«0025385b71b0a1b2»",
            "LU WWN Device Id: «5 002538 e40a1b2c3»",
        ),
        ("wwn-0x50 eui.7 naa.none", "5 002538 e40a1b2c3"),
        "serial",
    ),
    Rule(
        "number of this installation",
        r"(?<![a-z0-9])(?:machine[ _-]?(?:id|guid)|smbios[ _]?guid"
        rf"|(?:product|system|hardware|platform)[ _]?uuid){BEHIND_NAME}"
        rf"\{{?(?P<s>{GUID}|[0-9a-f]{{32}})(?![\w-])",
        ("machine", "uuid", "guid"),
        (
            "_MACHINE_ID=«5f1c1b8e6c0d4f7b9a3e2d1c0b9a8f7e»",
            "MachineGuid: «5f1c1b8e-6c0d-4f7b-9a3e-2d1c0b9a8f7e»",
            "Hardware UUID: «4C4C4544-0058-4B10-8032-B8C04F4A3533»",
        ),
        (
            "UUID=550e8400-e29b-41d4-a716-446655440000 /home ext4",
            "partition type GUID: c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
            "boot id: 5f1c1b8e-6c0d-4f7b-9a3e-2d1c0b9a8f7e",
        ),
        "machine",
    ),
)
