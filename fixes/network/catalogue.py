"""Repairs: network."""

from agent.fix import AnyFix
from fixes.network.drop_dead_proxy import drop_dead_proxy
from fixes.network.flush_resolver_cache import flush_resolver_cache
from fixes.network.prefer_working_way import prefer_working_way
from fixes.network.reconnect_network import reconnect_network
from fixes.network.reconnect_vpn import reconnect_vpn
from fixes.network.remove_hosts_override import remove_hosts_override
from fixes.network.renew_dhcp_lease import renew_dhcp_lease
from fixes.network.restart_adapter import restart_adapter
from fixes.network.restart_name_service import restart_name_service
from fixes.network.restore_known_proxy import restore_known_proxy
from fixes.network.restore_leased_name_servers import restore_leased_name_servers
from fixes.network.resync_time import resync_time
from fixes.network.turn_automatic_time_on import turn_automatic_time_on
from fixes.network.turn_radio_on import turn_radio_on

ALL: tuple[AnyFix, ...] = (
    turn_radio_on,
    flush_resolver_cache,
    restart_name_service,
    renew_dhcp_lease,
    reconnect_network,
    restart_adapter,
    resync_time,
    turn_automatic_time_on,
    remove_hosts_override,
    restore_leased_name_servers,
    prefer_working_way,
    reconnect_vpn,
    restore_known_proxy,
    drop_dead_proxy,
)
