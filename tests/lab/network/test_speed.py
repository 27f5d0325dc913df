"""``blusser speed`` on a line of known speed: what it says, and what it moves."""

from __future__ import annotations

import json
import os
import subprocess
import time

import pytest

from tests.lab.network.namespace import command
from tests.lab.network.plan import PROXY, ZONE
from tests.lab.network.program import ROOT, blusser, inside
from tests.lab.network.speed_server import SpeedServer

pytestmark = pytest.mark.lab

URL = "https://work.lab.test:8443"
DOWN, UP = 40, 16
"""Mbit/s that the line of the lab lets through."""


@pytest.fixture
def server(world):
    import socket

    bound = world.internet.bound(socket.SOCK_STREAM, ZONE["work.lab.test"][0], 8443)
    made = SpeedServer(bound, world.good)
    yield made
    made.close()


def sent(world):
    """Return how many connections the PC has begun, and datagrams sent, by IPv4.

    Not packets: connections of the test before may still be ending.
    """
    with world.pc.entered(), open("/proc/thread-self/net/snmp") as file:
        told = [line.split() for line in file]
    return [
        dict(zip(names, numbers, strict=True))[counted]
        for names, numbers in zip(told[::2], told[1::2], strict=True)
        for kind, counted in (("Tcp:", "ActiveOpens"), ("Udp:", "OutDatagrams"))
        if names[0] == kind
    ]


@pytest.fixture
def line(world):
    """Let the line have its speed, and no more."""
    narrow(world.internet, "isp0", DOWN)
    narrow(world.gateway, "wan0", UP)
    world.broken.callback(widen, world.internet, "isp0")
    world.broken.callback(widen, world.gateway, "wan0")


def narrow(machine, device, mbit):
    how = f"rate {mbit}mbit burst 64k latency 60ms".split()
    command(
        [
            "tc",
            "-n",
            machine.name,
            "qdisc",
            "replace",
            "dev",
            device,
            "root",
            "tbf",
            *how,
        ]
    )


def widen(machine, device):
    command(["tc", "-n", machine.name, "qdisc", "delete", "dev", device, "root"])


@pytest.fixture
def speed(world, tmp_path):
    def run(*words, network=None, **rules):
        policy = tmp_path / "policy.toml"
        tables = {"throughput": rules, "network": network or {}}
        policy.write_text(
            "".join(
                f"[{name}]\n"
                + "".join(f"{k} = {json.dumps(v)}\n" for k, v in t.items())
                for name, t in tables.items()
            )
        )
        began = time.monotonic()
        done = subprocess.run(
            [
                *inside(world.pc),
                *blusser("speed", *words),
                "--policy",
                str(policy),
                "--state",
                str(tmp_path),
            ],
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/root"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        done.seconds = time.monotonic() - began
        return done

    return run


BOTH = {"download": f"{URL}/file.bin", "upload": f"{URL}/sink"}
LIBRE = {"librespeed": f"{URL}/backend"}


@pytest.mark.parametrize("rules", [BOTH, LIBRE], ids=["own", "librespeed"])
@pytest.mark.parametrize("proxied", [False, True], ids=["directly", "by proxy"])
def test_it_finds_the_speed_of_the_line_and_moves_no_more_than_it_may(
    server, line, speed, rules, proxied
):
    network = {"proxy": f"http://{PROXY}:3128"} if proxied else {}
    done = speed("--json", network=network, max_bytes=8_000_000, **rules)
    said = json.loads(done.stdout)

    assert done.returncode == 0, done
    assert "at most 8.0 MB from work.lab.test" in done.stderr
    assert 0.7 * DOWN <= said["download"]["mbit"] <= 1.05 * DOWN, said
    assert 0.6 * UP <= said["upload"]["mbit"] <= 1.05 * UP, said
    assert said["latency_ms"] < 50
    assert said["download"]["bytes"] <= server.sent <= 8_000_000 + 65536
    assert said["upload"]["bytes"] <= server.taken <= 8_000_000


def test_it_stops_when_the_time_is_over(server, world, speed):
    narrow(world.internet, "isp0", 4)
    world.broken.callback(widen, world.internet, "isp0")
    done = speed("--json", max_seconds=2.0, download=BOTH["download"])
    said = json.loads(done.stdout)

    assert done.seconds < 5, done
    assert said["upload"] is None
    assert 2.5 <= said["download"]["mbit"] <= 4.2, said


def test_a_server_that_sends_more_than_it_was_asked_for_is_left(server, line, speed):
    server.ranges = False
    done = speed("--json", max_bytes=4_000_000, download=BOTH["download"])

    assert 3_999_000 < json.loads(done.stdout)["download"]["bytes"] <= 4_000_000
    assert server.sent < 4_000_000 + 8_000_000, server.sent


def test_a_line_slower_than_it_should_be_is_told(server, line, speed):
    done = speed(download=BOTH["download"], slow_below_mbit=100, max_bytes=4_000_000)

    assert done.returncode == 1, done
    assert done.stdout.startswith("This fetches at most 4.0 MB from work.lab.test.")
    assert "IT expects at least 100.0 Mbit/s here" in done.stdout


def test_a_server_that_is_not_there_is_said_in_one_sentence(speed):
    done = speed(download="https://work.lab.test:8444/x")

    assert done.returncode == 3, done
    assert done.stderr.startswith("The speed could not be measured: ")
    assert done.stderr.count("\n") == 1
    assert done.seconds < 10


def test_where_the_rules_name_nobody_nothing_is_moved(world, speed):
    before = sent(world)
    done = speed()

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert sent(world) == before


def test_speedtest_cli_measures_where_the_rules_allow_it(server, world, line, speed):
    import socket

    world.names_zone("www.speedtest.net", ZONE["probe1.lab.test"][0])
    bound = world.internet.bound(socket.SOCK_STREAM, ZONE["probe1.lab.test"][0], 443)
    front = SpeedServer(bound, world.trusted.server("www.speedtest.net"))
    try:
        done = speed("--json", speedtest=True)
    finally:
        front.close()
    said = json.loads(done.stdout or "{}")

    assert done.returncode == 0, done
    assert done.stderr.startswith("This measures with public servers on the internet")
    assert said["server"] == "work.lab.test:8443"
    assert 0.5 * DOWN <= said["download"]["mbit"] <= 1.3 * DOWN, said
    assert 0.3 * UP <= said["upload"]["mbit"] <= 1.5 * UP, said
    assert "203.0.113.77" not in done.stdout
