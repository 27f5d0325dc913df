"""The part of FIQL that TOPdesk's tutorial tells of; anything else is refused."""

import re

TOKEN = re.compile(
    r"""(?P<mark>[();,])
    |(?P<field>[A-Za-z0-9.]+)(?P<how>==|!=)
     (?:'(?P<one>[^']*)'|"(?P<two>[^"]*)"|(?P<bare>[^;,()'"\s\\]+))""",
    re.VERBOSE,
)


class Malformed(Exception):
    """A query that TOPdesk answers with 400."""


def matching(query, rows, fields):
    """Return the rows that a query means."""
    tokens, at = [], 0
    while at < len(query):
        found = TOKEN.match(query, at)
        if not found:
            raise Malformed(query)
        tokens.append(found)
        at = found.end()
    judge = _either(tokens, fields)
    if tokens:
        raise Malformed(query)
    return [row for row in rows if judge(row)]


def _either(tokens, fields):
    sides = [_both(tokens, fields)]
    while tokens and tokens[0]["mark"] == ",":
        tokens.pop(0)
        sides.append(_both(tokens, fields))
    return lambda row: any(side(row) for side in sides)


def _both(tokens, fields):
    sides = [_one(tokens, fields)]
    while tokens and tokens[0]["mark"] == ";":
        tokens.pop(0)
        sides.append(_one(tokens, fields))
    return lambda row: all(side(row) for side in sides)


def _one(tokens, fields):
    if not tokens:
        raise Malformed
    token = tokens.pop(0)
    if token["mark"] == "(":
        inner = _either(tokens, fields)
        if not tokens or tokens.pop(0)["mark"] != ")":
            raise Malformed
        return inner
    if token["field"] not in fields:
        raise Malformed(token[0])
    words = (token["one"], token["two"], token["bare"])
    value = next(one for one in words if one is not None)

    def judge(row):
        for name in token["field"].split("."):
            row = row.get(name) if isinstance(row, dict) else None
        known = str(row).lower() if isinstance(row, bool) else str(row or "")
        return (known.casefold() == value.casefold()) is (token["how"] == "==")

    return judge
