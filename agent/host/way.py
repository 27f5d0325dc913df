"""How a desk is reached, as the platform tells who delivers."""

from __future__ import annotations

from agent.host.ports.web import Passage
from agent.value import Value


class DeskWay(Value):
    """How to an address: the proxy, empty for none, and what it says to us."""

    proxy: str = ""
    passage: Passage = "through"
