"""Private keys, what opens them, and what opens a disk."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import VALUE, Rule

KEYS: Final = (
    Rule(
        "private key",
        r"(?P<s>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        r"[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}KEY(?: BLOCK)?-----|\Z))",
        ("private key",),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\n«b3BlbnNzaA»\n-----END OPENSSH",
            "-----BEGIN RSA PRIVATE KEY-----\n«MIIEowIBAA»",
        ),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",),
        "key",
    ),
    Rule(
        "PuTTY key",
        r"PuTTY-User-Key-File-\d:(?P<s>[\s\S]*?(?:Private-MAC:[^\r\n]*|\Z))",
        ("putty-user-key-file",),
        ("PuTTY-User-Key-File-3: x\nLines: 1\n«AAAAIHR»\nPrivate-MAC: «f00df00d»",),
        ("PuTTY could not read its key file",),
        "key",
    ),
    Rule(
        "SSH2 key",
        r"(?P<s>---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----[\s\S]*?(?:---- END|\Z))",
        ("begin ssh2 encrypted",),
        ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n«P2/56wAA»\n---- END SSH2",),
        ("---- BEGIN SSH2 PUBLIC KEY ----",),
        "key",
    ),
    Rule(
        "age key",
        r"\bAGE-SECRET-KEY-(?:PQ-)?1(?P<s>[a-z0-9]{12,})",
        ("age-secret-key-",),
        ("AGE-SECRET-KEY-1«QQPQR5ABCDEFGHJKLMN»",),
        ("age1qqpqr5abcdefghjklmn is a recipient",),
        "key",
    ),
    Rule(
        "minisign key",
        r"\b(?:encrypted secret|signify secret|secret) key[^\n]{0,80}\n"
        r"(?P<s>RW[\w+/]{40,}={0,2})",
        ("secret key",),
        ("untrusted comment: minisign encrypted secret key\n«RWRTY0Iy" + "aB3/" * 12,),
        ("untrusted comment: minisign public key\nRWQf6LRCGA9i53ml",),
        "key",
    ),
    Rule(
        "key in XML",
        r"<(?:D|P|Q|DP|DQ|InverseQ)>(?P<s>[\w+/=\s]{16,})</",
        ("<rsakeyvalue>", "<d>", "<inverseq>"),
        ("<RSAKeyValue><D>«c2VjcmV0IGV4cG9uZW50»</D></RSAKeyValue>",),
        ("<D>drive D</D>",),
        "key",
    ),
    Rule(
        "key in JSON",
        r"\"(?:d|k|dp|dq|qi)\"\s{0,4}:\s{0,4}\"(?P<s>[\w-]{20,})\"",
        ('"kty"', '"d"', '"k"'),
        ('{"kty":"oct","k":"«AyM1SysPpbyDfgZld3umj1qzKObwVMk»"}',),
        ('{"k": "short", "d": 3}',),
        "key",
    ),
    Rule(
        "password of a PKCS#12 file",
        r"\b(?:-?pass(?:in|out)?\s{0,2}[ =]\s{0,2}pass:|(?:pkcs-?12|pfx|p12)[ _-]?"
        rf"(?:import)?[ _-]?pass(?:word|wd|phrase)?\s{{0,4}}[:=]\s{{0,4}}){VALUE}",
        ("pass:", "pkcs", "pfx", "p12"),
        (
            "openssl pkcs12 -in a.p12 -passin pass:«Sesam123» -nodes",
            "pfx_password: «Sesam123»",
        ),
        ("openssl pkcs12 -in a.p12 -passin stdin", "wrong PKCS12 pass"),
    ),
    Rule(
        "password of a keystore",
        rf"(?<!\S)-(?:src|dest)?(?:store|key)pass\s{{1,4}}{VALUE}",
        ("pass",),
        ("keytool -list -keystore a.jks -storepass «Sesam123»",),
        ("keytool -storepasswd -keystore a.jks",),
    ),
    Rule(
        "session key of TLS",
        r"\b(?:CLIENT_RANDOM|[A-Z]{6}_[A-Z_]{4,30}SECRET(?:_0)?|EXPORTER_SECRET)\s"
        r"[0-9a-f]{64}\s(?P<s>[0-9a-f]{32,})",
        ("client_random", "_secret"),
        ("CLIENT_RANDOM " + "0a" * 32 + " «" + "1b" * 48 + "»",),
        ("CLIENT_RANDOM is not logged",),
        "key",
    ),
    Rule(
        "key of an encrypted disk",
        r"\b(?:crypt\s{1,2}\S{3,40}|--(?:master|volume)-key(?:-hex)?)[ =]"
        r"(?P<s>[0-9a-f]{32,})",
        ("crypt", "-key"),
        ("0 4096 crypt aes-xts-plain64 «" + "0a1b" * 16 + "» 0 8:3 4096",),
        ("0 4096 crypt aes-xts-plain64 :64:logon:cryptsetup:x 0 8:3",),
        "key",
    ),
    Rule(
        "disk recovery key",
        r"(?<![\d-])(?P<s>(?:\d{6}-){7}\d{6})(?!\d)",
        ("-",),
        ("«123456-234567-345678-456789-567890-678901-789012-890123»",),
        ("123456-234567-345678",),
    ),
    Rule(
        "FileVault recovery key",
        r"(?<![\w-])(?P<s>(?-i:(?:[A-Z0-9]{4}-){5}[A-Z0-9]{4}))(?![\w-])",
        ("-",),
        ("Recovery key = '«AB3D-EF6H-JK7M-NP9R-ST2V-WX4Z»'",),
        ("ABCD-EFGH-JKLM-NPQR", "2026-11-27-0415-0016-0001-0002"),
        accepts=has_digit,
    ),
    Rule(
        "recovery key of systemd",
        r"(?<![\w-])(?P<s>(?:[cbdefghijklnrtuv]{8}-){7}[cbdefghijklnrtuv]{8})(?![\w-])",
        ("-",),
        ("«" + "-".join(["cbdefghi", "jklnrtuv"] * 4) + "»",),
        ("bluetooth-discover-keyboard",),
    ),
)
