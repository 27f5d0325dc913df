"""A bundle says which device made it, in one way, and for these bytes alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bundle import sizes
from agent.bundle.signature import FORM, Forged, fingerprint, signed, signer

SECRET = bytes(range(32))
MANIFEST = b'{"schema": 1}'
SIGNATURE = signed(MANIFEST, SECRET)
KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
"""The public half of these 32 bytes, by Python's cryptography 50."""


def test_it_names_the_public_key_that_signed():
    assert signer(MANIFEST, SIGNATURE) == KEY
    assert len(SIGNATURE) == sizes.SIGNATURE
    assert SECRET.hex().encode() not in SIGNATURE


def test_the_same_key_signs_the_same_bytes_alike():
    assert signed(MANIFEST, SECRET) == SIGNATURE
    assert signed(MANIFEST, bytes(32)) != SIGNATURE


@pytest.mark.parametrize("which", ["manifest", "signature"])
def test_no_bit_of_either_can_be_changed(which):
    whole = {"manifest": MANIFEST, "signature": SIGNATURE}
    for at in range(len(whole[which])):
        for bit in range(8):
            changed = bytearray(whole[which])
            changed[at] ^= 1 << bit
            with pytest.raises(Forged):
                signer(**(whole | {which: bytes(changed)}))


def test_neither_can_be_cut_or_added_to():
    for end in range(len(SIGNATURE)):
        with pytest.raises(Forged):
            signer(MANIFEST, SIGNATURE[:end])
    for manifest, made in (
        (MANIFEST + b" ", SIGNATURE),
        (MANIFEST, SIGNATURE + b"\n"),
        (MANIFEST, SIGNATURE.upper()),
        (MANIFEST, SIGNATURE.replace(b"\n", b"\r\n")),
    ):
        with pytest.raises(Forged):
            signer(manifest, made)


def test_the_key_of_one_and_the_signature_of_another_do_not_go_together():
    other = signed(MANIFEST, bytes(32))
    key = FORM.fullmatch(other)[2]
    with pytest.raises(Forged, match="does not hold"):
        signer(MANIFEST, re.sub(b"key [0-9a-f]+", b"key " + key, SIGNATURE))


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31), b"\xff" * 32])
def test_a_key_under_which_everything_would_hold_is_none(key):
    for made in (bytes(64), key + bytes(32)):
        text = b"blusser bundle signature 1\nkey %b\ned25519 %b\n" % (
            key.hex().encode(),
            made.hex().encode(),
        )
        with pytest.raises(Forged):
            signer(MANIFEST, text)


def test_what_signs_rules_does_not_sign_bundles():
    from agent.policy.signature import sign

    with pytest.raises(Forged, match="not one of Blusser's"):
        signer(MANIFEST, sign(MANIFEST, SECRET, 1, 0, 1))


@given(st.binary(max_size=300))
def test_whatever_stands_there_it_is_refused_in_a_sentence(text):
    with pytest.raises(Forged):
        signer(MANIFEST, text)


def test_a_device_is_named_by_32_digits():
    assert re.fullmatch("[0-9a-f]{32}", fingerprint(KEY))
    assert fingerprint(KEY) != fingerprint(KEY[::-1])
