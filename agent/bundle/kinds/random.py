"""What no name and no beginning tells, but looks like nothing else."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.judges import is_mixed
from agent.bundle.kinds.rule import RUN, Rule

RANDOM: Final = (
    Rule(
        "encryption key",
        r"(?<![\w+/=-])(?P<s>[\w+/-]{43}=)(?![\w=])",
        ("=",),
        ("wg «4Fj0yVYiZ7Q/9mXo1tL+2sKc8uWbNdRgHpEaTxUv5lA=» up",),
        ("/usr/share/fonts/truetype/dejavu/sans/mono/x=", "x" * 43 + "="),
        "key",
        is_mixed,
    ),
    Rule(
        "long number in hex",
        r"(?<![\w-])(?<!sha256[:= ])(?<!sha-256[:= ])(?<!sha512[:= ])(?<!sha1[:= ])"
        r"(?<!md5[:= ])(?<!sha1\]=)(?P<s>[0-9a-f]{32,})(?![\w-])(?! [ *][/\w.])",
        (),
        ("key «0123456789abcdef0123456789ABCDEF»",),
        ("sha256:" + "0a1b" * 16, "0a1b" * 8 + "  /usr/bin/ls"),
        "hex",
    ),
    Rule(
        "long random word",
        r"(?<![\w+-])(?P<s>[\w+-]{32,}={0,2})(?![\w-])",
        (),
        (f"key «{RUN}»",),
        ("systemd-networkd-wait-online-and-some-more.service",),
        accepts=is_mixed,
    ),
)
