"""What can be turned back into a password, or used in its place."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import Rule

HASHES: Final = (
    Rule(
        "hash of Argon2",
        r"(?P<s>\$argon2(?:id|i|d)\$[\w./$=,+-]{8,})",
        ("$argon2",),
        ("«$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaA»",),
        ("argon2id is slow",),
    ),
    Rule(
        "ticket of Kerberos, as a hash",
        r"(?P<s>\$krb5\w{2,8}\$[\w./$*=,:@+-]{8,})",
        ("$krb5",),
        ("«$krb5tgs$23$*svc$FIRMA.BE$http/srv*$0a1b2c3d$4e5f»",),
        ("krb5_child failed",),
    ),
    Rule(
        "cached hash of a domain",
        r"(?P<s>\$DCC2\$\d{1,7}#[^\s#]{1,64}#[0-9a-f]{32})",
        ("$dcc2",),
        ("«$DCC2$10240#jan#0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d»",),
        ("DCC2 is the name of a channel",),
    ),
    Rule(
        "password hash",
        r"(?P<s>\$(?:1|2[abxy]|5|6|y|gy|7|apr1|P|H|sha1|md5|8|9|14)\$[\w./$=,+-]{8,})",
        ("$",),
        ("jan:«$6$rounds=5$salt$hash»:19000", "jan:«$y$j9T$saltsalt$hash»:19000"),
        ("it costs $1$ or $2", "$HOME$PATH"),
    ),
    Rule(
        "hash in shadow",
        r"(?<![\w.-])[\w.-]{1,40}:(?P<s>[\w./]{13}|_[\w./]{19}):\d{4,6}:\d*:\d*:",
        (":",),
        ("jan:«abJnggxhB/yWI»:19000:0:99999:7:::",),
        ("jan:!:19000:0:99999:7:::", "jan:x:1000:1000::/home/jan:/bin/bash"),
    ),
    Rule(
        "hash in a directory",
        r"(?P<s>\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[\w-]{0,8})\}[\w+/=$.]{8,})",
        ("{",),
        ("userPassword: «{SSHA}DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3»",),
        ("{SHA} is a scheme",),
    ),
    Rule(
        "hash of Windows",
        r":\d{3,9}:(?P<s>[0-9a-f]{32}:[0-9a-f]{32}):",
        (":",),
        ("Administrator:500:«" + "aad3b435" * 4 + ":" + "31d6cfe0" * 4 + "»:::",),
        ("pc:500:running:", "a:500:0a1b:"),
    ),
    Rule(
        "answer to a challenge of Windows",
        r"(?P<s>[^\s:]{1,64}::[^\s:]{0,64}:[0-9a-f]{16,48}:[0-9a-f]{32,48}:[0-9a-f]{16,})",
        ("::",),
        ("«jan::FIRMA:1122334455667788:" + "0a" * 16 + ":" + "01" * 30 + "»",),
        ("fe80::1:2:3", "std::string::npos"),
    ),
    Rule(
        "hash of a boot loader",
        r"(?P<s>grub\.pbkdf2\.\w{2,10}\.\d{1,9}\.[0-9A-F.]{16,})",
        ("grub.pbkdf2",),
        ("password_pbkdf2 root «grub.pbkdf2.sha512.10000.0A1B2C3D0A1B2C3D.4E5F»",),
        ("grub.pbkdf2 was loaded",),
    ),
    Rule(
        "hash of PBKDF2",
        r"(?P<s>\b(?:pbkdf2|bcrypt|scrypt|SCRAM)[_:-](?:\w{2,10}[-$:]){1,3}"
        r"[\w+/=.]{0,60}[$:][\w+/=$:.]{8,})",
        ("pbkdf2", "bcrypt", "scrypt", "scram"),
        (
            "«pbkdf2_sha256$600000$saltsalt$aGFzaGhhc2g=»",
            "«SCRAM-SHA-256$4096:c2Fs$a2V5»",
        ),
        ("auth method SCRAM-SHA-256", "scrypt-kdf"),
    ),
    Rule(
        "hash of a database",
        r"(?<![\w*])(?P<s>\*[0-9A-F]{40}|md5[0-9a-f]{32})(?!\w)",
        ("*", "md5"),
        ("IDENTIFIED BY PASSWORD '«*" + "0A1B2C3D4E" * 4 + "»'", "'«md5" + "0a1b" * 8),
        ("md5sum of a file", "* 40 files"),
    ),
    Rule(
        "key in a keytab",
        r"\(0x(?P<s>[0-9a-f]{16,128})\)",
        ("(0x",),
        ("   3 host/pc@FIRMA.BE (aes256) (0x«0a1b2c3d4e5f60718293a4b5c6d7e8f9»)",),
        ("error (0x80070005)",),
        "key",
    ),
    Rule(
        "keytab",
        r"(?<![\w-])(?P<s>0502(?:0000[0-9a-f]{4})[0-9a-f]{24,}|BQIAAA[\w+/]{24,}={0,2})",
        ("0502", "bqiaaa"),
        ("«0502000000420001000a" + "0a1b" * 8 + "»", "«BQIAAABC" + "aB3/" * 8 + "»"),
        ("0502 0000", "error 05020000"),
    ),
    Rule(
        "ticket of Kerberos",
        r"(?<![\w+/])(?P<s>(?-i:doI[EFGH]|YII[A-Z]|oY[HIG]|BQQAD)[\w+/]{24,}={0,2})",
        ("doi", "yii", "oy", "bqqad"),
        (
            "ticket «doIFqjCCBaagAwIBBaEDAgEWooIEtDCC7a1»",
            "«YIIGhgYGKwYBBQUCoIIGejCCBnag9z2»",
        ),
        ("doing well", "oYster"),
        accepts=has_digit,
    ),
    Rule(
        "message of NTLM",
        r"(?P<s>TlRMTVNTUAAD[\w+/=]{4,})",
        ("tlrmtvntuaad",),
        ("sent «TlRMTVNTUAADAAAAGAAYAHIAAAA=»",),
        ("TlRMTVNTUAAB is harmless",),
    ),
)
