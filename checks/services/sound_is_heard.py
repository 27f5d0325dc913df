"""What is played on this computer can be heard."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.units import Sound
from agent.model import Finding, Problem, Severity
from checks.services._wanted import SOUND
from checks.services.sound_works import sound_works

AUDIO_NO_DEVICE = Problem("audio-no-device", Severity.ADVICE)
AUDIO_MUTED = Problem("audio-muted", Severity.ADVICE)


@check(explained_by=(sound_works,), measures=True, proves=False)
def sound_is_heard(sound: Sound) -> Finding | None:
    """What is played now goes to a device, and the device is not muted.

    Many people mute theirs on purpose; nobody plays something in order not to hear it.
    Where the sound service sleeps nothing is played, and nobody wakes it for this.
    """
    if not sound.cards():
        msg = "this machine has no sound card"
        raise PartMissing(msg)
    if not any(one.state == "running" for one in sound.services(SOUND)):
        msg = "nothing is played here now"
        raise PartMissing(msg)
    output = sound.output()
    if output and not output.playing:
        return None
    if output is None or output.dummy:
        return AUDIO_NO_DEVICE()
    return AUDIO_MUTED() if output.muted else None
