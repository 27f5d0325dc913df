"""Cases to show, and a world of toys for the command line."""

import os

import pytest

from agent.cli.world import World
from agent.desk.bounded import within
from agent.host import PartMissing
from agent.host.way import DeskWay
from tests.agent.cli.test_report import Spoken
from tests.agent.toy import CHECKS, FIXES, Tanks


class Platform:
    """A machine of toys, with places of its own."""

    def __init__(self, folder, tanks=None):
        from agent.host.linux.places import hold

        self.folder, self.hold = str(folder), hold
        self.tanks = tanks or Tanks()
        self.feeds_on_battery, self.entries, self.wire = False, [], "a"
        self.has_rights, self.lender = True, ""
        host = self.tanks.host()
        self.PARTS = host._factories
        self.way, self.kept = DeskWay(), ""

    def state_folder(self):
        return f"{self.folder}/state"

    def policy_files(self):
        return (f"{self.folder}/policy.toml",)

    def policy_keys(self):
        return f"{self.folder}/keys"

    def policy_kept(self):
        return f"{self.folder}/kept"

    def read_rules(self, path, most, *, installed):
        from agent.host.linux.ground import read_firm

        if not installed:
            with open(path, "rb") as file:
                return file.read(most)
        return read_firm(path, most, self.folder, os.geteuid())

    def soft_spot(self, path):
        from agent.host.linux.ground import objection

        return objection(path, self.folder, os.geteuid())

    def on_battery(self):
        return self.feeds_on_battery

    def log(self, fields):
        self.entries.append(fields)
        return True

    def notices_file(self):
        return f"{self.folder}/told/notices.json"

    def notice_writers(self):
        return (os.geteuid(),)

    def known_values(self):
        return {"user": "an.peeters", "host": "pc-gent-12", "home": "/home/an.peeters"}

    def way_to(self, url, own, proxy, script):
        return self.way

    def proxy_ticket(self, proxy):
        raise PartMissing("Kerberos is not installed")

    def apart(self, seconds, work):
        return within(seconds, work)

    def network(self):
        return self.wire

    def kept_secret(self, desk):
        return self.kept

    def mighty(self):
        return self.has_rights

    def service_place(self):
        return self.lender

    def system_rights(self, digest):
        raise PartMissing("this machine has no service that lends rights")

    def about(self):
        return {"os": "Toy 1", "kernel": "6", "machine": "x86_64"}


@pytest.fixture
def toys(tmp_path):
    def make(tanks=None, checks=CHECKS):
        platform = Platform(tmp_path, tanks)
        return World(lambda only: checks, lambda: FIXES, platform, lambda *_: 0, Spoken)

    return make
