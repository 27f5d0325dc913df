"""Questions about signing in."""

from agent.check import AnyCheck
from checks.login.account_may_sign_in import account_may_sign_in
from checks.login.account_not_locked_here import account_not_locked_here
from checks.login.certificates_not_about_to_end import certificates_not_about_to_end
from checks.login.clock_agrees_with_domain import clock_agrees_with_domain
from checks.login.domain_controller_reachable import domain_controller_reachable
from checks.login.domain_password_not_about_to_expire import (
    domain_password_not_about_to_expire,
)
from checks.login.home_is_mounted import home_is_mounted
from checks.login.home_is_usable import home_is_usable
from checks.login.kerberos_ticket_lasts import kerberos_ticket_lasts
from checks.login.kerberos_ticket_valid import kerberos_ticket_valid
from checks.login.keyring_is_open import keyring_is_open
from checks.login.machine_is_trusted import machine_is_trusted
from checks.login.password_not_about_to_expire import password_not_about_to_expire
from checks.login.sign_in_service_online import sign_in_service_online

ALL: tuple[AnyCheck, ...] = (
    home_is_mounted,
    home_is_usable,
    account_not_locked_here,
    password_not_about_to_expire,
    domain_controller_reachable,
    clock_agrees_with_domain,
    machine_is_trusted,
    account_may_sign_in,
    kerberos_ticket_valid,
    kerberos_ticket_lasts,
    domain_password_not_about_to_expire,
    sign_in_service_online,
    certificates_not_about_to_end,
    keyring_is_open,
)
