"""A line of 90 megabits down and 20 up, until it is told otherwise."""

from __future__ import annotations

from agent.host.ports.throughput import Public, Transfer
from agent.host.trouble import HostError


class FakeThroughput:
    """Notes what it was asked to move."""

    def __init__(self, download: float = 90.0, upload: float = 20.0) -> None:
        """Take the speeds in Mbit/s; below 0 there is no server."""
        self._download, self._upload = download, upload
        self.asked: list[tuple[str, str, int, float, str]] = []

    def latency(self, url: str, proxy: str) -> float:
        """Return 14 milliseconds."""
        self.asked.append(("latency", url, 0, 0.0, proxy))
        return 14.2

    def download(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """Fetch everything."""
        self.asked.append(("download", url, most, seconds, proxy))
        return _moved(most, self._download)

    def upload(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """Send everything."""
        self.asked.append(("upload", url, most, seconds, proxy))
        return _moved(most, self._upload)

    def public(self, seconds: float, proxy: str) -> Public:
        """Measure somewhere."""
        self.asked.append(("public", "", 0, seconds, proxy))
        return Public(self._download, self._upload, 14.2, 1000, "public.test")


def _moved(most: int, mbit: float) -> Transfer:
    if mbit < 0:
        msg = "the way to speed.test ends early (closed)"
        raise HostError(msg)
    return Transfer(most, round(most * 8 / 1e6 / mbit, 2), mbit)
