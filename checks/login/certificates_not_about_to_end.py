"""The certificates that open a network are good for some days yet."""

from agent.check import check
from agent.host.ports.certificates import Certificates
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.network.clock_agrees import clock_agrees

CERTIFICATE_OVER = Problem("certificate-over", Severity.ANNOYING, facts=("uses",))
CERTIFICATE_EXPIRES_SOON = Problem(
    "certificate-expires-soon", Severity.ADVICE, facts=("uses", "days")
)


@check(explained_by=(clock_agrees,), measures=True)
def certificates_not_about_to_end(
    certificates: Certificates, rules: LoginRules
) -> Finding | None:
    """None that is in use has ended, or will within the days IT warns ahead."""
    held = certificates.in_use(rules.certificates)
    if over := [one for one in held if one.days_left < 0]:
        return CERTIFICATE_OVER(uses=sorted({one.use for one in over}))
    soon = [one for one in held if one.days_left <= rules.certificate_warn_days]
    if not soon:
        return None
    return CERTIFICATE_EXPIRES_SOON(
        uses=sorted({one.use for one in soon}),
        days=min(one.days_left for one in soon),
    )
