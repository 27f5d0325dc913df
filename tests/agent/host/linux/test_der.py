"""The little of DER that we write and read."""

import pytest

from agent.host.linux import der


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "020100"),
        (127, "02017f"),
        (128, "02020080"),
        (-1, "0201ff"),
        (256, "02020100"),
    ],
)
def test_a_number_has_as_many_bytes_as_its_sign_needs(value, written):
    assert der.number(value).hex() == written


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 70_000])
def test_what_is_written_is_read_again_whatever_its_size(size):
    written = der.item(der.BYTES, bytes(size)) + der.number(7)

    assert list(der.items(written)) == [(der.BYTES, bytes(size)), (der.INTEGER, b"\7")]


def test_one_thing_in_the_other_is_opened():
    nested = der.item(der.SEQUENCE, der.item(0xA1, der.number(3)))

    assert der.inside(nested, der.SEQUENCE, 0xA1, der.INTEGER) == b"\3"
    assert der.fields(der.inside(nested, der.SEQUENCE)) == {0xA1: der.number(3)}


@pytest.mark.parametrize(
    "damaged", ["", "30", "3005", "1f00", "3080", "308500000000", "308201", "0201"]
)
def test_what_is_damaged_is_refused(damaged):
    with pytest.raises(ValueError):
        der.inside(bytes.fromhex(damaged), der.SEQUENCE)
