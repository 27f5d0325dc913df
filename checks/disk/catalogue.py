"""Questions about disks and files."""

from agent.check import AnyCheck
from checks.disk.data_volumes_have_room import data_volumes_have_room
from checks.disk.disk_answers_quickly import disk_answers_quickly
from checks.disk.disk_not_filling_up import disk_not_filling_up
from checks.disk.drive_is_healthy import drive_is_healthy
from checks.disk.drive_is_not_worn import drive_is_not_worn
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.nothing_eats_the_space import nothing_eats_the_space
from checks.disk.nothing_grew_suddenly import nothing_grew_suddenly
from checks.disk.quota_has_room import quota_has_room
from checks.disk.server_folders_answer import server_folders_answer
from checks.disk.system_disk_has_room import system_disk_has_room

ALL: tuple[AnyCheck, ...] = (
    data_volumes_have_room,
    disk_answers_quickly,
    disk_not_filling_up,
    drive_is_healthy,
    drive_is_not_worn,
    file_systems_writable,
    nothing_eats_the_space,
    nothing_grew_suddenly,
    quota_has_room,
    server_folders_answer,
    system_disk_has_room,
)
