"""The catalogue: every repair we know how to make, cheapest first."""

from agent.fix import AnyFix
from fixes.disk import catalogue as disk
from fixes.login import catalogue as login
from fixes.network import catalogue as network
from fixes.services import catalogue as services

ALL: tuple[AnyFix, ...] = (*network.ALL, *services.ALL, *login.ALL, *disk.ALL)
