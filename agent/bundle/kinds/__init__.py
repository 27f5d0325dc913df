"""The kinds of secrets that Blusser knows, in the order in which they are looked for.

What is special comes first, so that the report tells what it was; what only looks
random comes last.
"""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.adapters import ADAPTERS
from agent.bundle.kinds.cloud import CLOUD
from agent.bundle.kinds.commands import COMMANDS
from agent.bundle.kinds.devices import DEVICES
from agent.bundle.kinds.files import FILES, SECRET_NAMES
from agent.bundle.kinds.hashes import HASHES
from agent.bundle.kinds.keys import KEYS
from agent.bundle.kinds.machines import MACHINES
from agent.bundle.kinds.network import NETWORK
from agent.bundle.kinds.people import NUMBERS, OTHERS
from agent.bundle.kinds.random import RANDOM
from agent.bundle.kinds.rule import Rule, Shape
from agent.bundle.kinds.web import WEB
from agent.bundle.kinds.windows import WINDOWS

__all__ = ["FAMILIES", "NAMES", "SECRETS", "SECRET_NAMES", "Rule", "Shape"]

FAMILIES: Final[dict[str, tuple[Rule, ...]]] = {
    "Private keys, and what opens a disk": KEYS,
    "What stands for a password": HASHES,
    "Tokens of services": CLOUD,
    "Wireless networks and tunnels": NETWORK,
    "Devices": DEVICES,
    "Windows": WINDOWS,
    "Command lines": COMMANDS,
    "The web": WEB,
    "Files and settings": FILES,
    "Numbers of people": NUMBERS,
    "Numbers of machines": MACHINES,
    "What only looks random": RANDOM,
    "Hardware addresses": ADAPTERS,
    "Other people": OTHERS,
}
"""All kinds, as docs/redaction.md lists them."""
NAMES: Final = (*ADAPTERS, *OTHERS)
"""After the values of this machine, of which one may be a part."""
SECRETS: Final = tuple(
    rule for rules in FAMILIES.values() for rule in rules if rule not in NAMES
)
"""Before names are replaced, so that a name inside a secret does not split it."""
