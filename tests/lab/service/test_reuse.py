"""A process id that was given to somebody else meanwhile is no longer the caller's."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.lab.systemd.booted import ROOT

pytestmark = pytest.mark.lab

STORY = """
import json, os, socket, sys, time
sys.path.insert(0, {root!r})
from agent.host.linux.peers import LinuxPeers
place = os.path.join(sys.argv[1], "s")
with socket.socket(socket.AF_UNIX) as listener:
    listener.bind(place)
    listener.listen()
    first = os.fork()
    if not first:
        line = socket.socket(socket.AF_UNIX)
        line.connect(place)
        os._exit(0)
    os.waitpid(first, 0)
    with open("/proc/sys/kernel/ns_last_pid", "w") as last:
        last.write(str(first - 1))
    second = os.fork()
    if not second:
        time.sleep(30)
        os._exit(0)
    line, _ = listener.accept()
    peers = LinuxPeers()
    caller = peers.caller(line)
    os.kill(caller.pid, 0)
    told = dict(first=first, second=second, pid=caller.pid, handle=caller.handle, alive=peers.alive(caller))
    os.kill(second, 9)
    os.waitpid(second, 0)
    print(json.dumps(told))
"""


def test_a_reused_process_id_is_not_taken_for_the_caller(tmp_path):
    words = ("unshare", "--pid", "--fork", "--mount-proc", sys.executable, "-c")
    done = subprocess.run(
        (*words, STORY.format(root=ROOT), str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["first"] == told["second"] == told["pid"], "it was not used again"
    assert told["handle"] != -1, "this kernel gives no handle, so nothing is shown"
    assert not told["alive"]
