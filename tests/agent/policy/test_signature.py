"""A signature is believed as it stands, byte by byte, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.policy.signature import (
    SECRET_FORM,
    Seal,
    Unsigned,
    moment,
    name_of,
    new_key,
    read_key,
    sign,
    verify,
)

POLICY = b"support = 'Call 4242'\n"
START, END = 1_700_000_000, 1_800_000_000
SECRET_FILE, PUBLIC_FILE = new_key()
SECRET, PUBLIC = read_key(SECRET_FILE, SECRET_FORM), read_key(PUBLIC_FILE)
KEYS = {name_of(PUBLIC): PUBLIC}
SIGNATURE = sign(POLICY, SECRET, 7, START, END)


def test_what_was_signed_is_believed_and_says_by_whom_and_for_how_long():
    seal = verify(POLICY, SIGNATURE, KEYS)

    assert seal == Seal(name_of(PUBLIC), 7, START, END)
    assert seal.objection(START) == seal.objection(END - 1) == ""


def test_before_and_after_its_time_it_does_not_count():
    seal = verify(POLICY, SIGNATURE, KEYS)

    assert seal.objection(START - 1) == f"its signature counts from {moment(START)} on"
    assert seal.objection(END) == f"its signature expired on {moment(END)}"


@pytest.mark.parametrize("which", ["policy", "signature"])
def test_no_bit_of_either_can_be_changed(which):
    whole = {"policy": POLICY, "signature": SIGNATURE}
    for at in range(len(whole[which])):
        for bit in range(8):
            changed = bytearray(whole[which])
            changed[at] ^= 1 << bit
            with pytest.raises(Unsigned):
                verify(**(whole | {which: bytes(changed)}), keys=KEYS)


@pytest.mark.parametrize("which", ["policy", "signature"])
def test_neither_can_be_cut_or_added_to(which):
    whole = {"policy": POLICY, "signature": SIGNATURE}
    text = whole[which]
    for changed in (*(text[:n] for n in range(len(text))), text + b"\n", b"\n" + text):
        with pytest.raises(Unsigned):
            verify(**(whole | {which: changed}), keys=KEYS)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.replace(b"version 7\n", b"version 7\nversion 7\n"),
        lambda s: s.replace(b"version 7", b"version 07"),
        lambda s: s.replace(b"version 7", b"version +7"),
        lambda s: s.replace(b"\n", b"\r\n"),
        lambda s: s + s,
        lambda s: s[:-130].upper() + s[-130:],
    ],
)
def test_there_is_one_way_to_write_it(change):
    with pytest.raises(Unsigned, match="not one of Blusser's"):
        verify(POLICY, change(SIGNATURE), KEYS)


def test_a_key_that_is_not_known_is_named():
    with pytest.raises(Unsigned, match=f"key {name_of(PUBLIC)}, which is not known"):
        verify(POLICY, SIGNATURE, {})


def test_a_known_name_with_another_key_is_no_key():
    _, other = new_key()
    with pytest.raises(Unsigned, match="is not what was signed"):
        verify(POLICY, SIGNATURE, {name_of(PUBLIC): read_key(other)})


def test_the_head_of_one_and_the_signature_of_another_do_not_go_together():
    newer = sign(POLICY, SECRET, 8, START, END)
    mixed = newer[: newer.index(b"ed25519")] + SIGNATURE[SIGNATURE.index(b"ed25519") :]
    with pytest.raises(Unsigned, match="is not what was signed"):
        verify(POLICY, mixed, KEYS)


def test_a_day_that_does_not_exist_is_no_end(tmp_path):
    from nacl.signing import SigningKey

    head = SIGNATURE[: SIGNATURE.index(b"ed25519")]
    head = head.replace(moment(END).encode(), b"2027-02-30T00:00:00Z")
    made = SigningKey(SECRET).sign(head + POLICY).signature.hex().encode()
    with pytest.raises(Unsigned, match="2027-02-30T00:00:00Z, which does not exist"):
        verify(POLICY, head + b"ed25519 " + made + b"\n", KEYS)


@given(st.binary(max_size=400))
def test_whatever_stands_in_the_file_it_is_refused_in_a_sentence(text):
    with pytest.raises(Unsigned):
        verify(POLICY, text, KEYS)


@pytest.mark.parametrize(
    "text",
    [SECRET_FILE, PUBLIC_FILE + b"\n", PUBLIC_FILE[:-2] + b"\n", b"", b"\0" * 99],
    ids=["secret", "line", "short", "nothing", "zeros"],
)
def test_what_is_no_public_key_is_none(text):
    with pytest.raises(Unsigned, match="no key of Blusser's"):
        read_key(text)
