"""What is sealed can be opened by each of those it is for, and by nobody else."""

import os
import re
import time

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from agent.bundle import sizes
from agent.bundle.seal import NO_KEY_FITS, Unopened, is_sealed, sealed, unsealed

DAY, SAFE, STRANGER = (x25519.Identity.generate() for _ in range(3))
BOTH = [str(one.to_public()) for one in (DAY, SAFE)]
SMALL = b"a report"
LARGE = os.urandom(sizes.LIMIT)


def key_file(identity):
    return (
        "# created: 2026-11-27T08:00:00Z\n"
        f"# public key: {identity.to_public()}\n{identity}\n"
    ).encode()


@pytest.mark.parametrize("data", [b"", SMALL, LARGE], ids=len)
@pytest.mark.parametrize("who", [DAY, SAFE], ids=["day", "safe"])
def test_each_of_them_can_open_it_alone(data, who):
    assert unsealed(sealed(data, BOTH), key_file(who)) == data


def test_nobody_else_can_and_that_is_said():
    with pytest.raises(Unopened, match="^it is sealed for others$"):
        unsealed(sealed(SMALL, BOTH), key_file(STRANGER))
    with pytest.raises(pyrage.DecryptError, match=NO_KEY_FITS):
        pyrage.decrypt(sealed(SMALL, BOTH), [STRANGER])


def test_sealed_twice_nothing_is_alike_and_nothing_shows():
    one, two = sealed(SMALL * 9, BOTH), sealed(SMALL * 9, BOTH)

    assert one != two
    assert SMALL not in one
    assert is_sealed(one)
    assert not any(public.encode() in one for public in BOTH)


@pytest.mark.parametrize("count", [2, 8])
def test_a_seal_takes_less_than_two_kilobytes(count):
    keys = [str(x25519.Identity.generate().to_public()) for _ in range(count)]
    added = [len(sealed(LARGE, keys)) - len(LARGE) for _ in range(30)]

    assert max(added) < sizes.SEAL <= 2000


def refused(data):
    with pytest.raises(Unopened):
        unsealed(data, key_file(DAY))


def test_with_any_byte_of_a_small_one_changed_it_is_refused():
    whole = sealed(SMALL, BOTH)
    for at in range(len(whole)):
        for turned in (0x01, 0x80, 0xFF):
            refused(whole[:at] + bytes([whole[at] ^ turned]) + whole[at + 1 :])


def test_with_any_byte_of_the_head_of_a_large_one_changed_it_is_refused():
    whole = sealed(LARGE, BOTH)
    head = re.search(rb"\n--- [^\n]{43}\n", whole).end()
    for at in range(head + 16):
        refused(whole[:at] + bytes([whole[at] ^ 0x04]) + whole[at + 1 :])


def test_with_a_byte_of_any_piece_of_a_large_one_changed_it_is_refused():
    """A piece is 64 KiB and 16 bytes of proof (C2SP age.md)."""
    whole = sealed(LARGE, BOTH)
    start = re.search(rb"\n--- [^\n]{43}\n", whole).end() + 16
    edges = [start + n * 65_552 + by for n in range(9) for by in (-1, 0, 1)]
    for at in {*edges, *range(start, len(whole), 9_973), len(whole) - 1}:
        if at < len(whole):
            refused(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])


def test_what_was_changed_on_its_way_is_not_said_to_be_for_others():
    whole = sealed(SMALL, BOTH)
    for spoilt in (whole[:-1], whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])):
        with pytest.raises(Unopened, match="^it was changed or cut$"):
            unsealed(spoilt, key_file(DAY))


def test_cut_anywhere_it_is_refused():
    small, large = sealed(SMALL, BOTH), sealed(LARGE, BOTH)
    start = re.search(rb"\n--- [^\n]{43}\n", large).end() + 16
    for end in range(len(small)):
        refused(small[:end])
    for end in [start + n * 65_552 for n in range(8)] + [len(large) - 1]:
        refused(large[:end])


def test_pieces_in_another_order_twice_or_left_out_are_refused():
    whole = sealed(LARGE, BOTH)
    start = re.search(rb"\n--- [^\n]{43}\n", whole).end() + 16
    one, two, rest = whole[start:][:65_552], whole[start:][65_552:131_104], 131_104
    for mixed in (two + one, one + one + two, two, one):
        refused(whole[:start] + mixed + whole[start + rest :])
    refused(whole + b"\0")
    refused(whole + whole)


def test_the_head_of_one_and_the_payload_of_another_do_not_go_together():
    one, two = sealed(SMALL, BOTH), sealed(SMALL, BOTH)
    heads = [re.search(rb"\n--- [^\n]{43}\n", each).end() for each in (one, two)]

    refused(one[: heads[0]] + two[heads[1] :])


@given(st.binary(max_size=300), st.sampled_from([b"", b"age-encryption.org/v1\n"]))
def test_whatever_comes_it_is_refused_in_a_sentence(data, begin):
    refused(begin + data)


def test_one_with_a_password_is_for_others_and_costs_no_time():
    """The one stanza says 2 to the power of 22 rounds of scrypt (C2SP age.md)."""
    salt, body = b"A" * 21 + b"g", b"B" * 42 + b"A"
    text = b"age-encryption.org/v1\n-> scrypt %b 22\n%b\n--- %b\n" % (salt, body, body)
    began = time.monotonic()
    with pytest.raises(Unopened, match="for others"):
        unsealed(text + bytes(33), key_file(DAY))

    assert time.monotonic() - began < 1


def test_it_may_come_as_text_for_mail():
    keys = [x25519.Recipient.from_str(one) for one in BOTH]
    text = pyrage.encrypt(LARGE, keys, armored=True)

    assert is_sealed(text)
    assert len(text) <= sizes.SEALED
    assert unsealed(text, key_file(SAFE)) == LARGE
    assert unsealed(text.replace(b"\n", b"\r\n"), key_file(SAFE)) == LARGE
    assert len(text.replace(b"\n", b"\r\n")) <= sizes.SEALED


EDITED = {
    "with CRLF": lambda text: text.replace(b"\n", b"\r\n"),
    "without an end of line": lambda text: text.rstrip(),
    "with empty lines": lambda text: b"\n\n" + text + b"\n \n",
    "with a mark of UTF-8": lambda text: b"\xef\xbb\xbf" + text,
    "by PowerShell": lambda text: text.decode().encode("utf-16"),
    "the key alone": lambda text: text.splitlines()[-1],
    "behind another": lambda text: key_file(STRANGER) + text,
}


@pytest.mark.parametrize("how", EDITED)
def test_a_key_file_counts_as_editors_and_shells_write_it(how):
    assert unsealed(sealed(SMALL, BOTH), EDITED[how](key_file(DAY))) == SMALL


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"# nothing\n",
        b"hello",
        b"\xff\xfe\x00",
        b"\xc3\x28",
        str(DAY.to_public()).encode(),
        str(DAY).encode()[:-1],
        str(DAY).encode()[:-1] + b"!",
        key_file(DAY) + b"rubbish\n",
        b"-----BEGIN OPENSSH PRIVATE KEY-----\n",
    ],
    ids=range(10),
)
def test_what_is_no_key_file_is_said_to_be_none_and_not_repeated(text):
    with pytest.raises(Unopened, match="that file is no identity file of age") as told:
        unsealed(sealed(SMALL, BOTH), text)

    assert str(DAY)[20:40] not in str(told.value)


def test_sealing_and_opening_touch_no_file():
    """In a process of its own, as what hears of files cannot be taken away again."""
    import subprocess
    import sys

    code = (
        "import sys\nfrom agent.bundle.seal import sealed, unsealed\n"
        f"data, keys, identity = b'x' * 300000, {BOTH!r}, {str(DAY).encode()!r}\n"
        "unsealed(sealed(b'', keys), identity)\nseen = []\n"
        "sys.addaudithook(lambda event, args: seen.append(args[:2])"
        " if event in ('open', 'os.open', 'os.mkdir') else None)\n"
        "assert unsealed(sealed(data, keys), identity) == data\nprint(seen)"
    )
    command = [sys.executable, "-c", code]
    root = os.path.join(os.path.dirname(__file__), *[".."] * 3)
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=True, timeout=60
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")
