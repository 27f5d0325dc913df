"""The catalogue: every question we know how to ask."""

from agent.check import AnyCheck
from checks import disk, login, network, performance, services

ALL: tuple[AnyCheck, ...] = (
    *network.ALL,
    *disk.ALL,
    *login.ALL,
    *services.ALL,
    *performance.ALL,
)
