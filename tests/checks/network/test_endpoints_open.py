import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeWeb
from agent.policy.model import NetworkRules
from checks.network.endpoints_open import (
    CERTIFICATE_REFUSED,
    ENDPOINT_UNREACHABLE,
    endpoints_open,
)

MAIL, FILES = "https://mail.test", "https://files.test"
RULES = NetworkRules(endpoints=(MAIL, FILES))


def test_open_endpoints_are_well():
    assert endpoints_open(FakeWeb(), RULES) is None


def test_without_endpoints_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        endpoints_open(FakeWeb(), NetworkRules())


@pytest.mark.parametrize(
    ("mail", "files", "found"),
    [
        ("closed", "open", ENDPOINT_UNREACHABLE(endpoints=[MAIL])),
        ("open", "certificate", CERTIFICATE_REFUSED(endpoints=[FILES])),
        ("closed", "certificate", CERTIFICATE_REFUSED(endpoints=[FILES])),
        ("closed", "closed", ENDPOINT_UNREACHABLE(endpoints=[MAIL, FILES])),
    ],
)
def test_what_fails_is_named_and_a_refused_certificate_first(mail, files, found):
    web = FakeWeb(endpoints={MAIL: mail, FILES: files})

    assert endpoints_open(web, RULES) == found
