"""The patterns of secrets: one line of data each, and each in linear time.

What a pattern calls ``s`` is replaced by a stand-in with a number, the same for the
same secret, so that a replay still matches. Runs are bounded, or can start at one
place only (a look-behind), so that no text makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from agent.value import Value


def _anything(_: str) -> bool:
    return True


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _is_mixed(text: str) -> bool:
    """Say whether a long word has the three kinds of letters that random ones have."""
    kinds = (str.isupper, str.islower, str.isdigit)
    return all(any(kind(c) for c in text) for kind in kinds)


def _is_iban(text: str) -> bool:
    """Say whether the check digits are right (ISO 13616: remainder 1 by 97)."""
    plain = text.replace(" ", "").lower()
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


class Rule(Value):
    """One kind of secret: its name in the report, its stand-in, how to see it."""

    name: str
    stand_in: str
    pattern: re.Pattern[str]
    accepts: Callable[[str], bool] = staticmethod(_anything)


def _rule(
    name: str,
    stand_in: str,
    pattern: str,
    accepts: Callable[[str], bool] = _anything,
) -> Rule:
    return Rule(name, stand_in, re.compile(pattern, re.IGNORECASE), accepts)


SECRET_NAMES: Final = (
    r"(?:pass(?:wor[dt]|wd|phrase|code)|passwd|pwd|psk|wep[-_]?key\d?"  # noqa: S105
    r"|secret"
    r"|wachtwoord|mot[-_]de[-_]passe|kennwort|passwort|(?:access|refresh|auth|api"
    r"|id|session|client)[-_]?(?:token|key|secret)|token|api[-_]?key|private[-_]?key"
    r"|sig|signature|credentials?)"
)
UNITS: Final = (
    "service|socket|target|timer|mount|automount|swap|slice|scope|device|path"
)
"""Unit types of systemd: ``user@1000.service`` is no address."""

SECRETS: Final[tuple[Rule, ...]] = (
    _rule(
        "private key",
        "key",
        r"(?P<s>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        r"[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}KEY(?: BLOCK)?-----|\Z))",
    ),
    _rule("credentials in an address", "secret", r"://(?P<s>[^\s/@?#]+)@"),
    _rule(
        "question in an address",
        "query",
        r"://(?:(?!://)[^\s?#\"'<>]){1,2000}\?(?P<s>[^\s#\"'<>]+)",
    ),
    _rule("wireless key", "secret", r"<keyMaterial>(?P<s>[^<]+)"),
    _rule(
        "password on a command line",
        "secret",
        r"(?:\bsshpass\s{1,4}-p|\bmysql\w{0,8}\s[^\n]{0,80}?-p|\bcurl\s[^\n]{0,80}?-u"
        r"|\bnet\s{1,4}use\s[^\n]{0,80}?\s\\\\\S{1,80}|\blogin\s{1,4}\S{1,64}\s{1,4}password"
        r"|\bsnmp[\w-]{0,12}\s[^\n]{0,40}?community)\s{0,4}(?P<s>[^\s-][^\s]{3,})",
    ),
    _rule(
        "authorization header",
        "secret",
        r"\b(?:proxy-)?authorization[\"']?\s{0,4}[:=]\s{0,4}(?P<s>[^\r\n]+)",
    ),
    _rule("cookie", "secret", r"\b(?:set-)?cookie[\"']?\s{0,4}:\s{0,4}(?P<s>[^\r\n]+)"),
    _rule(
        "bearer token",
        "secret",
        r"\b(?:bearer|negotiate|ntlm|basic)\s{1,4}(?P<s>[\w.~+/=-]{12,})",
        _has_digit,
    ),
    _rule("web token", "secret", r"\b(?P<s>eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?)"),
    _rule(
        "password or key by its name",
        "secret",
        rf"(?<![a-z0-9]){SECRET_NAMES}[\"']?\s{{0,4}}[=:]\s{{0,4}}"
        r"(?P<s>\"[^\"\n]+\"|'[^'\n]+'|[^\s\"',;&]+)",
    ),
    _rule(
        "token of a known service",
        "secret",
        r"\b(?P<s>(?:gh[pousr]_|glpat-|xox[abpr]-|sk-|AKIA|ASIA|AGE-SECRET-KEY-1)"
        r"[\w-]{12,})",
        _has_digit,
    ),
    _rule(
        "password hash",
        "secret",
        r"(?P<s>\$(?:1|2[aby]|5|6|y|gy|7|apr1)\$[\w./$=,+-]{8,})",
    ),
    _rule(
        "encryption key", "key", r"(?<![\w+/=-])(?P<s>[\w+/-]{43}=)(?![\w=])", _is_mixed
    ),
    _rule(
        "product key",
        "secret",
        r"(?<![\w-])(?P<s>(?:[a-z0-9]{5}-){4}[a-z0-9]{5})(?![\w-])",
        _has_digit,
    ),
    _rule(
        "national number",
        "person",
        r"(?<![\w.-])(?P<s>\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2})(?![\w-])",
    ),
    _rule(
        "bank account",
        "secret",
        r"(?<!\w)(?P<s>[a-z]{2}\d{2}(?:(?: ?\d{4}){2,7}(?: ?\d{1,3})?|[a-z0-9]{11,30}))"
        r"(?![\w-])",
        _is_iban,
    ),
    _rule("disk recovery key", "secret", r"(?<![\d-])(?P<s>(?:\d{6}-){7}\d{6})(?!\d)"),
    _rule("long number in hex", "hex", r"(?<![\w-])(?P<s>[0-9a-f]{32,})(?![\w-])"),
    _rule(
        "long random word",
        "secret",
        r"(?<![\w+-])(?P<s>[\w+-]{32,}={0,2})(?![\w-])",
        _is_mixed,
    ),
)
"""Before names are replaced, so that a name inside a secret does not split it."""

NAMES: Final[tuple[Rule, ...]] = (
    _rule(
        "e-mail address",
        "person",
        r"(?<![\w.%+/-])(?P<s>[\w.%+-]{1,64})@(?=[a-z0-9-]{1,63}"
        rf"(?:\.[a-z0-9-]{{1,63}})*\.(?!(?:{UNITS})\b)[a-z]{{2,24}}\b)",
    ),
    _rule(
        "home folder of somebody else",
        "user",
        r"(?:(?<=/home/)|(?<=/Users/)|(?<=:\\Users\\))(?P<s>[^/\\\s\"':,;]+)",
        lambda name: name.lower() not in {"shared", "public", "default", "lost+found"},
    ),
)
"""After the known values of this machine: other people it happens to name."""
