"""Let what is played be heard."""

import json

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.units import MUTED, FakeSoundControl
from agent.host.ports.units import Loudness
from agent.moment import Moment
from fixes.services.unmute_sound import MODEST, unmute_sound


@pytest.mark.parametrize(
    ("before", "after"), [(65_536, MODEST), (10_000, 10_000), (0, MODEST)]
)
def test_it_is_heard_and_never_louder_than_it_was_set_nor_than_modest(before, after):
    levers = FakeSoundControl(Loudness(7, muted=before > 0, volumes=(before,)))

    for _ in range(2):
        unmute_sound(levers)
        assert levers.now == Loudness(7, muted=False, volumes=(after,))


def test_it_is_as_silent_as_before_where_that_did_not_help():
    levers = FakeSoundControl(MUTED)

    before = json.loads(json.dumps(unmute_sound.remember(levers=levers)))
    unmute_sound(levers)
    unmute_sound.undo(before, levers=levers)

    assert levers.now == MUTED


def test_it_speaks_up_only_after_a_yes_and_into_no_call_or_presentation():
    assert unmute_sound.risk is Risk.ASK
    assert unmute_sound.not_during == (Moment.IN_CALL, Moment.PRESENTING)


def test_where_there_is_no_device_it_says_so():
    with pytest.raises(Refused):
        unmute_sound(FakeSoundControl(None))
