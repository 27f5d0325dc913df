"""Switch Wi-Fi on that a setting switched off."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.radio import RadioControl, Radios
from checks.network.radio_is_on import RADIO_OFF


def _was_off(radios: Radios, **_: object) -> bool | None:
    return True if any(one.soft for one in radios.wireless()) else None


def _put_back(before: bool, levers: RadioControl, **_: object) -> None:  # noqa: FBT001
    levers.switch(not before)


def _by_hand(radios: Radios, **_: object) -> str:
    held = any(one.hard for one in radios.wireless())
    return "Wi-Fi is held off by a switch or key of this computer" if held else ""


@fix(
    repairs=(RADIO_OFF,),
    risk=Risk.ASK,
    remember=_was_off,
    undo=_put_back,
    unless=_by_hand,
    settle=6,
)
def turn_radio_on(radios: Radios, levers: RadioControl) -> None:
    """Switch on Wi-Fi alone, airplane mode or not: who sits there says yes to it.

    What a switch of the case holds off is left to whoever finds that switch.
    """
    if why := _by_hand(radios):
        raise Refused(why)
    if any(one.soft for one in radios.wireless()):
        levers.switch(True)  # noqa: FBT003 - a switch
