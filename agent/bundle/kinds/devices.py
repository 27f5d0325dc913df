"""Passwords of routers, switches and other devices."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import Rule

DEVICES: Final = (
    Rule(
        "SNMP community",
        r"\b(?:r[ow]community6?|snmp-server\s{1,4}community|snmp\s{1,4}community"
        r"|community(?:[ _-]string)?\s{0,2}[:=]"
        r"|com2sec6?\s{1,4}\S{1,40}\s{1,4}\S{1,60}"
        r"|snmp\w{2,12}\s[^\n]{0,80}?\s-c)\s{1,4}(?P<s>[^\s\"',;]{2,})",
        ("community", "com2sec", "snmp"),
        (
            "snmp-server community «Sesam123» ro",
            "rocommunity «Sesam123» 192.0.2.0/24",
            "com2sec readonly default «Sesam123»",
            "snmpwalk -v2c -c «Sesam123» 192.0.2.7",
        ),
        ("the community supports snmp", "snmpd[71]: -c is missing"),
    ),
    Rule(
        "SNMP passphrase",
        r"\bsnmp\w{2,12}\s[^\n]{0,120}?\s-(?-i:[AX])\s{0,2}"
        r"(?P<s>\S{1,200}(?:[^\n]{0,60}?\s-(?-i:[AX])\s{0,2}\S{1,200})?)",
        ("snmp",),
        ("snmpget -v3 -u jan -a SHA -A «Sesam123» -x AES -X «Geheim99» 192.0.2.7",),
        ("snmpget -v3 -u jan -a SHA -x AES 192.0.2.7",),
    ),
    Rule(
        "password of a router",
        r"\b(?:password|secret|key)\s{1,4}[05789]\s{1,4}(?P<s>\S{8,})",
        ("password", "secret", "key"),
        ("enable secret 5 «$1$mERr$hx5rVt7rPN»", "password 7 «0822455D0A16»"),
        ("the password 7 servers know", "key 5 of 9"),
        accepts=has_digit,
    ),
    Rule(
        "Bluetooth key",
        r"\[(?:LinkKey|\w{0,10}LongTermKey|IdentityResolvingKey|LocalSignatureKey)\]"
        r"\s{1,4}Key=(?P<s>[0-9A-F]{16,})",
        ("key]",),
        ("[LinkKey]\nKey=«0123456789ABCDEF0123456789ABCDEF»\nType=4",),
        ("[LinkKey]\nType=4",),
        "key",
    ),
)
