"""Let what is played be heard."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.units import Loudness, SoundControl
from agent.moment import Moment
from checks.services.sound_is_heard import AUDIO_MUTED

MODEST = 26_214
"""40 percent: to be heard in an office, and to startle nobody."""

Before = tuple[int, bool, list[int]]


def loudness(levers: SoundControl) -> Before | None:
    """Return how loud the device is, nothing where there is none."""
    now = levers.loudness()
    return (now.device, now.muted, list(now.volumes)) if now else None


def as_before(before: Before, levers: SoundControl) -> None:
    """Make it as loud, or as silent, as it was."""
    device, muted, volumes = before
    levers.set_loudness(Loudness(device, muted, tuple(volumes)))


@fix(
    repairs=(AUDIO_MUTED,),
    risk=Risk.ASK,
    remember=loudness,
    undo=as_before,
    not_during=(Moment.IN_CALL, Moment.PRESENTING),
    settle=1,
)
def unmute_sound(levers: SoundControl) -> None:
    """Unmute the device, after a yes; never louder than it was set, nor than modest."""
    now = levers.loudness()
    if now is None:
        msg = "there is nothing to hear sound with"
        raise Refused(msg)
    volumes = tuple(min(one or MODEST, MODEST) for one in now.volumes)
    levers.set_loudness(Loudness(now.device, muted=False, volumes=volumes))
