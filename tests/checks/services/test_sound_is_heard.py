"""What is played on this computer can be heard."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.units import FakeSound
from agent.host.ports.services import Service
from agent.host.ports.units import Output
from agent.model import Severity
from checks.services.sound_is_heard import (
    AUDIO_MUTED,
    AUDIO_NO_DEVICE,
    sound_is_heard,
)

ASLEEP = Service("pipewire.service", "when-needed", "stopped")


def test_a_device_that_plays_is_fine():
    assert sound_is_heard(FakeSound()) is None


@pytest.mark.parametrize(
    "output", [None, Output(True, False, True), Output(True, True, True)]
)
def test_without_a_device_nothing_is_heard(output):
    assert sound_is_heard(FakeSound(output=output)) == AUDIO_NO_DEVICE()


def test_a_device_that_is_muted_is_worth_knowing_and_no_fault():
    muted = FakeSound(output=Output(muted=True, playing=True))

    assert sound_is_heard(muted) == AUDIO_MUTED()
    assert AUDIO_MUTED.severity is Severity.ADVICE


@pytest.mark.parametrize("output", [Output(muted=True), Output(dummy=True)])
def test_while_nothing_is_played_nobody_misses_it(output):
    assert sound_is_heard(FakeSound(output=output)) is None


def test_without_a_card_there_is_nothing_to_ask():
    with pytest.raises(PartMissing, match="card"):
        sound_is_heard(FakeSound(cards=0))


def test_a_sound_service_that_sleeps_is_not_waked():
    with pytest.raises(PartMissing, match="played"):
        sound_is_heard(FakeSound(ASLEEP, output=None))


def test_a_sound_service_that_does_not_answer_is_trouble():
    with pytest.raises(HostError):
        sound_is_heard(FakeSound(trouble=HostError("silent")))
