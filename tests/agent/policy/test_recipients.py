"""For whom reports are sealed is right before any report is, or the policy is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.bindings import crypto_scalarmult
from nacl.exceptions import RuntimeError as NoSecret
from pyrage import RecipientError, x25519

from agent.policy.parse import parse
from agent.policy.recipients import (
    GENERATOR,
    HEAD,
    LETTERS,
    MOST,
    PRIME,
    WEAK,
    _sum,
    objection,
)
from agent.trouble import BadInput

KEYS = [str(x25519.Identity.generate().to_public()) for _ in range(MOST + 1)]


def written(raw):
    """Write 32 bytes as age does, whatever they are."""
    number = int.from_bytes(raw, "big") << 4
    digits = [number >> 5 * at & 31 for at in range(51, -1, -1)]
    total = _sum((*HEAD, *digits, *[0] * 6)) ^ 1
    digits += [total >> 5 * at & 31 for at in range(5, -1, -1)]
    return "age1" + "".join(LETTERS[digit] for digit in digits)


def policy(keys):
    text = f"support = 'x'\n[desk]\nkind = 'outbox'\nrecipients = {keys!r}\n"
    return parse(text.encode(), "p.toml", set).desk.recipients


def refused(keys):
    with pytest.raises(BadInput) as told:
        policy(keys)
    said = str(told.value)
    assert said.startswith("The policy file p.toml, line 4, key desk.recipients")
    assert said.count("\n") == 0
    return said


@pytest.mark.parametrize("count", [0, 2, 3, MOST])
def test_none_or_two_or_more_are_taken(count):
    assert policy(KEYS[:count]) == tuple(KEYS[:count])


def test_one_alone_could_get_lost_and_a_crowd_is_none():
    assert "none or from 2 to 8 keys, not 1" in refused(KEYS[:1])
    assert "not 9" in refused(KEYS)


def test_the_same_twice_is_one():
    assert "key desk.recipients.1: stands here twice" in refused([KEYS[0]] * 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        KEYS[0][:-1],
        KEYS[0] + "q",
        KEYS[0].upper(),
        f" {KEYS[0]}",
        KEYS[0] + "\n",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI",
        "age1pq1" + "q" * 55,
        "age1yubikey1qwerty",
    ],
    ids=[
        "nothing",
        "head",
        "short",
        "long",
        "capitals",
        "space",
        "line",
        "ssh",
        "post-quantum",
        "plugin",
    ],
)
def test_what_is_no_public_key_of_age_is_named(text):
    said = refused([KEYS[0], text])

    assert "key desk.recipients.1: must be a public key of age" in said


def test_a_secret_key_is_refused_and_not_repeated():
    secret = str(x25519.Identity.generate())
    for text in (secret, secret.lower()):
        said = refused([KEYS[0], text])

        assert "is a secret key, which must be on no PC" in said
        assert text[20:30] not in said


def test_a_slip_in_any_letter_is_seen():
    for at in range(4, 62):
        for letter in LETTERS.replace(KEYS[0][at], "")[::5]:
            slipped = KEYS[0][:at] + letter + KEYS[0][at + 1 :]
            assert objection(slipped).startswith("has a slip in it"), slipped
    swapped = KEYS[0][:20] + KEYS[0][21] + KEYS[0][20] + KEYS[0][22:]
    assert swapped == KEYS[0] or "slip" in objection(swapped)


@settings(max_examples=300)
@given(st.binary(min_size=32, max_size=32))
def test_what_it_takes_age_takes_and_what_age_refuses_it_refuses(raw):
    text = written(raw)
    assert str(x25519.Recipient.from_str(text)) == text
    point = int.from_bytes(raw, "little")

    assert (objection(text) == "") == (point < PRIME and point not in WEAK)


@given(st.text(LETTERS, min_size=58, max_size=58))
def test_letters_at_random_are_refused_by_both(letters):
    with pytest.raises(RecipientError):
        x25519.Recipient.from_str(f"age1{letters}")
    assert objection(f"age1{letters}")


def test_the_bits_that_are_left_over_are_nothing():
    """256 bits take 52 letters of 5; BIP 173 wants the last 4 bits to be 0."""
    digits = [LETTERS.index(letter) for letter in KEYS[0][4:56]]
    digits[-1] |= 1
    total = _sum((*HEAD, *digits, *[0] * 6)) ^ 1
    digits += [total >> 5 * at & 31 for at in range(5, -1, -1)]
    text = "age1" + "".join(LETTERS[digit] for digit in digits)

    assert "slip" in objection(text)


@pytest.mark.parametrize("point", WEAK)
def test_a_key_with_which_everybody_knows_the_secret_is_refused(point):
    """libsodium refuses the same ones, and ``pyrage`` would fall over them."""
    with pytest.raises(NoSecret):
        crypto_scalarmult(b"\x55" * 32, point.to_bytes(32, "little"))
    for same in {point, point + PRIME, point | 1 << 255}:
        if same < 2**256:
            text = written(same.to_bytes(32, "little"))
            assert objection(text).startswith("is a key that keeps no secret")


def test_the_numbers_are_those_of_the_standard():
    """The sum of what BIP 173 gives as valid is 1: name, 1, then its digits."""
    for text in ("A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"):
        name, _, rest = text.lower().rpartition("1")
        high, low = [ord(one) >> 5 for one in name], [ord(one) & 31 for one in name]
        assert _sum((*high, 0, *low, *(LETTERS.index(one) for one in rest))) == 1
    assert [ord(one) >> 5 for one in "age"] == list(HEAD[:3])
    assert [ord(one) & 31 for one in "age"] == list(HEAD[4:])
    assert len(GENERATOR) == 5


def test_no_cipher_is_loaded_to_read_a_policy():
    code = (
        "import sys\nfrom agent.policy.parse import parse\n"
        f"parse(b'[desk]\\nrecipients = {json.dumps(KEYS[:2])}', 'p', set)\n"
        "print({'pyrage', 'nacl', 'cffi'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.stdout, done.stderr) == ("set()\n", "")
