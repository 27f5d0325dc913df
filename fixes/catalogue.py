"""The catalogue: every repair we know how to make, cheapest first."""

from agent.fix import AnyFix
from fixes import disk, login, network, services

ALL: tuple[AnyFix, ...] = (*network.ALL, *services.ALL, *login.ALL, *disk.ALL)
