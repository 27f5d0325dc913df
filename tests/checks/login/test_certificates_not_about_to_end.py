"""The certificates that open a network are good for some days yet."""

import pytest

from agent.host.fake.account import FakeCertificates
from agent.host.ports.certificates import Certificate
from agent.policy.model import LoginRules
from checks.login.certificates_not_about_to_end import (
    CERTIFICATE_EXPIRES_SOON,
    CERTIFICATE_OVER,
    certificates_not_about_to_end,
)

RULES = LoginRules(certificate_warn_days=14)


@pytest.mark.parametrize(
    ("days", "finding"),
    [
        (365, None),
        (15, None),
        (14, CERTIFICATE_EXPIRES_SOON(uses=["vpn"], days=14)),
        (0, CERTIFICATE_EXPIRES_SOON(uses=["vpn"], days=0)),
        (-1, CERTIFICATE_OVER(uses=["vpn"])),
    ],
)
def test_a_certificate_is_judged_by_the_days_it_has_left(days, finding):
    held = FakeCertificates(Certificate("wired", 300), Certificate("vpn", days))

    assert certificates_not_about_to_end(held, RULES) == finding


def test_the_one_that_ended_is_told_before_those_that_will():
    held = FakeCertificates(Certificate("vpn", 3), Certificate("wireless", -40))

    assert certificates_not_about_to_end(held, RULES) == CERTIFICATE_OVER(
        uses=["wireless"]
    )


def test_the_files_that_it_names_are_asked_about():
    held = FakeCertificates()

    certificates_not_about_to_end(held, LoginRules(certificates=("/etc/vpn.pem",)))

    assert held.paths == ("/etc/vpn.pem",)
