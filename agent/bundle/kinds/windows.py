"""What Windows keeps: logins, product keys and protected blobs."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import VALUE, Rule

WINDOWS: Final = (
    Rule(
        "password of LAPS",
        r"\b(?:ms-Mcs-AdmPwd|msLAPS-Password|LapsPassword)[\"']?\s{0,30}[:=]\s{0,4}"
        r"(?P<s>\{[^}\n]+\}?|\"[^\"\n]+\"|\S+)",
        ("admpwd", "laps"),
        (
            "ms-Mcs-AdmPwd : «x7!Kq9$Lm2»",
            'msLAPS-Password: {"n":"Administrator","p":"«x7!Kq9$Lm2»"}',
        ),
        ("ms-Mcs-AdmPwdExpirationTime : 133500000", "LAPS is on"),
    ),
    Rule(
        "blob of DPAPI",
        r"(?P<s>0100-?0000-?D08C-?9DDF[0-9A-F-]*|AQAAANCMnd8BFdERjHoA[\w+/=]*)",
        ("d08c9ddf", "d08c-9ddf", "aqaaancmnd8b"),
        (
            "password 51:b:«01000000D08C9DDF0115D1118C7A00C04FC297EB»",
            '"encrypted_key":"«AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA»"',
        ),
        ("error D08C9DDF",),
    ),
    Rule(
        "password of remote desktop",
        r"\bpassword\s{1,2}51:b:\s{0,2}(?P<s>[0-9A-F]+)",
        ("51:b:",),
        ("full address:s:pc\npassword 51:b:«0A1B2C3D4E5F»",),
        ("prompt for credentials:i:1",),
    ),
    Rule(
        "password in a group policy",
        r"\bcpassword\s{0,2}=\s{0,2}[\"'](?P<s>[^\"'\n]+)",
        ("cpassword",),
        ('cpassword="«j1Uyj3Vx8TY9LtLZil2uAuZkFQA»"',),
        ('cpassword=""',),
    ),
    Rule(
        "password in an answer file",
        r"<(?:\w{0,20}Password)>\s{0,40}<Value>(?P<s>[^<]+)",
        ("password>",),
        ("<AdministratorPassword><Value>«Sesam123»</Value>",),
        ("<Password><PlainText>true</PlainText>",),
    ),
    Rule(
        "password of automatic login",
        r"\b(?:DefaultPassword|AltDefaultPassword)[\"']?"
        rf"(?:\s{{1,8}}REG_SZ\s{{1,8}}|\s{{0,4}}[=:]\s{{0,4}}){VALUE}",
        ("defaultpassword",),
        ("    DefaultPassword    REG_SZ    «Sesam123»",),
        ("DefaultPassword is not set",),
    ),
    Rule(
        "password of a network drive",
        r"\bnet1?(?:\.exe)?\s{1,4}use\s[^\n]{0,80}?\\\\\S{1,80}\s{1,4}"
        r"(?P<s>[^\s/*-]\S{2,})",
        ("use",),
        (r"net use z: \\srv\data «Sesam123» /user:x",),
        (r"net use z: \\srv\data /delete", r"net use z: \\srv\data *"),
    ),
    Rule(
        "password of a new user",
        r"\bnet1?(?:\.exe)?\s{1,4}user\s{1,4}[^\s/]\S{0,40}\s{1,4}(?P<s>[^\s/*]\S{2,})",
        ("user",),
        ("net user jan «Sesam123» /add",),
        ("net user jan /active:yes", "net user jan *"),
    ),
    Rule(
        "password of a scheduled task",
        rf"(?<!\S)/(?:rp|pass|p)[: ]\s{{0,2}}{VALUE}",
        ("/rp", "/p"),
        (
            "schtasks /create /tn x /ru jan /rp «Sesam123» /sc daily",
            "cmdkey /add:srv /user:jan /pass:«Sesam123»",
            "xfreerdp /v:srv /u:jan /p:«Sesam123»",
        ),
        ("schtasks /query /tn x", "/proc/1/stat", "cd /p/x"),
    ),
    Rule(
        "password of PsExec",
        rf"\b(?:psexec|paexec|psservice|pskill)(?:64)?(?:\.exe)?\s[^\n]{{0,120}}?\s-p"
        rf"\s{{1,4}}{VALUE}",
        ("exec", "psservice", "pskill"),
        (r"psexec \\pc -u jan -p «Sesam123» cmd",),
        (r"psexec \\pc -u jan cmd",),
    ),
    Rule(
        "SecureString",
        rf"\bConvertTo-SecureString\s{{1,4}}(?:-String\s{{1,4}})?{VALUE}",
        ("convertto-securestring",),
        ("ConvertTo-SecureString '«Sesam123»' -AsPlainText -Force",),
        ("ConvertTo-SecureString",),
    ),
    Rule(
        "password of remote control",
        r"\b(?:SecurityPasswordAES|OptionsPasswordAES|ServerPasswordAES"
        r"|PasswordViewOnly|ControlPassword)[\"']?"
        r"(?:\s{1,8}REG_BINARY\s{1,8}|\s{0,4}=\s{0,4}(?:hex:)?)(?P<s>[0-9a-f][0-9a-f,]+)",
        ("passwordaes", "passwordviewonly", "controlpassword"),
        ('"SecurityPasswordAES"=hex:«0a,1b,2c,3d»',),
        ("SecurityPasswordAES is missing",),
    ),
    Rule(
        "product key",
        r"(?<![\w-])(?P<s>(?:[a-z0-9]{5}-){4}[a-z0-9]{5})(?![\w-])",
        ("-",),
        ("«ABCDE-12345-FGHIJ-67890-KLMNO»",),
        ("these-words-every-there-again", "12345-67890"),
        accepts=has_digit,
    ),
)
