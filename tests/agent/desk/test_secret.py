"""A secret is a password where there is an account, else a token, else nothing."""

import pytest

from agent.desk.secret import sign_in
from agent.policy.desk import DeskRules

WITH, WITHOUT = DeskRules(user="an"), DeskRules()


@pytest.mark.parametrize(
    ("rules", "secret", "scheme", "used"),
    [
        (WITH, "abc", "Bearer", (("an", "abc"), {})),
        (WITH, "", "Bearer", (("an", ""), {})),
        (WITHOUT, "abc", "Bearer", (None, {"Authorization": "Bearer abc"})),
        (WITHOUT, "abc", "token", (None, {"Authorization": "token abc"})),
        (WITHOUT, "", "Bearer", (None, {})),
    ],
)
def test_who_signs_in_and_how(rules, secret, scheme, used):
    assert sign_in(rules, secret, scheme) == used
