"""What IT can set about measuring how fast a line is."""

from __future__ import annotations

from agent.value import Value


class ThroughputRules(Value):
    """Against whom ``blusser speed`` measures, and how much it may move for that.

    ``download``: ``https://`` address of a file. ``upload``: one that takes a POST.
    ``librespeed``: the folder of a LibreSpeed server that holds ``garbage.php`` and
    ``empty.php``; used for what the other two do not name. ``max_bytes`` and
    ``max_seconds``: at most so much, each way. ``slow_below_mbit``: a slower download
    is told to be slow; 0 says nothing. ``speedtest``: where nothing else is named, the
    public servers may be used that ``speedtest-cli`` finds, if that is installed.
    """

    download: str = ""
    upload: str = ""
    librespeed: str = ""
    max_bytes: int = 25_000_000
    max_seconds: float = 10.0
    slow_below_mbit: float = 0.0
    speedtest: bool = False
