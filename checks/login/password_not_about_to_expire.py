"""The password is good for some days yet."""

from agent.check import check
from agent.host.ports.login import PasswordAge, Passwords
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules

PASSWORD_EXPIRES_SOON = Problem(
    "password-expires-soon", Severity.ADVICE, facts=("days",)
)
PASSWORD_EXPIRES_TODAY = Problem("password-expires-today", Severity.ADVICE)
PASSWORD_EXPIRED = Problem("password-expired", Severity.BLOCKING)


@check()
def password_not_about_to_expire(
    passwords: Passwords, rules: LoginRules
) -> Finding | None:
    """The password has not expired and will not within the days IT warns ahead."""
    return judged(passwords.own(), rules)


def judged(age: PasswordAge, rules: LoginRules) -> Finding | None:
    """Say what is wrong with a password of this age, if anything."""
    if age.must_change:
        return PASSWORD_EXPIRED()
    if age.days_left is None or age.days_left > rules.password_warn_days:
        return None
    if age.days_left < 0:
        return PASSWORD_EXPIRED()
    if age.days_left == 0:
        return PASSWORD_EXPIRES_TODAY()
    return PASSWORD_EXPIRES_SOON(days=age.days_left)
