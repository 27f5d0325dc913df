"""Questions about disks and files."""

from agent.check import AnyCheck
from checks.disk.drive_is_healthy import drive_is_healthy
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.nothing_eats_the_space import nothing_eats_the_space
from checks.disk.system_disk_has_room import system_disk_has_room

ALL: tuple[AnyCheck, ...] = (
    drive_is_healthy,
    file_systems_writable,
    nothing_eats_the_space,
    system_disk_has_room,
)
