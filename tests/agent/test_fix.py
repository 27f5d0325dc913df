import pytest

from agent.fix import fix
from tests.agent.toy import WELL_DRY, WaterControl


@pytest.mark.parametrize("half", ["remember", "undo"])
def test_what_is_remembered_and_never_put_back_is_no_repair(half):
    with pytest.raises(TypeError, match="both or none"):

        @fix(repairs=(WELL_DRY,), **{half: lambda *_, **__: None})
        def turn(water: WaterControl):
            pass
