"""Repairs: login."""

from agent.fix import AnyFix
from fixes.login.renew_kerberos_ticket import renew_kerberos_ticket
from fixes.login.use_good_ticket_cache import use_good_ticket_cache
from fixes.login.wake_sign_in_service import wake_sign_in_service

ALL: tuple[AnyFix, ...] = (
    wake_sign_in_service,
    renew_kerberos_ticket,
    use_good_ticket_cache,
)
