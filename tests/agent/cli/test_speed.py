"""``blusser speed``: what it says before, what it asks for, what it says after."""

import json

import pytest

import agent.cli
from agent.host.fake.throughput import FakeThroughput
from agent.words import Words
from agent.value import replace


@pytest.fixture
def speed(toys, tmp_path, capsys):
    def go(rules, *argv, part=None, network=""):
        (tmp_path / "policy.toml").write_text(
            f"[throughput]\n{rules}\n[network]\n{network}\n"
        )
        world = replace(toys(), speak=Words)
        world.platform.PARTS["Throughput"] = lambda: part or FakeThroughput()
        code = agent.cli.run(["speed", *argv], world)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


OWN = 'download = "https://files.test/f"\nupload = "https://sink.test/s"'
LIBRE = 'librespeed = "https://speed.test/backend/"'


def test_where_the_rules_name_nobody_nothing_is_measured(speed):
    part = FakeThroughput()

    code, out, err = speed("", part=part)

    assert (code, out, part.asked) == (2, "", [])
    assert err == (
        "IT has not said against which server the speed of this PC's connection may"
        " be measured.\n"
    )


def test_it_says_what_it_will_move_before_it_does(speed):
    code, out, _ = speed(OWN)

    assert code == 0
    assert out.splitlines() == [
        "This fetches at most 25.0 MB from files.test."
        " This sends at most 25.0 MB to sink.test.",
        "✓ Download: 90.0 Mbit/s (25.0 MB in 2.2 s)",
        "✓ Upload: 20.0 Mbit/s (25.0 MB in 10.0 s)",
        "· An answer takes 14.2 ms.",
    ]


def test_what_is_said_before_does_not_spoil_the_json(speed):
    _, out, err = speed(LIBRE, "--json")

    assert err.startswith("This fetches at most 25.0 MB from speed.test and sends")
    assert json.loads(out) == {
        "schema": 1,
        "tool": "blusser",
        "version": json.loads(out)["version"],
        "server": "speed.test",
        "download": {"bytes": 25_000_000, "seconds": 2.22, "mbit": 90.0},
        "upload": {"bytes": 25_000_000, "seconds": 10.0, "mbit": 20.0},
        "latency_ms": 14.2,
        "slow": False,
        "slow_below_mbit": 0.0,
    }


def test_the_rules_set_caps_and_proxy(speed):
    part = FakeThroughput()
    rules = f"{LIBRE}\nmax_bytes = 3000000\nmax_seconds = 4"
    speed(rules, part=part, network='proxy = "http://proxy.test:3128"')
    proxy = "http://proxy.test:3128"

    assert part.asked == [
        ("latency", "https://speed.test/backend/empty.php", 0, 0.0, proxy),
        ("download", "https://speed.test/backend/garbage.php", 3_000_000, 4.0, proxy),
        ("upload", "https://speed.test/backend/empty.php", 3_000_000, 4.0, proxy),
    ]


def test_one_way_alone_is_measured_alone(speed):
    part = FakeThroughput()
    _, out, _ = speed('upload = "https://sink.test/s"', "--json", part=part)

    assert json.loads(out)["download"] is None
    assert [one[0] for one in part.asked] == ["latency", "upload"]


def test_a_line_slower_than_it_should_be_is_a_problem(speed):
    code, out, _ = speed(f"{LIBRE}\nslow_below_mbit = 100")

    assert code == 1
    assert "✗ Download: 90.0 Mbit/s" in out
    assert "That is slow: IT expects at least 100.0 Mbit/s here." in out


def test_a_server_that_is_not_there_is_one_sentence(speed):
    code, _, err = speed(OWN, part=FakeThroughput(download=-1))

    assert code == 3
    assert err == (
        "The speed could not be measured: the way to speed.test ends early (closed).\n"
    )


def test_public_servers_are_used_only_where_the_rules_allow_it(speed):
    part = FakeThroughput()
    code, out, _ = speed("speedtest = true", part=part)

    assert code == 0
    assert out.startswith("This measures with public servers on the internet")
    assert "✓ Download: 90.0 Mbit/s\n" in out
    assert [one[0] for one in part.asked] == ["public"]


def test_it_speaks_dutch(speed):
    _, out, _ = speed(LIBRE, "--lang", "nl")

    assert out.startswith("Dit haalt hoogstens 25,0 MB op bij speed.test")


def test_it_speaks_french_in_its_sizes_and_in_what_went_wrong(speed):
    _, out, err = speed(OWN, "--lang", "fr", part=FakeThroughput(download=-1))

    assert out.startswith("Ceci télécharge au plus 25,0\u202fMo")
    assert "le chemin s’interrompt" in err
