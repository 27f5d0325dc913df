"""What makes sound runs."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Service
from agent.host.ports.units import Sound
from agent.model import Finding, Problem, Severity
from checks.services._wanted import SOUND

AUDIO_SERVICE_DOWN = Problem(
    "audio-service-down", Severity.ANNOYING, facts=("services", "results", "count")
)
REST = ("stopped", "finished")


@check(measures=True)
def sound_works(sound: Sound) -> Finding | None:
    """The session's sound services run, or rest until something wants to be heard."""
    if not sound.cards():
        msg = "this machine has no sound card"
        raise PartMissing(msg)
    here = sound.services(SOUND)
    if not any(one.start in ("at-boot", "when-needed") for one in here):
        msg = "no sound service is set up for this account"
        raise PartMissing(msg)
    if not (down := silent(here)):
        return None
    return AUDIO_SERVICE_DOWN(
        services=[one.name for one in down],
        results=sorted({one.result for one in down} - {""}),
        count=len(down),
    )


def silent(services: tuple[Service, ...]) -> list[Service]:
    """Return what is down and not locked; the rest start and end with the first."""
    here = [one for one in services if one.start != "forbidden"]
    asleep = SOUND[0] in {one.name for one in here if one.state in REST}
    return [
        one
        for one in here
        if one.state == "failed"
        or (
            one.state == "stopped"
            and one.start == "at-boot"
            and (one.name in {SOUND[0], SOUND[-1]} or not asleep)
        )
    ]
