"""Checks of the network; later ones are explained by earlier ones."""

from checks.network.address_is_given import address_is_given
from checks.network.address_is_ours import address_is_ours
from checks.network.cable_is_good import cable_is_good
from checks.network.certificates_trusted import certificates_trusted
from checks.network.clock_agrees import clock_agrees
from checks.network.endpoints_open import endpoints_open
from checks.network.firewall_lets_out import firewall_lets_out
from checks.network.gateway_answers import gateway_answers
from checks.network.hosts_file_agrees import hosts_file_agrees
from checks.network.internal_names_resolve import internal_names_resolve
from checks.network.internet_reachable import internet_reachable
from checks.network.large_packets_pass import large_packets_pass
from checks.network.line_is_steady import line_is_steady
from checks.network.link_is_up import link_is_up
from checks.network.name_cache_answers import name_cache_answers
from checks.network.name_servers_agree import name_servers_agree
from checks.network.name_servers_answer import name_servers_answer
from checks.network.names_come_in_time import names_come_in_time
from checks.network.names_resolve import names_resolve
from checks.network.nobody_invents_names import nobody_invents_names
from checks.network.pac_loads import pac_loads
from checks.network.proxy_answers import proxy_answers
from checks.network.proxy_lets_through import proxy_lets_through
from checks.network.radio_is_on import radio_is_on
from checks.network.route_leads_out import route_leads_out
from checks.network.six_works import six_works
from checks.network.vpn_leads_in import vpn_leads_in
from checks.network.wifi_is_strong import wifi_is_strong

ALL = (
    radio_is_on,
    link_is_up,
    cable_is_good,
    wifi_is_strong,
    address_is_given,
    address_is_ours,
    firewall_lets_out,
    route_leads_out,
    gateway_answers,
    line_is_steady,
    large_packets_pass,
    names_resolve,
    name_cache_answers,
    names_come_in_time,
    name_servers_agree,
    internal_names_resolve,
    hosts_file_agrees,
    pac_loads,
    proxy_answers,
    proxy_lets_through,
    internet_reachable,
    name_servers_answer,
    nobody_invents_names,
    six_works,
    vpn_leads_in,
    clock_agrees,
    certificates_trusted,
    endpoints_open,
)
