"""When a disk will be full, from what earlier runs saw."""

from agent.host.ports.disk_history import Reading

LEAST = 5
"""So many earlier readings are needed to speak of a trend."""
AHEAD = 2.0
"""It is followed no further ahead than twice as far as was looked back."""

Point = tuple[float, float]


def seconds_to_full(free: int, past: tuple[Reading, ...]) -> float | None:
    """Return in how many seconds nothing is left; nothing where no trend leads there.

    Believed only where there has never been less room than now, and where all that was
    seen and the newer half of it agree; the slower of the two counts.
    """
    points = [(0.0, float(free)), *((-one.age, float(one.free)) for one in past)]
    if len(past) < LEAST or min(room for _, room in points[1:]) <= free:
        return None
    newer = points[: len(points) // 2 + 1]
    loss = min(-slope(points), -slope(newer))
    if loss <= 0:
        return None
    left = free / loss
    return left if left <= AHEAD * max(one.age for one in past) else None


def slope(points: list[Point]) -> float:
    """Return the slope of the straight line nearest to the points (least squares)."""
    mid_x = sum(x for x, _ in points) / len(points)
    mid_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mid_x) ** 2 for x, _ in points)
    together = sum((x - mid_x) * (y - mid_y) for x, y in points)
    return together / spread if spread else 0.0
