"""Questions about signing in."""

from agent.check import AnyCheck
from checks.login.domain_controller_reachable import domain_controller_reachable
from checks.login.home_is_usable import home_is_usable
from checks.login.kerberos_ticket_valid import kerberos_ticket_valid
from checks.login.password_not_about_to_expire import password_not_about_to_expire

ALL: tuple[AnyCheck, ...] = (
    home_is_usable,
    password_not_about_to_expire,
    domain_controller_reachable,
    kerberos_ticket_valid,
)
