"""The window is given what runs are made of, by the rules of each day."""

from agent.cli.options import read
from agent.cli.window import run
from agent.value import replace


def test_what_it_forbids_while_the_window_is_open_is_forbidden(toys, tmp_path):
    opened = []
    world = replace(toys(), open_window=lambda *given: opened.append(given) or 0)
    state = str(tmp_path / "state")

    assert run(read(["ui", "--state", state]), world) == 0
    (kit, *_) = opened[0]
    (tmp_path / "policy.toml").write_text('[fixes]\nnever = ["fill_well"]\n')

    assert kit.policy.fixes.never == ()
    assert kit.anew().policy.fixes.never == ("fill_well",)
