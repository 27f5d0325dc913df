"""The policy that IT installed: firm, signed where a key is pinned, valid; or the last.

Each file is judged by itself. One that does not hold is said, and the last one that
did stays in force; where there was none, nothing runs.
"""

from __future__ import annotations

import os
import stat
from time import time

from agent.host.trouble import Soft
from agent.policy.kept import Good, Kept
from agent.policy.model import Policy
from agent.policy.parse import merged, parse
from agent.policy.pinned import pinned_keys
from agent.policy.places import LARGEST, Ids, InForce, Places, is_there
from agent.policy.signature import ENDING, Seal, Unsigned, moment, verify
from agent.policy.signature import LARGEST as LARGEST_SIGNATURE
from agent.trouble import BadInput
from agent.value import Value


class Accepted(Value):
    """A file that counts: what it says, its seal, and what IT must be told of it."""

    path: str
    raw: bytes
    policy: Policy
    seal: Seal | None = None
    warning: str = ""
    lapsed: bool = False


def named(path: str, places: Places, fixes: Ids, checks: Ids) -> InForce:
    """Return the policy of a file that somebody named; it is not merged with others."""
    raw = _read(path, places, installed=False)
    return InForce(parse(raw, path, fixes, checks), path)


def installed(
    files: tuple[str, ...], places: Places, fixes: Ids, checks: Ids
) -> InForce:
    """Return what the installed files say together, the strongest first."""
    desk = _Desk(places, fixes, checks)
    found = [one for path in files if (one := desk.accept(path))]
    if not found:
        return InForce(Policy())
    policy = found[0].policy
    if len(found) > 1:
        policy = merged([(one.raw, one.path) for one in found], fixes, checks)
    return InForce(
        policy,
        ", ".join(one.path for one in found),
        tuple(one.warning for one in found if one.warning),
        tuple(_said(one) for one in found if one.seal),
        any(one.lapsed for one in found),
    )


class _Desk:
    """Judges one installed file after the other."""

    def __init__(self, places: Places, fixes: Ids, checks: Ids) -> None:
        self._places, self._fixes, self._checks = places, fixes, checks
        self._kept = Kept(places.policy_kept(), self._firm)

    def accept(self, path: str) -> Accepted | None:
        """Return a file that counts, or the last that did; nothing where none is."""
        name = os.path.basename(path)
        if not is_there(path):
            self._kept.forget(name)
            return None
        try:
            accepted, signature = self._judged(path, name)
        except BadInput as why:
            return self._last_good(path, name, why)
        self._kept.keep(name, Good(accepted.raw, signature), _mode(path))
        if accepted.seal:
            self._kept.saw(name, accepted.seal.key, accepted.seal.version)
        return accepted

    def _judged(self, path: str, name: str) -> tuple[Accepted, bytes]:
        """Verify, then read; in this order, so that nothing unsigned is read."""
        raw = _read(path, self._places, installed=True)
        try:
            keys = pinned_keys(self._places)
            signature = self._signature(path) if keys else b""
            seal = verify(raw, signature, keys) if keys else None
            self._in_time(seal, name)
        except Unsigned as why:
            msg = f"The policy file {path} does not count: {why}."
            raise BadInput(msg) from why
        policy = parse(raw, path, self._fixes, self._checks)
        return Accepted(path, raw, policy, seal), signature

    def _signature(self, path: str) -> bytes:
        try:
            return self._firm(path + ENDING, LARGEST_SIGNATURE)
        except FileNotFoundError as missing:
            msg = f"a key is pinned, and there is no {path}{ENDING}"
            raise Unsigned(msg) from missing
        except (Soft, OSError) as trouble:
            msg = f"its signature {path}{ENDING} does not count: {trouble}"
            raise Unsigned(msg) from trouble

    def _in_time(self, seal: Seal | None, name: str) -> None:
        if not seal:
            return
        if why := seal.objection(time()):
            raise Unsigned(why)
        seen = self._kept.version(name, seal.key)
        if seal.version < seen:
            msg = f"it is version {seal.version}, and version {seen} was here before"
            raise Unsigned(msg)

    def _last_good(self, path: str, name: str, why: BadInput) -> Accepted:
        """Return the last that was good, as it was believed then; or say why not."""
        good = self._kept.good(name)
        if good is None:
            raise why
        seal, lapsed = None, False
        try:
            if keys := pinned_keys(self._places):
                seal = verify(good.raw, good.signature, keys)
                lapsed = time() >= seal.expires
            policy = parse(good.raw, path, self._fixes, self._checks)
        except (Unsigned, BadInput) as trouble:
            raise why from trouble
        warning = f"{why} The last good one stays in force."
        return Accepted(path, good.raw, policy, seal, warning, lapsed)

    def _firm(self, path: str, most: int) -> bytes:
        return self._places.read_rules(path, most, installed=True)


def _read(path: str, places: Places, *, installed: bool) -> bytes:
    """Return the bytes of a policy, or say in one sentence why not."""
    try:
        return places.read_rules(path, LARGEST + 1, installed=installed)
    except Soft as soft:
        msg = f"The policy file {path} is not used: {soft}."
        raise BadInput(msg) from soft
    except FileNotFoundError as missing:
        msg = f"The policy file {path} does not exist; name another or none."
        raise BadInput(msg) from missing
    except OSError as trouble:
        msg = f"The policy file {path} cannot be read: {trouble.strerror}."
        raise BadInput(msg) from trouble


def _mode(path: str) -> int:
    try:
        return stat.S_IMODE(os.lstat(path).st_mode)
    except OSError:
        return 0o600


def _said(one: Accepted) -> str:
    assert one.seal
    return (
        f"{one.path}: version {one.seal.version}, key {one.seal.key},"
        f" until {moment(one.seal.expires)}"
    )
