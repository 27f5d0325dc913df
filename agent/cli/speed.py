"""``blusser speed``: how fast data goes to and from a server of IT's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from agent import VERSION
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.render import Line
from agent.cli.world import World
from agent.host import HostError, PartMissing
from agent.host.ports.throughput import Public, Throughput, Transfer
from agent.policy.model import Policy, ThroughputRules
from agent.typed import Any
from agent.value import Value
from agent.words import Words

MILLION = 1_000_000


class Targets(Value):
    """What is fetched, where to is sent, and who is asked for quick answers."""

    download: str
    upload: str
    latency: str


class Speed(Value):
    """What was measured; ``None`` for a way that was not."""

    server: str
    download: Transfer | None
    upload: Transfer | None
    latency: float


def run(args: Arguments, world: World) -> int:
    """Say what will be moved, move it, and say how fast that went."""
    policy = world.kit(args).policy
    words = world.words(args, languages=policy.languages)
    targets = aims(policy.throughput)
    if not targets and not policy.throughput.speedtest:
        sys.stderr.write(f"{words.phrase('speed-nothing-named')}\n")
        return Exit.USAGE
    before = sys.stderr if args.json else sys.stdout
    before.write(f"{announced(targets, policy.throughput, words)}\n")
    before.flush()
    try:
        part = _part(world)
        speed = measured(part, targets, policy)
    except (HostError, PartMissing) as trouble:
        sys.stderr.write(
            f"{words.phrase('speed-failed', why=words.reason(str(trouble)))}\n"
        )
        return Exit.UNSURE
    slow = _is_slow(speed, policy.throughput)
    _show(speed, args, words, policy.throughput, slow=slow)
    return Exit.PROBLEMS if slow else Exit.WELL


def aims(rules: ThroughputRules) -> Targets | None:
    """Return whom the policy names; LibreSpeed for what has no address of its own."""
    base = rules.librespeed.rstrip("/")
    down = rules.download or (f"{base}/garbage.php" if base else "")
    up = rules.upload or (f"{base}/empty.php" if base else "")
    if not (down or up):
        return None
    return Targets(down, up, f"{base}/empty.php" if base else down or up)


def announced(targets: Targets | None, rules: ThroughputRules, words: Words) -> str:
    """Return what will be moved, and where, at most."""
    if not targets:
        return words.phrase("speed-public")
    most = words.phrase("size-mb", count=words.number(rules.max_bytes / MILLION))
    down, up = _host(targets.download), _host(targets.upload)
    if down == up:
        return words.phrase("speed-both", most=most, host=down)
    told = (("speed-fetches", down), ("speed-sends", up))
    return " ".join(words.phrase(key, most=most, host=at) for key, at in told if at)


def measured(part: Throughput, targets: Targets | None, policy: Policy) -> Speed:
    """Measure one after the other: answers on an idle line, then down, then up."""
    rules, proxy = policy.throughput, policy.network.proxy
    if not targets:
        return _of_public(part.public(rules.max_seconds, proxy))
    how = (int(rules.max_bytes), rules.max_seconds, proxy)
    latency = part.latency(targets.latency, proxy)
    down = part.download(targets.download, *how) if targets.download else None
    up = part.upload(targets.upload, *how) if targets.upload else None
    return Speed(_host(targets.download or targets.upload), down, up, latency)


def _of_public(told: Public) -> Speed:
    """Return it as ours; how much went which way, and how long it took, it hides."""
    down, up = (Transfer(0, 0.0, mbit) for mbit in (told.download, told.upload))
    return Speed(told.server, down, up, told.latency)


def _part(world: World) -> Throughput:
    factory = world.platform.PARTS.get("Throughput")
    if not factory:
        msg = "this machine cannot measure it yet"
        raise PartMissing(msg)
    part: Any = factory()
    return part  # type: ignore[no-any-return]


def _is_slow(speed: Speed, rules: ThroughputRules) -> bool:
    return bool(speed.download and speed.download.mbit < rules.slow_below_mbit)


def _show(
    speed: Speed, args: Arguments, words: Words, rules: ThroughputRules, *, slow: bool
) -> None:
    if args.json:
        import json

        sys.stdout.write(json.dumps(_report(speed, rules, slow=slow)) + "\n")
        return
    from agent.cli.terminal import write

    write(_lines(speed, words, rules, slow=slow))


def _report(speed: Speed, rules: ThroughputRules, *, slow: bool) -> dict[str, Any]:
    from agent.codec import plain

    return {
        "schema": 1,
        "tool": "blusser",
        "version": VERSION,
        "server": speed.server,
        "download": plain(speed.download),
        "upload": plain(speed.upload),
        "latency_ms": speed.latency,
        "slow": slow,
        "slow_below_mbit": rules.slow_below_mbit,
    }


def _lines(
    speed: Speed, words: Words, rules: ThroughputRules, *, slow: bool
) -> Iterator[Line]:
    ways = (("download", speed.download), ("upload", speed.upload))
    for name, moved in ways:
        if moved:
            bad = slow and name == "download"
            yield Line(_told(name, moved, words), "trouble" if bad else "well")
    yield Line(words.phrase("speed-latency", ms=words.number(speed.latency)), "quiet")
    if slow:
        least = words.number(rules.slow_below_mbit)
        yield Line(words.phrase("speed-slow", least=least), style="bold")


def _told(name: str, moved: Transfer, words: Words) -> str:
    mbit = words.number(moved.mbit)
    if not moved.bytes:
        return words.phrase(f"speed-plain-{name}", mbit=mbit)
    size = words.phrase("size-mb", count=words.number(moved.bytes / MILLION))
    took = words.number(moved.seconds)
    return words.phrase(f"speed-{name}", mbit=mbit, moved=size, took=took)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
