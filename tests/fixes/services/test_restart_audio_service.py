"""Start what makes sound in this session, and is down."""

import pytest

from agent.host.fake.units import SERVER, FakeSound
from agent.host.ports.services import Service
from agent.model import Account
from agent.moment import Moment
from agent.value import replace
from fixes.services.restart_audio_service import restart_audio_service

POLICY = Service("wireplumber.service", state="failed", gave_up=True)


class Session(FakeSound):
    """Sound services that a lever really starts."""

    def __init__(self, *services):
        super().__init__(*services)
        self.anew = []

    def start(self, name):
        raise NotImplementedError

    def start_anew(self, name):
        self.anew.append(name)
        self._services = tuple(
            replace(one, state="running") if one.name == name else one
            for one in self._services
        )
        return "done"


def started(*services):
    session = Session(*services)
    restart_audio_service(session, session)
    return session.anew


def test_what_is_down_is_started_anew_once_with_the_rights_of_its_owner():
    assert started(SERVER, POLICY) == ["wireplumber.service"]
    assert restart_audio_service.runs_as is Account.USER


def test_what_is_missing_once_the_first_runs_is_started_too():
    first = Service("pipewire.service", state="stopped")
    beside = Service("pipewire-pulse.service", state="stopped")

    assert started(beside, first) == ["pipewire.service", "pipewire-pulse.service"]
    assert started(SERVER) == []


def test_what_runs_is_never_restarted_as_that_would_end_a_call():
    assert started(SERVER) == []
    assert Moment.IN_CALL in restart_audio_service.not_during


@pytest.mark.parametrize("state", ["failed", "stopped"])
def test_what_was_locked_stays_locked(state):
    locked = Service("pulseaudio.service", start="forbidden", state=state)

    assert started(SERVER, locked) == []
