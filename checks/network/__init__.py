"""Checks of the network; later ones are explained by earlier ones."""

from checks.network.address_is_given import address_is_given
from checks.network.clock_agrees import clock_agrees
from checks.network.endpoints_open import endpoints_open
from checks.network.gateway_answers import gateway_answers
from checks.network.internet_reachable import internet_reachable
from checks.network.link_is_up import link_is_up
from checks.network.names_resolve import names_resolve
from checks.network.proxy_answers import proxy_answers

ALL = (
    link_is_up,
    address_is_given,
    gateway_answers,
    names_resolve,
    proxy_answers,
    internet_reachable,
    clock_agrees,
    endpoints_open,
)
