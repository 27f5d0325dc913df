"""Start what makes sound in this session, and is down."""

from agent.fix import Risk, fix
from agent.host.ports.units import OwnServiceControl, Sound
from agent.moment import Moment
from checks.services._wanted import SOUND
from checks.services.sound_works import AUDIO_SERVICE_DOWN, silent


@fix(
    repairs=(AUDIO_SERVICE_DOWN,),
    risk=Risk.SAFE,
    not_during=(Moment.IN_CALL,),
    settle=3,
    timeout=60,
)
def restart_audio_service(sound: Sound, levers: OwnServiceControl) -> None:
    """Start each sound service of the session that is down, its failures forgotten.

    Twice over: only once the first runs can be seen what is missing beside it. One
    that runs is never restarted: that would end a call. One that was locked, as where
    PulseAudio gave way to PipeWire, stays so.
    """
    for _ in range(2):
        for service in silent(sound.services(SOUND)):
            levers.start_anew(service.name)
