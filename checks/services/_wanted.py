"""Which services should run here, and what keeps them from it."""

from agent.host.ports.services import Service, Services
from agent.host.ports.units import Blocker, Units
from agent.policy.model import ServiceRules

KEEPERS = (
    "systemd-timesyncd.service",
    "chrony.service",
    "chronyd.service",
    "ntpsec.service",
    "ntp.service",
    "ntpd.service",
    "openntpd.service",
)
"""The services that may keep the clock; a check of their own looks at them."""
RESOLVERS = ("systemd-resolved.service", "dnsmasq.service", "unbound.service")
"""The services that may remember names; the same."""
SOUND = (
    "pipewire.service",
    "pipewire-pulse.service",
    "wireplumber.service",
    "pipewire-media-session.service",
    "pulseaudio.service",
)
"""The services of a session that may make sound, the first what the others need."""


def full(name: str) -> str:
    """Return the name of a service as the system writes it."""
    return name if "." in name else f"{name}.service"


def among(name: str, names: tuple[str, ...]) -> bool:
    """Say whether a service is one of those named, however they are written."""
    return full(name) in map(full, names)


def needed(rules: ServiceRules) -> tuple[str, ...]:
    """Return the services that this machine needs, by IT's word or by what they do."""
    return (*rules.required, *rules.required_if_enabled, *KEEPERS, *RESOLVERS)


def stopped(services: Services, rules: ServiceRules) -> list[Service]:
    """Return the services that should run, do not, and may be started.

    What was switched off is not among them, nor what the system gave up starting:
    that crashes, and another start would not help. Nor what protects this computer:
    IT wants to know of that itself.
    """
    wanted = dict.fromkeys((*rules.required, *rules.required_if_enabled))
    return [
        service
        for service in services.named(tuple(wanted))
        if service.state in ("stopped", "failed")
        and not service.gave_up
        and not among(service.name, rules.protection)
        and _should_run(service, rules)
    ]


def down(apart: tuple[Service, ...]) -> list[Service]:
    """Return those of services looked at apart that should run and do not.

    What was switched off is not among them, nor what crashes, nor what the system
    found not meant for this machine, as in a container.
    """
    return [
        one
        for one in apart
        if one.start == "at-boot"
        and one.state in ("stopped", "failed")
        and not one.gave_up
    ]


def _should_run(service: Service, rules: ServiceRules) -> bool:
    """Say whether it should: what is started when needed may rest, but not fail."""
    if service.start == "when-needed":
        return service.state == "failed" or service.name in rules.required
    return service.start == "at-boot"


def blocked(
    down: list[Service], units: Units
) -> list[tuple[Service, tuple[Blocker, ...]]]:
    """Return each service that is down, with what keeps it from starting."""
    return [(service, units.blockers(service.name)) for service in down]
