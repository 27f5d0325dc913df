"""What the command line builds a machine of."""

import pytest

from agent.cli.options import Arguments
from agent.host import linux
from agent.host.ports.services import OwnAgent
from agent.host.transcript import Lines


@pytest.mark.parametrize("outbox", ["", "elsewhere"])
def test_the_agent_looks_at_the_folders_it_really_uses(toys, tmp_path, outbox):
    world = toys()
    world.platform.own_agent = linux.own_agent
    place = tmp_path / (outbox or "mine/outbox")
    place.mkdir(parents=True)
    (place / "blusser-20260101.zip").write_bytes(b"1234")
    if outbox:
        (tmp_path / "policy.toml").write_text(f'outbox = "{place}"\n')

    kit = world.kit(Arguments(policy="", state=str(tmp_path / "mine"), only=[]))
    own = kit.machine().parts({"own": OwnAgent}, Lines("a", 0))["own"]

    assert own.sizes()["outbox"] == 4


@pytest.mark.parametrize(
    ("mighty", "place", "lent"),
    [
        (True, "/run/hands", None),
        (False, "/run/hands", ("fill_tap",)),
        (False, "", ()),
    ],
    ids="root employee without-service".split(),
)
def test_it_is_known_what_an_employee_may_have_done(
    toys, tmp_path, mighty, place, lent
):
    asked = '[service]\non_request = ["fill_tap"]\n'
    (tmp_path / "policy.toml").write_text(asked)
    world = toys()
    world.platform.has_rights, world.platform.lender = mighty, place

    assert world.kit(Arguments(policy="", state="", only=[])).lent == lent
