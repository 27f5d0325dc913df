"""The real program on a real X screen, in a room without any network.

Nobody looks inside it: what it shows is read off the screen, and what it is told comes
from the mouse.
"""

import json
import signal
import time

import pytest

from tests.lab.room import STATE
from tests.lab.window.screen import Screen
from tests.lab.window.seen import TROUBLE, button, places

pytestmark = [pytest.mark.lab, pytest.mark.timeout(100)]

IN_TRAY = "#db4b2b"
BALLOON = "#ffffe1"
"""Behind what Qt says beside the tray, where no desktop says it in its stead."""


@pytest.fixture
def screen(tmp_path):
    made = Screen(tmp_path)
    yield made
    made.close()
    assert (tmp_path / "said.txt").read_text() == ""


def test_a_press_on_a_real_screen_leads_to_the_result(screen):
    window = screen.blusser()
    place = screen.until(lambda: button(screen.shot()), "no button was seen")
    assert not places(screen.shot(), TROUBLE)

    screen.click(place)
    screen.until(lambda: not button(screen.shot()), "nothing was seen to begin")
    cases = screen.until(
        lambda: screen.room.blusser("history").said["cases"], "no case was kept"
    )
    screen.until(
        lambda: button(shown := screen.shot()) and places(shown, TROUBLE),
        "no result was seen",
    )

    assert [case["trigger"] for case in cases] == ["window"]
    assert cases[0]["result"] == "problems"
    assert ".zip" in screen.room.sh(f"ls {STATE}/els/outbox")

    window.send_signal(signal.SIGTERM)
    assert window.wait(2) == 0


def test_a_second_start_ends_at_once_and_the_first_stays(screen):
    first = screen.blusser()
    screen.until(lambda: button(screen.shot()), "no window was seen")
    second = screen.blusser()

    assert second.wait(10) == 0
    assert first.poll() is None
    assert screen.tool("search", "--onlyvisible", "--name", "Blusser").count("\n") == 1


def test_a_window_that_was_killed_is_no_obstacle_to_the_next(screen):
    first = screen.blusser()
    screen.until(lambda: button(screen.shot()), "no window was seen")
    first.kill()
    first.wait(5)
    screen.until(lambda: not button(screen.shot()), "the window stayed")
    second = screen.blusser()

    screen.until(lambda: button(screen.shot()), "no second window was seen")
    assert second.poll() is None


def test_with_a_tray_the_window_hides_and_a_click_on_the_icon_brings_it_back(screen):
    screen.start("trayer", "--edge", "bottom", "--height", "24", DISPLAY=screen.display)
    first = screen.blusser()
    icon = screen.until(
        lambda: button(shown := screen.shot()) and places(shown, IN_TRAY),
        "no icon was seen in the tray",
    )[0]
    screen.tool("key", "ctrl+w")
    screen.until(lambda: not button(screen.shot()), "the window did not close")
    assert first.poll() is None

    screen.click(icon)
    screen.until(lambda: button(screen.shot()), "the window did not come back")
    first.send_signal(signal.SIGTERM)

    assert first.wait(2) == 0


def test_without_a_tray_closing_the_window_quits(screen):
    only = screen.blusser()
    screen.until(lambda: button(screen.shot()), "no window was seen")
    screen.tool("key", "ctrl+w")

    assert only.wait(2) == 0


def test_at_sign_in_only_the_icon_is_there_and_a_click_opens_the_window(screen):
    screen.start("trayer", "--edge", "bottom", "--height", "24", DISPLAY=screen.display)
    first = screen.blusser("--background")
    icon = screen.until(
        lambda: places(screen.shot(), IN_TRAY), "no icon was seen in the tray"
    )[0]
    assert not button(screen.shot())
    again = screen.blusser("--background")
    assert again.wait(10) == 0
    assert not button(screen.shot())

    screen.click(icon)
    screen.until(lambda: button(screen.shot()), "the window did not come")
    first.send_signal(signal.SIGTERM)
    assert first.wait(2) == 0


def test_what_a_run_of_the_timer_left_is_said_beside_the_tray_once(screen):
    screen.room.sh("mount -t tmpfs -o mode=755 none /run; mkdir /run/blusser-check")
    told = {"schema": 1, "case": "1", "when": int(time.time())}
    told["notices"] = [{"code": "no-address", "fix": ""}]
    screen.room.write("/run/blusser-check/notices.json", json.dumps(told))
    screen.room.sh("chmod -R go+rX /run/blusser-check")
    screen.start("trayer", "--edge", "bottom", "--height", "24", DISPLAY=screen.display)
    first = screen.blusser("--background")
    screen.until(lambda: places(screen.shot(), BALLOON), "nothing was said")
    kept = json.loads(screen.room.sh(f"cat {STATE}/els/told.json"))
    assert list(kept["said"]) == ["no-address"]
    first.send_signal(signal.SIGTERM)
    assert first.wait(2) == 0

    again = screen.blusser("--background")
    screen.until(lambda: places(screen.shot(), IN_TRAY), "no icon in the tray")
    time.sleep(8)  # it looks after five
    assert not places(screen.shot(), BALLOON)
    again.send_signal(signal.SIGTERM)
    assert again.wait(2) == 0


def test_a_start_that_wrong_rules_forbid_is_seen_and_enter_leaves(screen):
    screen.room.write(f"{STATE}/policy.toml", "support = 1\n")
    window = screen.blusser()
    screen.until(lambda: button(screen.shot()), "no window was seen")
    assert window.poll() is None
    screen.tool("key", "Return")

    assert window.wait(10) == 2
    said = (screen.folder / "said.txt").read_text()
    assert "line 1, key support" in said
    (screen.folder / "said.txt").write_text("")
