"""The composition root of the privileged half, ``blusser-hands``.

blusser-hands serve            answer who asks, on the socket that systemd hands over
blusser-hands fix FIX KEY      make a repair in this process, and leave the answer
blusser-hands ask CHECK KEY    ask a check in this process, and leave the answer
blusser-hands resume           have ended what the machine's end cut short
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from time import monotonic

from agent.cli.exits import Exit
from agent.fix import AnyFix
from agent.host import here
from agent.policy.broker import BrokerRules
from agent.service.protocol import Key, Offer
from agent.trouble import BadInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.check import AnyCheck
    from agent.kit import Kit

FIRST = 3
"""The first socket systemd hands over (sd_listen_fds(3))."""
KEPT = ("LISTEN_FDS", "LISTEN_PID")
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


def main() -> None:
    """Run what systemd asks for; what goes wrong is a sentence in its journal."""
    os.umask(0o077)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(CLEAN)
    try:
        _stand()
        code = _run(sys.argv[1:], kept)
    except BadInput as trouble:
        sys.stderr.write(f"{trouble}\n")
        code = Exit.USAGE
    sys.stderr.flush()
    os._exit(code)


def _stand() -> None:
    from agent.service.ground import own_places, stand

    stand(own_places(here()))


def _run(words: Sequence[str], kept: dict[str, str]) -> int:
    match list(words):
        case ["serve"]:
            return _serve(kept)
        case ["resume"]:
            return _resume()
        case ["fix", name, key]:
            return _fix(name, key)
        case ["ask", name, key]:
            return _ask(name, key)
    sys.stderr.write("systemd runs this: see packaging/linux.\n")
    return Exit.USAGE


def _serve(kept: dict[str, str]) -> int:
    """Serve until idle."""
    from agent.service.broker import Broker
    from agent.service.server import Server

    if kept != {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}:
        msg = "The service is started by its socket, blusser-broker.socket."
        raise BadInput(msg)
    platform = here()
    workshop = platform.service_workshop()
    broker = Broker(offer(), platform.service_peers(), workshop, _Rules(), _note)
    Server(socket.socket(fileno=FIRST), broker).serve()
    return Exit.WELL


def _note(line: str) -> None:
    """Write a line where systemd keeps it; it holds ids and words of ours only."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def offer() -> Offer:
    """Return what the catalogue of this program offers."""
    from agent.service.offer import offer_of

    return offer_of(_checks(), _fixes())


def _resume() -> int:
    """Have each repair that was cut short ended in its own unit, which knows how."""
    from agent.service.acting import left_open

    platform = here()
    known = offer().fixes
    for name in left_open(platform.state_folder()):
        if name in known:
            unit = f"blusser-fix-{name}@{os.urandom(16).hex()}.service"
            platform.service_workshop().run(unit)
    return Exit.WELL


class _Rules:
    """IT's rules about us, never older than a second."""

    def __init__(self) -> None:
        self._read, self._rules = 0.0, BrokerRules()

    def __call__(self) -> BrokerRules:
        if not self._read or monotonic() - self._read > 1:
            from agent.policy.source import load

            fixes, checks = {f.id for f in _fixes()}, {c.id for c in _checks()}
            found = load("", here(), lambda: fixes, lambda: checks)
            self._rules, self._read = found.policy.service, monotonic()
        return self._rules


def _fix(name: str, key: str) -> int:
    """Make a repair, unless somebody has begun to under this key."""
    from agent.service.acting import mend
    from agent.service.protocol import answered
    from agent.words.reasons import REASONS

    fixes = {one.id: one for one in _fixes()}
    if name not in offer().fixes or not Key.fits(key, offer()):
        msg = f"There is no repair {name!r} for the service."
        raise BadInput(msg)
    workshop, unit = here().service_workshop(), f"blusser-fix-{name}@{key}.service"
    if workshop.claim(unit):
        lent = mend(_kit(), fixes[name], REASONS)
        workshop.leave(unit, answered(lent)[4:])
    return Exit.WELL


def _ask(name: str, key: str) -> int:
    """Ask a check."""
    from agent.service.acting import look
    from agent.service.protocol import answered

    checks = {one.id: one for one in _checks()}
    if name not in offer().checks or not Key.fits(key, offer()):
        msg = f"There is no check {name!r} for the service."
        raise BadInput(msg)
    workshop, unit = here().service_workshop(), f"blusser-ask-{name}@{key}.service"
    if workshop.claim(unit):
        told = look(_kit().machine(), checks[name])
        workshop.leave(unit, answered(told)[4:])
    return Exit.WELL


def _kit() -> Kit:
    """Return what a run of root is made of."""
    from agent.cli.options import Arguments
    from agent.cli.world import World

    world = World(lambda _: _checks(), _fixes, here(), _no_window)
    return world.kit(Arguments(policy="", state="", lang=""))


def _no_window(*_: object) -> int:
    raise NotImplementedError


def _checks() -> tuple[AnyCheck, ...]:
    from checks.catalogue import ALL

    return ALL


def _fixes() -> tuple[AnyFix, ...]:
    from fixes.catalogue import ALL

    return ALL
