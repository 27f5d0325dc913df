"""What makes sound runs."""

import pytest

from agent.host import PartMissing
from agent.host.fake.units import FakeSound
from agent.host.ports.services import Service
from checks.services.sound_works import AUDIO_SERVICE_DOWN, sound_works

PIPEWIRE, PULSE = "pipewire.service", "pulseaudio.service"
POLICY = "wireplumber.service"


def seen(*services, cards=1):
    return sound_works(FakeSound(*services, cards=cards))


def test_a_service_that_runs_is_fine():
    assert seen(Service(PIPEWIRE), Service(POLICY)) is None


@pytest.mark.parametrize("name", [PIPEWIRE, PULSE])
def test_one_that_rests_until_it_is_needed_is_fine(name):
    rests = Service(name, "when-needed", "stopped")

    assert seen(rests) is None
    assert seen(rests, Service(POLICY, state="stopped")) is None or name == PULSE


@pytest.mark.parametrize("name", [PIPEWIRE, PULSE])
@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_one_that_is_down_is_found(name, state):
    assert seen(Service(name, state=state)) == AUDIO_SERVICE_DOWN(
        services=[name], results=[], count=1
    )


def test_one_that_failed_is_found_even_if_it_would_be_waked():
    assert seen(Service(PULSE, "when-needed", "failed"))


def test_what_hands_out_the_devices_must_run_with_the_service():
    found = seen(Service(PIPEWIRE), Service(POLICY, state="stopped"))

    assert found.facts["services"] == [POLICY]


def test_without_a_card_there_is_nothing_to_ask():
    with pytest.raises(PartMissing, match="card"):
        seen(Service(PIPEWIRE, state="failed"), cards=0)


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_where_sound_was_switched_off_there_is_nothing_to_ask(start):
    with pytest.raises(PartMissing, match="no sound service"):
        seen(Service(PIPEWIRE, start, "stopped"))


def test_without_a_session_there_is_nothing_to_ask():
    with pytest.raises(PartMissing, match="no session"):
        sound_works(FakeSound(trouble=PartMissing("no session")))
