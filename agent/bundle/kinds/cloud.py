"""Tokens of known services, seen by how they begin."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.rule import RUN, VALUE, Rule


def _token(name: str, begins: str, hints: str, hit: str, miss: str) -> Rule:
    """Return the rule of a token whose beginning tells whose it is."""
    pattern = rf"(?<![a-z0-9])(?P<s>(?-i:{begins}))(?![\w-])"
    return Rule(name, pattern, tuple(hints.split()), (hit,), (miss,))


CLOUD: Final = (
    _token(
        "key of AWS",
        r"(?:AKIA|ASIA|AROA|ABIA|ACCA)[A-Z0-9]{16}",
        "akia asia aroa abia acca",
        "AKIA«IOSFODNN7EXAMPLE»",
        "AKIA is how they begin",
    ),
    Rule(
        "secret of AWS",
        rf"\baws[\w.-]{{0,20}}(?:secret|session)[\w.-]{{0,24}}[\"']?\s{{0,4}}[:=]"
        rf"\s{{0,4}}{VALUE}",
        ("aws",),
        ("aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG»",),
        ("aws region = eu-west-1",),
    ),
    _token(
        "key of Google",
        r"AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w.-]{20,}|1//0[\w-]{30,}",
        "aiza gocspx- ya29. 1//0",
        f"AIza«{RUN}ab»",
        "AIza is how they begin",
    ),
    Rule(
        "secret of Azure",
        r"(?<![\w~.-])(?P<s>[\w~.-]{3}\dQ~[\w~.-]{31,40})(?![\w~-])",
        ("q~",),
        (f"client «abc8Q~{RUN}»",),
        ("8Q~ is how they go on",),
    ),
    _token(
        "ticket of Microsoft",
        r"(?:0\.A[\w-]{3}|1\.A[\w-]{3}|M\.[RC]\d{1,3}_[A-Z]{2,4}\.)[\w.!*$-]{40,}",
        "0.a 1.a m.r m.c",
        f"0.AXYZ«{RUN}{RUN}»",
        "version 0.A123",
    ),
    _token(
        "token of GitHub",
        r"gh[pousr]_\w{12,}|github_pat_\w{22,}",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        "ghp_«abcdefgh12345678»",
        "ghp_ is how they begin",
    ),
    _token(
        "token of GitLab",
        r"gl(?:pat|ptt|dt|rt|cbt|soat|ft|imt|agent|oas)-[\w.-]{16,}",
        "glpat- glptt- gldt- glrt- glcbt- glsoat- glft- glimt- glagent- gloas-",
        f"glpat-«{RUN}»",
        "glpat-short",
    ),
    _token(
        "token of Slack",
        r"xox[abeoprs]-[\w-]{12,}|xapp-\d-[\w-]{12,}",
        "xox xapp-",
        f"xoxb-«123456-{RUN}»",
        "xoxb-short",
    ),
    Rule(
        "address of a chat's webhook",
        r"\b(?:hooks\.slack\.com/(?:services|workflows|triggers)/"
        r"|[\w-]{0,60}\.?webhook\.office\.com/webhookb2/|outlook\.office\.com/webhook/"
        r"|discord(?:app)?\.com/api/webhooks/|chat\.googleapis\.com/v1/spaces/"
        r"|[\w.-]{1,60}\.logic\.azure\.com[\w:]{0,5}/workflows/)(?P<s>[^\s\"'<>]{8,})",
        ("hook", "chat.googleapis", "logic.azure"),
        ("https://firma.webhook.office.com/webhookb2/«0a1b-2c3d@4e5f/x»",),
        ("hooks.slack.com is silent",),
    ),
    _token(
        "token of Stripe",
        r"(?:sk|rk|pk)_(?:live|test)_\w{10,}|whsec_[\w+/=]{16,}",
        "_live_ _test_ whsec_",
        f"sk_live_«{RUN}»",
        "sk_live_short",
    ),
    _token(
        "token of a mail service",
        r"SG\.[\w-]{16,}\.[\w-]{16,}|key-[0-9a-f]{32}|xkeysib-[\w-]{32,}|re_\w{24,}",
        "sg. key- xkeysib- re_",
        f"SG.«{RUN}.{RUN}»",
        "SG.1.2",
    ),
    _token(
        "token of a package registry",
        r"npm_\w{30,}|pypi-[\w-]{30,}|rubygems_[0-9a-f]{32,}|oy2[a-z0-9]{43}|cio\w{32}",
        "npm_ pypi- rubygems_ oy2 cio",
        f"npm_«{RUN}abc»",
        "npm_config_registry",
    ),
    _token(
        "token of a language model",
        r"sk-(?:ant-|proj-|or-|svcacct-)?[\w-]{20,}|hf_\w{30,}|gsk_\w{30,}|r8_\w{30,}",
        "sk- hf_ gsk_ r8_",
        f"sk-«{RUN}»",
        "sk-short",
    ),
    _token(
        "token of Docker",
        r"dckr_(?:pat|oat)_[\w-]{20,}",
        "dckr_",
        f"dckr_pat_«{RUN}»",
        "dckr_pat_",
    ),
    _token(
        "token of a vault",
        r"hv[sbr]\.[\w-]{20,}|ops_eyJ[\w-]{20,}|dp\.(?:pt|st|ct)\.[\w.-]{20,}"
        r"|A3-[A-Z0-9]{6}-[A-Z0-9-]{20,}",
        "hvs. hvb. hvr. ops_eyj dp. a3-",
        f"hvs.«{RUN}»",
        "hvs.short",
    ),
    _token(
        "token of Atlassian",
        r"AT(?:ATT3|CTT3|BB)[\w=-]{20,}",
        "atatt3 atctt3 atbb",
        f"ATATT3x«{RUN}»",
        "ATATT3",
    ),
    _token(
        "token of a host",
        r"do[opr]_v1_[0-9a-f]{32,}|HRKU-[\w-]{30,}|dapi[0-9a-f]{32}|fo1_[\w-]{30,}"
        r"|tskey-\w{2,10}-[\w-]{10,}|glsa_\w{30,}|NRAK-\w{20,}|shp(?:at|ss|ca|pa)_\w{30,}",
        "_v1_ hrku- dapi fo1_ tskey- glsa_ nrak- shp",
        f"tskey-auth-«{RUN}»",
        "tskey-auth-",
    ),
    _token(
        "token of a bot",
        r"\d{8,10}:AA[\w-]{32,34}|[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}",
        ":aa .",
        f"12345678:AA«{RUN}»",
        "12345678:AA",
    ),
)
