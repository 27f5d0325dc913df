"""speedtest-cli as a child, played by scripts."""

import json
import os
import sys

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.speedtest import MOST, measured
from agent.host.ports.throughput import Public

TOLD = {
    "download": 93_412_345.6,
    "upload": 18_900_000.0,
    "ping": 14.234,
    "bytes_received": 100,
    "bytes_sent": 20,
    "server": {"host": "speed.test:8080", "lat": "51"},
    "client": {"ip": "198.51.100.7", "isp": "Lab"},
}


@pytest.fixture
def script(tmp_path):
    def write(body):
        path = tmp_path / "speedtest-cli"
        path.write_text(f"#!{sys.executable}\nimport os, sys\n{body}\n")
        path.chmod(0o755)
        return [str(tmp_path)]

    return write


def test_what_it_measured_is_kept_and_who_we_are_is_not(script):
    told = measured(10, "", script(f"print({json.dumps(json.dumps(TOLD))})"))

    assert told == Public(93.4, 18.9, 14.2, 120, "speed.test:8080")


def test_it_is_asked_for_json_over_tls_through_the_proxy_and_sees_nothing_of_ours(
    script, tmp_path
):
    os.environ["SECRET_OF_OURS"] = "x"
    note = tmp_path / "seen"
    body = f"open({str(note)!r}, 'w').write(repr((sys.argv[1:], dict(os.environ))))\n"
    measured(
        10, "http://p.test:3128", script(f"{body}print({json.dumps(json.dumps(TOLD))})")
    )
    del os.environ["SECRET_OF_OURS"]
    words, environment = eval(note.read_text())

    assert words == ["--json", "--secure", "--timeout", "10"]
    assert environment["https_proxy"] == "http://p.test:3128"
    assert "SECRET_OF_OURS" not in environment


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(1)",
        "print('ERROR: HTTP Error 403')",
        "print('{}')",
        f"print('x' * {MOST + 1})",
        "os.kill(os.getpid(), 9)",
    ],
)
def test_anything_else_is_no_measurement(script, body):
    with pytest.raises(HostError):
        measured(10, "", script(body))


def test_where_it_is_not_installed_that_is_said(tmp_path):
    with pytest.raises(PartMissing):
        measured(10, "", [str(tmp_path)])
