"""Which files of the outbox are bundles."""

import pytest

from agent.bundle import is_bundle


@pytest.mark.parametrize(
    "name", ["blusser-20261127-1.zip", "blusser-20261127-1.zip.age"]
)
def test_a_bundle_is_known_by_its_name(name):
    assert is_bundle(name)


@pytest.mark.parametrize(
    "name",
    [
        f"blusser-2{'a' * 31}.parcel",
        "sent-20261127-1.zip",
        ".blusser-20261127-1.zip.7.part",
        "blusser-notes.zip",
        "preview.html",
    ],
)
def test_what_lies_beside_it_is_none(name):
    assert not is_bundle(name)
