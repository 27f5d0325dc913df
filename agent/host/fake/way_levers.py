"""A lever on the ways out that remembers being pulled, and moves nothing."""

from __future__ import annotations


class FakeWayControl:
    """Routes by adapter and gateway, the preferred first."""

    def __init__(self, *routes: str) -> None:
        """Take the routes, ``eth0 10.0.0.1``."""
        self.routes = list(routes)
        self._before = list(routes)

    def route(self, adapter: str, gateway: str) -> str:
        """Return it, if it is there."""
        wanted = f"{adapter} {gateway}"
        return wanted if wanted in self.routes else ""

    def put_last(self, route: str) -> None:
        """Put it last."""
        self.routes.remove(route)
        self.routes.append(route)

    def put_back(self, route: str) -> None:
        """Put it where it was."""
        self.routes.remove(route)
        self.routes.insert(self._before.index(route), route)
