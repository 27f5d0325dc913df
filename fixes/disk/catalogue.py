"""Repairs: disk."""

from agent.fix import AnyFix
from fixes.disk.clean_old_crash_dumps import clean_old_crash_dumps
from fixes.disk.clean_package_cache import clean_package_cache
from fixes.disk.clean_temp_and_caches import clean_temp_and_caches
from fixes.disk.empty_old_trash import empty_old_trash
from fixes.disk.mount_missing_folder import mount_missing_folder
from fixes.disk.reconnect_server_folder import reconnect_server_folder
from fixes.disk.vacuum_journal import vacuum_journal

ALL: tuple[AnyFix, ...] = (
    mount_missing_folder,
    reconnect_server_folder,
    clean_temp_and_caches,
    clean_package_cache,
    empty_old_trash,
    vacuum_journal,
    clean_old_crash_dumps,
)
