"""Numbers that are a person's, and people whom this machine happens to name."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import (
    is_card,
    is_french,
    is_iban,
    is_identity_card,
    is_national,
)
from agent.bundle.kinds.rule import Rule

UNITS: Final = (
    "service|socket|target|timer|mount|automount|swap|slice|scope|device|path"
)
"""Unit types of systemd: ``user@1000.service`` is no address."""
NUMBERS: Final = (
    Rule(
        "national number",
        r"(?<![\w.-])(?P<s>\d{2}\.\d{2}\.\d{2}[-.]\d{3}[-.]\d{2}"
        r"|\d{6}[- ]\d{3}[- ]\d{2}|\d{11})(?![\w-])",
        (),
        ("of «85.07.30-033.28».", "rrn «85073003328» of", "«850730-033-28»"),
        ("of 85.07.30-033.29.", "85073003329 bytes", "11.11.11-111.11"),
        "person",
        is_national,
    ),
    Rule(
        "number of an identity card",
        r"(?<![\w-])(?P<s>\d{3}-\d{7}-\d{2})(?![\w-])",
        ("-",),
        ("card «591-1234567-53»",),
        ("card 591-1234567-54",),
        "person",
        is_identity_card,
    ),
    Rule(
        "French social security number",
        r"(?<![\w-])(?P<s>[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2})(?![\w-])",
        (),
        ("n° «2 55 08 14 168 025 38»",),
        ("2 55 08 14 168 025 39", "255081416802539"),
        "person",
        is_french,
    ),
    Rule(
        "bank account",
        r"(?<!\w)(?P<s>[a-z]{2}\d{2}(?:(?: ?\d{4}){2,7}(?: ?\d{1,3})?|[a-z0-9]{11,30}))"
        r"(?![\w-])",
        (),
        ("to «BE68 5390 0754 7034» today", "«NL91ABNA0417164300»"),
        ("BE99 1234 5678 9012 is none",),
        accepts=is_iban,
    ),
    Rule(
        "bank card",
        r"(?<![\w.-])(?P<s>[2-6]\d{3}(?:[ -]\d{4}){3}|3[47]\d{2}[ -]\d{6}[ -]\d{5}"
        r"|[45]\d{15})(?![\w.-])",
        (),
        ("paid by «4111 1111 1111 1111»",),
        ("4111 1111 1111 1112", "4111111111111112"),
        accepts=is_card,
    ),
)
OTHERS: Final = (
    Rule(
        "e-mail address",
        r"(?<![\w.%+/-])(?P<s>[\w.%+-]{1,64})@(?=[a-z0-9-]{1,63}"
        rf"(?:\.[a-z0-9-]{{1,63}})*\.(?!(?:{UNITS})\b)[a-z]{{2,24}}\b)",
        ("@",),
        ("mail «an.janssens»@firma.be now",),
        ("user@1000.service",),
        "person",
    ),
    Rule(
        "home folder of somebody else",
        r"(?:(?<=/home/)|(?<=/Users/)|(?<=:\\Users\\))(?P<s>[^/\\\s\"':,;]+)",
        ("/home/", "/users/", "\\users\\"),
        ("/home/«marie.dupont»/.cache", r"C:\Users\«marie.dupont»\x"),
        ("/Users/Shared/x", "/home/lost+found"),
        "user",
        lambda name: name.lower() not in {"shared", "public", "default", "lost+found"},
    ),
)
