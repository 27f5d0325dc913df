"""The folders on servers answer."""

from agent.host.fake.remote_mounts import FakeRemoteMounts
from agent.host.ports.remote_mounts import RemoteMount
from agent.policy.model import DiskRules
from checks.disk.server_folders_answer import (
    MOUNT_BROKEN,
    MOUNT_HANGS,
    SERVER_FOLDER_HANGS,
    server_folders_answer,
)

WELL = RemoteMount("/srv/team", "files", "nfs4")
SILENT = RemoteMount("/srv/old", "attic", "nfs4", "none")
OWN = RemoteMount("/home/els/cloud", "", "fuse.rclone", "none")
BROKEN = RemoteMount("/home/els/far", "far", "fuse.sshfs", "broken")


def ask(*mounts):
    return server_folders_answer(FakeRemoteMounts(*mounts), DiskRules())


def test_folders_that_answer_are_healthy():
    assert ask(WELL) is None


def test_a_server_that_does_not_answer_is_told_alike_on_every_machine():
    found = ask(WELL, SILENT, BROKEN)
    elsewhere = ask(RemoteMount("/mnt/x", "attic", "nfs4", "none"))

    assert found == SERVER_FOLDER_HANGS(mounts=["/srv/old"], servers=["attic"])
    assert found.fingerprint == elsewhere.fingerprint != ""


def test_a_program_of_this_machine_that_does_not_answer_is_its_own_fault():
    found = ask(OWN)

    assert found == MOUNT_HANGS(mounts=["/home/els/cloud"])
    assert found.fingerprint == ""


def test_a_folder_nobody_serves_any_more_is_told():
    assert ask(WELL, BROKEN) == MOUNT_BROKEN(mounts=["/home/els/far"])
