"""Keys of wireless networks and tunnels."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.rule import LINE, VALUE, Rule

NETWORK: Final = (
    Rule(
        "wireless key",
        r"<keyMaterial>(?P<s>[^<]+)",
        ("<keymaterial>",),
        ("<keyMaterial>«sesam open»</keyMaterial>",),
        ("<keyMaterial></keyMaterial>", "keyMaterial is protected"),
    ),
    Rule(
        "wireless key shown by netsh",
        r"(?:Key Content|Schlüsselinhalt|Contenu de la cl[ée]|Sleutelinhoud)"
        rf"\s{{0,30}}:\s{{0,4}}{LINE}",
        ("key content", "schlüsselinhalt", "contenu de la cl", "sleutelinhoud"),
        ("    Key Content            : «sesam open»", "Sleutelinhoud : «Sesam123»"),
        ("    Key Index              : 0", "no key content here"),
    ),
    Rule(
        "wireless key of NetworkManager",
        r"(?:(?m:^)(?:psk|wep-key\d|leap-password|password-raw)="
        r"|\b(?:wifi-sec|802-11-wireless-security|802-1x|gsm|pppoe)\."
        r"(?:psk|wep-key\d|leap-password|pin|[\w-]{0,24}password)\s{0,40}[:=]\s{0,40})"
        rf"{LINE}",
        ("psk", "wep-key", "password", ".pin"),
        (
            "[wifi-security]\nkey-mgmt=wpa-psk\npsk=«correct horse battery»\n",
            "802-11-wireless-security.psk:     «Sesam 123»",
        ),
        ("key-mgmt=wpa-psk", "802-11-wireless-security.psk-flags: 0 (none)"),
    ),
    Rule(
        "wireless key of wpa_supplicant",
        r"\b(?:psk|sae_password|wep_key\d|private_key_passwd)="
        r"\\{0,8}(?P<s>\"[^\"\n]+\"|[0-9a-f]{10,64}\b)",
        ("psk=", "sae_password=", "wep_key", "private_key_passwd="),
        (
            'network={\n\tssid="cafe"\n\t#psk="«sesam open»"\n\tpsk=«'
            + "0a1b2c3d" * 8
            + "»\n}",
            'sae_password="«sesam open»"',
        ),
        ('ssid="cafe"', "key_mgmt=WPA-PSK"),
    ),
    Rule(
        "wireless key in a picture code",
        r"\bWIFI:(?:[^;\n]{0,64};){0,6}?P:(?P<s>(?:\\.|[^;\\\n])+)",
        ("wifi:",),
        (r"WIFI:T:WPA;S:cafe;P:«sesam\;open»;;",),
        ("WIFI:T:nopass;S:cafe;;", "Wifi: connected"),
    ),
    Rule(
        "PIN of a SIM card",
        r"\b(?:sim[-_ ]?)?(?:pin|puk)[12]?\s{0,2}[:=]\s{0,2}(?P<s>\d{4,8})(?!\d)",
        ("pin", "puk"),
        ("pin=«471147»", "SIM-PUK: «12345678»"),
        ("3 PIN retries left", "pin: 3", "mapping: 4711"),
    ),
    Rule(
        "RADIUS secret",
        rf"\b(?:radius|shared|nas)[\w .-]{{0,20}}secret[\"']?\s{{0,4}}[:=]\s{{0,4}}"
        rf"{VALUE}",
        ("secret",),
        ("radius_secret = «testing123»", "shared secret: «Sesam123»"),
        ("the shared secret does not match",),
    ),
    Rule(
        "VPN pre-shared key",
        r"(?::\s{0,4}PSK\s{1,4}|\bIPSec\s{1,2}(?:obfuscated\s{1,2})?secret\s{1,4}"
        rf"|\bpre-?shared[ _-]?key[\"']?\s{{0,4}}[:=]\s{{0,4}}){VALUE}",
        ("psk", "ipsec", "shared"),
        (
            '192.0.2.1 %any : PSK "«sesam open»"',
            "IPSec secret «Sesam123»",
            "PresharedKey = «Sesam123»",
        ),
        ("IPSec gateway 192.0.2.1", "authby=psk"),
    ),
    Rule(
        "VPN group password",
        r"\benc_(?:Group|User)(?:Pwd|Password)\s{0,2}=\s{0,2}(?P<s>[\w-]+)",
        ("enc_",),
        ("enc_GroupPwd=«6A7B8C9D0E1F»",),
        ("enc_GroupPwd=", "SaveUserPassword=0"),
    ),
    Rule(
        "VPN static key",
        r"(?P<s>-----BEGIN OpenVPN Static key V1-----"
        r"[\s\S]*?(?:-----END OpenVPN Static key V1-----|\Z))",
        ("openvpn static key",),
        ("-----BEGIN OpenVPN Static key V1-----\n«0a1b2c3d»\n-----END OpenVPN",),
        ("OpenVPN Static key is missing",),
        "key",
    ),
    Rule(
        "VPN login in a profile",
        r"<auth-user-pass>(?P<s>[^<]+)",
        ("<auth-user-pass>",),
        ("<auth-user-pass>\njan\n«Sesam123»\n</auth-user-pass>",),
        ("auth-user-pass",),
    ),
    Rule(
        "WireGuard key",
        r"\b(?:private|preshared)[ -]?key\s{0,2}[=:]\s{0,2}(?P<s>[\w+/]{42,43}=)",
        ("key",),
        ("PrivateKey = «" + "aB3/" * 10 + "xyz=»",),
        ("  private key: (hidden)", "PublicKey = x"),
        "key",
    ),
)
