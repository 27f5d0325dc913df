"""What web pages, proxies and programs prove themselves with."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import has_digit
from agent.bundle.kinds.rule import LINE, VALUE, Rule

WEB: Final = (
    Rule(
        "credentials in an address",
        r"://(?P<s>[^\s/@?#]+)@",
        ("://",),
        ("http://«jan:s3cret»@proxy.be:8080/",),
        ("https://login.example.org:8443/path",),
    ),
    Rule(
        "signature in an address",
        r"[?&;](?:sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token"
        r"|x-amz-credential|googleaccessid|policy|hmac)=(?P<s>[^\s&#\"'<>]+)",
        ("sig", "x-amz", "googleaccess", "policy=", "hmac="),
        (
            "https://acct.blob.be/c?sv=1&sig=«Sesam123%3D»",
            "https://s3.be/x?X-Amz-Signature=«0a1b2c3d»",
        ),
        ("?significant=3", "signal=7"),
    ),
    Rule(
        "question in an address",
        r"://(?:(?!://)[^\s?#\"'<>]){1,2000}\?(?P<s>[^\s#\"'<>]+)",
        ("://",),
        ("see https://a.be/x?«who=jan»#top",),
        ("see https://a.be/x#top", "is it there? yes"),
        "query",
    ),
    Rule(
        "token behind an address",
        r"#(?:[\w-]{1,30}=[^\s&\"'<>]{0,200}&){0,8}?(?:access_token|id_token|code)="
        r"(?P<s>[^\s\"'<>]+)",
        ("#",),
        ("https://a.be/cb#state=1&access_token=«Sesam123»&x=1",),
        ("https://a.be/x#top", "#code=", "bug #3"),
    ),
    Rule(
        "answer of a login page",
        r"\b(?:SAMLResponse|SAMLRequest|wresult|RelayState|code_verifier|client_assertion"
        r"|id_token_hint|device_code|authorization_code)[\"']?\s{0,4}[=:]\s{0,4}"
        r"[\"']?(?P<s>[^\s&\"'<>]{6,})",
        ("saml", "wresult", "relaystate", "code", "assertion", "id_token"),
        ("POST SAMLResponse=«PHNhbWxwOlJlc3BvbnNl»", "device_code: «GmRhmhcxhwAz»"),
        ("the SAMLResponse was empty",),
    ),
    Rule(
        "authorization header",
        rf"\b(?:proxy-)?authorization[\"']?\s{{0,4}}[:=]\s{{0,4}}{LINE}",
        ("authorization",),
        ("Proxy-Authorization: «Basic amFuOmg=»",),
        ("authorization failed",),
    ),
    Rule(
        "key in a header",
        r"\b(?:x-)?(?:api-?key|auth-?token|access-?token|vault-token|csrf-?token"
        r"|xsrf-?token|amz-security-token|functions-key|gitlab-token|ms-token"
        rf"|private-token|job-token|subscription-key)[\"']?\s{{0,4}}:\s{{0,4}}{VALUE}",
        ("key", "token"),
        ("X-Api-Key: «Sesam123»", "PRIVATE-TOKEN: «Sesam123»"),
        ("X-Api-Version: 3", "tokens: 4"),
    ),
    Rule(
        "cookie",
        rf"\b(?:set-)?cookie2?[\"']?\s{{0,4}}:\s{{0,4}}{LINE}",
        ("cookie",),
        ("Set-Cookie: «sid=abc; Path=/»", "Cookie: «a=bcdefg»"),
        ("cookies are off",),
    ),
    Rule(
        "session of a web page",
        r"\b(?:JSESSIONID|PHPSESSID|ASP\.NET_SessionId|\.?ASPXAUTH|FedAuth|rtFa|ESTSAUTH"
        r"(?:PERSISTENT)?|connect\.sid|sessionid|x-ms-RefreshTokenCredential|MRHSession"
        r"|DSID|SVPNCOOKIE|webvpn)=(?P<s>[^\s;,&\"']{3,})",
        ("sess", "auth", "rtfa", "sid", "token", "vpn"),
        ("JSESSIONID=«0A1B2C»; x", "openconnect: webvpn=«0A1B@2C»"),
        ("sessionid=", "session=3"),
    ),
    Rule(
        "bearer token",
        r"\b(?:bearer|negotiate|ntlm|basic)\s{1,4}(?P<s>[\w.~+/=-]{12,})",
        ("bearer", "negotiate", "ntlm", "basic"),
        ("sent Bearer «abcdef0123456789»", "Negotiate «YIIGhgYGKwYBBQUC9z2»"),
        ("basic troubleshooting", "negotiate authentication"),
        accepts=has_digit,
    ),
    Rule(
        "answer of digest login",
        r"\b(?:c?nonce|response|opaque)=\"(?P<s>[0-9a-zA-Z+/=]{8,})\"",
        ("nonce=", "response=", "opaque="),
        ('Digest username="x", response="«6629fae49393a05397450978507c4ef1»"',),
        ('response="ok"', "response=200"),
    ),
    Rule(
        "web token",
        r"\b(?P<s>eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*){0,3})",
        ("eyj",),
        ("got «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln»",),
        ("eyJ is how one begins",),
    ),
)
