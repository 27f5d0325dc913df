"""Passwords as programs keep them in their files, and by the names they bear."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import LINE, VALUE, Rule

SECRET_NAMES: Final = (
    r"(?:pass(?:wor[dt]|wd|phrase|code)|passwd|pwd|psk|wep[-_]?key\d?"  # noqa: S105
    r"|secret"
    r"|wachtwoord|mot[-_]de[-_]passe|kennwort|passwort|(?:access|refresh|auth|api"
    r"|id|session|client|account|shared[-_]?access)[-_]?(?:token|key|secret)|token"
    r"|api[-_]?key|private[-_]?key|sig|signature|credentials?)"
)
"""What a field or a setting is called whose value never leaves."""

FILES: Final = (
    Rule(
        "password in netrc",
        rf"\blogin\s{{1,4}}\S{{1,64}}\s{{1,8}}password\s{{1,4}}{VALUE}",
        ("login",),
        (
            "machine a.be login jan password «Sesam123»",
            "machine a.be\n  login jan\n  password «Sesam123»\n",
        ),
        ("the login needs a password again",),
    ),
    Rule(
        "password in pgpass",
        r"(?<![\w.:*-])[\w.*-]{1,80}:(?:\d{2,5}|\*):[\w*-]{1,60}:[\w.*-]{1,60}:"
        r"(?P<s>[^\s:]{2,200}?)(?=[\s\"'\\]|\Z)",
        (":",),
        ("db.firma.be:5432:shop:jan:«Sesam123»", "*:*:*:jan:«Sesam123»"),
        ("00:16:3e:5e:6c:00", "2026-11-27 04:15:00: ok: 3"),
    ),
    Rule(
        "password of a directory account",
        r"\b(?:bindpw|rootbindpw|ldap_default_authtok|olcRootPW|rootpw)"
        rf"[\"']?\s{{0,4}}[\s:=]\s{{0,4}}{VALUE}",
        ("bindpw", "authtok", "rootpw"),
        ("bindpw «Sesam123»", "ldap_default_authtok = «Sesam123»"),
        ("bindpw", "ldap_default_bind_dn = cn=x"),
    ),
    Rule(
        "password of a mail relay",
        r"\[[\w.-]{1,80}\]:\d{2,5}\s{1,8}(?=[^\s:]{0,80}[a-z])"
        rf"[^\s:]{{1,80}}:{VALUE}",
        (":",),
        ("[smtp.firma.be]:587 jan:«Sesam123»",),
        ("[smtp.firma.be]:587 is silent", "192.0.2.7:80 b.be:443", "a:80 b:https"),
        accepts=lambda text: not text.isdigit() and (has_digit(text) or len(text) > 7),
    ),
    Rule(
        "login to a mail server",
        r"\bAUTH(?:ENTICATE)?\s{1,4}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|NTLM|GSSAPI)"
        r"\s{1,4}(?P<s>[\w+/=-]{4,})",
        ("auth",),
        ("C: AUTH PLAIN «AGphbgBTZXNhbTEyMw==»", "AUTH LOGIN «amFuLnA=»"),
        ("250-AUTH PLAIN", "auth login failed"),
        accepts=lambda text: not (text.isalpha() and text.islower()),
    ),
    Rule(
        "answer to a mail server",
        r"\b(?:334 (?:VXNlcm5hbWU6|UGFzc3dvcmQ6))\s{1,4}(?:C: ?)?(?P<s>[\w+/=-]{4,})",
        ("334 v", "334 u"),
        ("334 UGFzc3dvcmQ6\nC: «U2VzYW0xMjM=»",),
        ("334 UGFzc3dvcmQ6",),
    ),
    Rule(
        "seed of one-time passwords",
        r"\b(?:otpauth(?:-migration)?://[^\s?]{1,120}\?(?:[^\s#&]{1,80}&){0,8}?"
        r"(?:secret|data)=|(?:totp|otp|2fa|mfa)[_ -]?(?:secret|seed|key)[\"']?"
        r"\s{0,4}[:=]\s{0,4})(?P<s>[^\s&#\"']{6,})",
        ("otp", "2fa", "mfa"),
        (
            "otpauth://totp/Firma:jan?secret=«JBSWY3DPEHPK3PXP»&issuer=Firma",
            "totp_seed: «JBSWY3DPEHPK3PXP»",
        ),
        ("otpauth://totp/Firma", "the OTP key has no battery: 5 %"),
    ),
    Rule(
        "login in a settings file",
        r"\"_?auth\"\s{0,4}:\s{0,4}\"(?P<s>[\w+/=-]{6,})\"",
        ('auth"',),
        ('{"auths":{"registry.example":{"auth":"«amFuOlNlc2FtMTIz»"}}}',),
        ('{"auth": "none"}', '{"auth": true}'),
    ),
    Rule(
        "password in the environment",
        r"\b[A-Z][A-Z0-9_]{0,40}_?(?-i:PASS|PASSWORD|PASSWD|PW|PWD|SECRET|TOKEN|APIKEY"
        rf"|API_KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS)={VALUE}",
        ("=",),
        ("export PGPASSWORD=«Sesam123»", "SMTP_PASS=«Sesam123»", "VAULT_PW=«abc9xyz»"),
        ("BYPASS_PROXY=1", "pass=3", "PWD=/home"),
        accepts=lambda text: not text.startswith("/"),
    ),
    Rule(
        "password in a connection string",
        r"(?:(?<=;)|\b(?:Server|Data Source|Host|Driver|Provider)=[^;\n]{0,200};)"
        r"(?:[^;=\n]{1,40}=[^;\n]{0,200};){0,8}?\s?(?:Password|Pwd|AccountKey"
        r"|SharedAccessKey|SharedSecret)\s?=\s?(?P<s>\"[^\"\n]+\"|[^;\"\n]+)",
        (";",),
        (
            "Server=db;Database=shop;User Id=jan;Password=«Sesam 123»;Encrypt=yes",
            "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=«c2VjcmV0»;",
        ),
        ("Server=db;Database=shop;Trusted_Connection=yes;", "a;b;c"),
    ),
    Rule(
        "password in a setting",
        r"<(?:setting|add|property|entry)\b[^>\n]{0,80}?(?:name|key)=\"[^\"\n]{0,40}"
        r"(?:password|secret|passwd|pwd)\"\s[^>\n]{0,40}?value=\"(?P<s>[^\"\n]+)\"",
        ("password", "secret", "passwd", "pwd"),
        ('<add key="SmtpPassword" value="«Sesam 123»" />',),
        ('<add key="PasswordAge" value="30" />',),
    ),
    Rule(
        "password said in a sentence",
        r"\b(?:password|wachtwoord|mot de passe|kennwort|passwort)\s{1,2}"
        r"(?:is|was|est|ist|lautet)\s{1,2}"
        r"(?P<s>\"[^\"\n]+\"|'[^'\n]+'|(?=\S{0,40}\d)\S{4,})",
        ("password", "wachtwoord", "mot de passe", "kennwort", "passwort"),
        ("the password is «Sesam123», call us", "het wachtwoord is '«sesam open»'"),
        ("the password is wrong", "het wachtwoord is verlopen"),
    ),
    Rule(
        "password or key by its name",
        rf"(?<![a-z0-9]){SECRET_NAMES}[\"']?\s{{0,4}}[=:]\s{{0,4}}{VALUE}",
        ("=", ":"),
        (
            'psk="«correct horse battery»"',
            "api_key: «abc9xyz»",
            '{"token":"«abc9xyz»"}',
        ),
        ("the password expires in 3 days", "tokens: 3", "design=3"),
    ),
    Rule(
        "line of a password prompt",
        r"\b(?:enter |your )?(?:password|passphrase|wachtwoord|kennwort|mot de passe)"
        rf" (?:for|voor|pour|für) \S{{1,80}}(?: \S{{1,80}})?:\s{{1,4}}{LINE}",
        ("for ", "voor ", "pour ", "für "),
        (
            "Password for jan@FIRMA.BE: «Sesam123»",
            "passphrase for key '/x': «sesam open»",
        ),
        ("Password for jan@FIRMA.BE:",),
    ),
)
