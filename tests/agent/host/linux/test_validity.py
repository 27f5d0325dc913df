"""Until when certificates are valid, read from their own bytes."""

import base64
import calendar
from datetime import UTC, datetime

import pytest

from agent.host import HostError
from agent.host.linux.der import SEQUENCE, TIME, UTC_TIME, item, number
from agent.host.linux.validity import days_left, days_left_in

NOW = calendar.timegm((2026, 11, 24, 0, 0, 0))


def certificate(end=b"261204000000Z", tag=UTC_TIME, version=True):
    """The beginning of a certificate (RFC 5280, 4.1); the rest is not looked at."""
    validity = item(SEQUENCE, item(UTC_TIME, b"200101000000Z"), item(tag, end))
    head = (item(0xA0, number(2)),) if version else ()
    empty = item(SEQUENCE)
    body = item(SEQUENCE, *head, number(7), empty, empty, validity, empty)
    return item(SEQUENCE, body, empty)


def pem(*certificates):
    return b"".join(
        b"text before\n-----BEGIN CERTIFICATE-----\n"
        + base64.encodebytes(one)
        + b"-----END CERTIFICATE-----\n"
        for one in certificates
    )


@pytest.mark.parametrize("version", [True, False])
@pytest.mark.parametrize(
    ("end", "tag", "days"),
    [
        (b"261204000000Z", UTC_TIME, 10.0),
        (b"261123120000Z", UTC_TIME, -0.5),
        (b"20261204000000Z", TIME, 10.0),
        (
            b"20991124000000Z",
            TIME,
            (datetime(2099, 11, 24, tzinfo=UTC).timestamp() - NOW) / 86400,
        ),
    ],
)
def test_it_ends_when_it_says(end, tag, days, version):
    assert days_left(certificate(end, tag, version), NOW) == pytest.approx(
        days, abs=0.1
    )


def test_of_several_the_one_that_ends_first_counts():
    early, late = certificate(b"261125000000Z"), certificate()

    assert days_left_in(pem(late, early), NOW) == 1.0
    assert days_left_in(early, NOW) == 1.0


@pytest.mark.parametrize(
    "data",
    [b"", b"rubbish", b"\x30\x03\x02\x01", pem(b"rubbish"), certificate(b"soon")],
)
def test_what_is_no_certificate_is_not_known(data):
    with pytest.raises(HostError, match="cannot be read"):
        days_left_in(data, NOW)
