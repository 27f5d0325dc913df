"""What each kind of IT's own checks asks; returns the facts of what is wrong."""

from agent.host import HostError, PartMissing
from agent.host.ports.network import NameServers
from agent.host.ports.paths import Paths, Programs
from agent.host.ports.reach import Reach
from agent.host.ports.services import Services
from agent.policy.model import NetworkRules
from agent.policy.own import OwnCheck
from agent.typed import Any

Facts = dict[str, Any] | None
HOUR = 3600
RUNS = ("running", "finished", "starting", "stopping")
"""What a service may do that must run; one that somebody restarts stops as well."""


def tcp(own: OwnCheck, reach: Reach) -> Facts:
    """Somebody takes a connection."""
    state = reach.connect(own.host, own.port, own.seconds)
    if state == "open":
        return None
    return {"host": own.host, "port": own.port, "state": state}


def http(own: OwnCheck, reach: Reach, network: NetworkRules) -> Facts:
    """A page answers with a status it should have."""
    answer = reach.page(own.url, network.proxy, own.seconds)
    well = answer.status in own.status if own.status else answer.status < 400
    if answer.state == "answered" and well:
        return None
    return {"url": own.url, "status": answer.status, "state": answer.state}


def dns(own: OwnCheck, servers: NameServers) -> Facts:
    """One of the name servers knows a name."""
    replies = servers.ask(servers.upstream(), (own.name,))
    states = {reply.status for reply in replies}
    if "found" in states:
        return None
    if states - {"silent"}:
        return {"name": own.name, "state": "unknown"}
    return {"name": own.name, "state": "silent"}


def service(own: OwnCheck, services: Services) -> Facts:
    """A service runs, whoever starts it: IT says that it must."""
    found = services.named((own.service,))
    if not found and own.if_installed:
        msg = f"this machine has no {own.service}"
        raise PartMissing(msg)
    state = found[0].state if found else "missing"
    return None if state in RUNS else {"service": own.service, "state": state}


def process(own: OwnCheck, programs: Programs) -> Facts:
    """As many programs of a name run as should."""
    count = programs.count(own.process)
    too_many = own.at_most is not None and count > own.at_most
    if count >= own.at_least and not too_many:
        return None
    return {"process": own.process, "count": count}


def file(own: OwnCheck, paths: Paths) -> Facts:
    """A file is there and as it should be, or is not there."""
    seen = paths.file(own.path)
    tests = {
        "missing": own.exists and not seen.exists,
        "present": seen.exists and not own.exists,
        "old": own.max_age_hours is not None and seen.age > own.max_age_hours * HOUR,
        "small": own.exists and seen.bytes < own.min_bytes,
        "large": own.max_bytes is not None and seen.bytes > own.max_bytes,
    }
    state = next((name for name, fails in tests.items() if fails), "")
    facts = {"path": own.path, "state": state, "bytes": seen.bytes, "age": seen.age}
    return facts if state else None


def host_certificate(own: OwnCheck, reach: Reach) -> Facts:
    """The certificate that a host shows is valid for long enough."""
    return _lasting(own, f"{own.host}:{own.port}", reach.expiry(own.host, own.port))


def file_certificate(own: OwnCheck, paths: Paths) -> Facts:
    """The certificate in a file is valid for long enough."""
    return _lasting(own, own.path, paths.expiry(own.path))


def _lasting(own: OwnCheck, where: str, days: float) -> Facts:
    return {"where": where, "days": days} if days < own.days else None


def disk(own: OwnCheck, paths: Paths) -> Facts:
    """A volume has room: it is short of it when it is below all that IT set."""
    room = paths.room(own.path)
    if not room.size:
        msg = f"{own.path} has no size"
        raise HostError(msg)
    share = 100 * room.free / room.size
    enough = own.min_free_bytes and room.free >= own.min_free_bytes
    if enough or (own.min_free_percent and share >= own.min_free_percent):
        return None
    percent = round(share, 1)
    return {
        "path": own.path,
        "free": room.free,
        "size": room.size,
        "percent": percent,
    }


def mount(own: OwnCheck, paths: Paths) -> Facts:
    """Something is mounted where it should be, and answers."""
    state = paths.mounted(own.path)
    return None if state == "mounted" else {"path": own.path, "state": state}
