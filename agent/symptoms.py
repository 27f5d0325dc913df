"""What the employee can start from: it orders what is shown, and hides nothing."""

from __future__ import annotations

from agent.case import Seen
from agent.typed import Final
from agent.words import Words

FAMILIES: Final = ("network", "login", "services", "disk", "performance")


def _near(*named: str) -> tuple[str, ...]:
    """Return what is named, and after it the families that are not."""
    return (*named, *(family for family in FAMILIES if family not in named))


SYMPTOMS: Final[dict[str, tuple[str, ...]]] = {
    "internet": _near("network"),
    "slow-internet": _near(
        "network.line_is_steady",
        "network.large_packets_pass",
        "network",
        "performance",
    ),
    "wifi": _near(
        "network.radio_is_on",
        "network.link_is_up",
        "network.line_is_steady",
        "login.certificates_not_about_to_end",
        "network",
    ),
    "vpn": _near("network", "login.certificates_not_about_to_end", "login"),
    "login": _near("login", "network.clock_agrees", "network"),
    "print": _near(
        "services.print_queue_not_stuck",
        "services.printers_are_ready",
        "services",
        "network",
    ),
    "disk": _near("disk", "services"),
    "slow": _near(
        "performance",
        "disk.disk_answers_quickly",
        "disk.system_disk_has_room",
        "disk",
        "services",
    ),
    "sound": _near(
        "services.sound_works",
        "services.sound_is_heard",
        "services.own_services_run",
        "services",
        "performance",
    ),
    "mail": _near("network.endpoints_open", "network.certificates_trusted", "network"),
    "share": _near(
        "disk.server_folders_answer",
        "login.kerberos_ticket_valid",
        "login.domain_controller_reachable",
        "network",
        "login",
        "disk",
    ),
    "clock": _near(
        "network.clock_agrees",
        "login.clock_agrees_with_domain",
        "services.time_service_runs",
        "network",
    ),
}
"""By symptom id: families of checks or single ones by id, the likeliest first."""
SHOWN: Final = 120
"""Characters of what somebody said that are said back."""
SEVERITIES: Final = ("blocking", "annoying", "advice")


def rank(symptom: str, cause: Seen) -> tuple[bool, int, int]:
    """Return the place of a cause among others, to sort by; the least comes first."""
    grave = cause.severity
    return (
        grave == "advice",
        place(symptom, cause.check),
        SEVERITIES.index(grave) if grave in SEVERITIES else len(SEVERITIES),
    )


def place(symptom: str, check: str) -> int:
    """Return how far from a symptom a check is; one that nobody named is farthest."""
    named = SYMPTOMS.get(symptom, ())
    family = check.partition(".")[0]
    near = (at for at, name in enumerate(named) if name in (check, family))
    return next(near, len(named))


def understood(said: str) -> str:
    """Return the symptom that is named or meant; empty where that is not clear."""
    if not said.strip() or said in SYMPTOMS:
        return said.strip()
    from agent.matching import match

    return match(said)


def heard(said: str, symptom: str, words: Words) -> str:
    """Say what was understood of what was said, and that nothing is left out."""
    clear = "".join(c if c.isprintable() else " " for c in said[:SHOWN])
    told = " ".join(clear.split())
    if not symptom:
        return words.phrase("symptom-unknown", said=told)
    first = words.phrase(f"symptom-{symptom}-first")
    key = "symptom-chosen" if said == symptom else "symptom-said"
    return words.phrase(key, said=told, first=first)
