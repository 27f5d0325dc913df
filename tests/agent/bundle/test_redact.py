import re
import time

import pytest

from agent.bundle.evidence import gather
from agent.bundle.redact import Redactor, RuleFailedError
from agent.bundle.rules import NAMES, SECRETS, Rule
from agent.case import Case, Seen
from agent.host.transcript import WITHHELD, Asking, Line
from tests.agent.bundle.toys import KNOWN

TOKEN = "Zx9Qw8Er7Ty6Ui5Op4As3Df2Gh1JkLzXcVb"
SAMPLES = {
    "private key": (
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n"
        "-----END OPENSSH PRIVATE KEY-----",
        "b3BlbnNzaA",
    ),
    "credentials in an address": ("http://jan:s3cret@proxy.be:8080/", "s3cret"),
    "authorization header": ("Proxy-Authorization: Basic amFuOmg=", "amFuOmg"),
    "cookie": ("Set-Cookie: sid=abc; Path=/", "abc"),
    "bearer token": ("sent Bearer abcdef0123456789", "abcdef0123456789"),
    "web token": ("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln", "eyJzdWIiOiIx"),
    "password or key by its name": ('psk="correct horse battery"', "horse"),
    "token of a known service": ("ghp_abcdefgh12345678", "abcdefgh12345678"),
    "password hash": ("jan:$6$rounds=5$salt$hash:19000", "salt"),
    "disk recovery key": ("-".join(["123456"] * 8), "123456-123456"),
    "long number in hex": ("key 0123456789abcdef0123456789ABCDEF", "89abcdef"),
    "long random word": (f"key {TOKEN}", TOKEN),
    "e-mail address": ("mail an.janssens@firma.be now", "janssens"),
    "home folder of somebody else": ("/home/marie/.cache", "marie"),
}
HARMLESS = (
    "2026-11-23T21:40:58Z",
    "no answer within 4.5 s",
    "Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC",
    "user@1000.service getty@tty1.service systemd-fsck@dev-sda1.service",
    "fe80::1ff:fe23:4567:890a 192.0.2.53 00:16:3e:5e:6c:00",
    "/usr/lib/x86_64-linux-gnu/libssl.so.3",
    "error 0x80070005 (EACCES), exit code 13",
    "systemd-networkd-wait-online-and-some-more.service",
    "550e8400-e29b-41d4-a716-446655440000",
    "krbtgt/FIRMA.BE@FIRMA.BE",
    "the password expires in 3 days",
    "http://www.msftconnecttest.com/connecttest.txt",
    "/dev/mapper/vg0-home /home/lost+found",
)


@pytest.mark.parametrize("rule", [*SECRETS, *NAMES], ids=lambda rule: rule.name)
def test_each_rule_takes_its_secret_and_is_counted(rule):
    text, secret = SAMPLES[rule.name]
    redactor = Redactor({})

    assert secret not in redactor.text(text)
    assert redactor.removed[rule.name] == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_readable(text):
    assert Redactor(KNOWN).text(text) == text


@pytest.mark.parametrize("text", [text for text, _ in SAMPLES.values()])
def test_what_was_redacted_is_not_redacted_again(text):
    redactor = Redactor(KNOWN)
    once = redactor.text(text)

    assert redactor.text(once) == once


def test_the_same_secret_gets_the_same_stand_in_and_another_another():
    redactor = Redactor({})
    first = redactor.clean(["pwd=one", {"x": "pwd=two"}, ["pwd=one"]])

    assert first == ["pwd=secret-1", {"x": "pwd=secret-2"}, ["pwd=secret-1"]]


def test_known_values_are_replaced_in_keys_and_values_whatever_the_case():
    cleaned = Redactor(KNOWN).clean(
        {"/home/jan.peeters/.cache": ["pc-0042.CORP.example", "JAN PEETERS", 42]}
    )

    assert cleaned == {"/home/user-1/.cache": ["pc-1.domain-1", "name-1", 42]}


def test_a_principal_keeps_its_shape():
    assert Redactor(KNOWN).text("jan.peeters@CORP.EXAMPLE") == "user-1@domain-1"


def test_a_known_value_inside_a_longer_word_is_left():
    redactor = Redactor({"user": "peet", "host": "work"})

    assert redactor.text("peeters network workers") == "peeters network workers"


@pytest.mark.parametrize("name", ["an", "jan", "mark", "disk"])
def test_a_name_that_is_a_word_is_replaced_only_where_it_must_be_a_name(name):
    redactor = Redactor({"user": name, "home": f"/home/{name}"})
    text = f"{name} address was set in {name}"

    assert redactor.text(text) == text
    assert redactor.clean([name, f"/home/{name}/x", f"'{name}'"]) == [
        "user-1",
        "/home/user-1/x",
        "'user-1'",
    ]


@pytest.mark.parametrize("kind", ["user", "host", "domain", "name"])
@pytest.mark.parametrize("name", ["root", "localhost", "", "lan", "Administrator"])
def test_what_names_nobody_is_never_replaced(kind, name):
    text = f"{name} /{name}/x {name}@tty1.service"

    assert Redactor({kind: name}).text(text) == text


def test_our_own_field_names_are_no_names_of_people():
    redactor = Redactor({"user": "mount"})

    assert redactor.clean({"mount": "mount"}) == {"mount": "user-1"}


def test_a_value_under_a_secret_name_goes_whatever_it_looks_like():
    assert Redactor({}).clean({"psk": "a b c", "n": 1}) == {"psk": "secret-1", "n": 1}


def test_numbers_and_nothing_pass():
    assert Redactor(KNOWN).clean([1, 2.5, None, True]) == [1, 2.5, None, True]


def broken(secret):
    raise RuntimeError("boom")


def test_a_rule_that_fails_drops_the_item_and_says_so():
    rule = Rule("broken", "x", re.compile("(?P<s>trigger)"), broken)
    redactor = Redactor({}, secrets=(rule,))
    bad, good = Seen("net.a", "found", facts={"x": "trigger"}), Seen("net.b", "healthy")
    case = Case("1", "", "test", "", "0", before=(bad, good))
    asking = Asking("net.a", 0, [Line("Disk", "drives", [], "trigger")])
    evidence = gather(case, [asking], {"os": "trigger", "kernel": "6"}, redactor)

    assert evidence.case.before[0].facts == {}
    assert "failed" in evidence.case.before[0].why
    assert evidence.case.before[1] == good
    assert (evidence.askings[0].how, evidence.askings[0].lines) == (WITHHELD, [])
    assert (evidence.machine.os, evidence.machine.kernel) == ("", "6")
    assert {n.reason for n in evidence.withheld} == {"rule-failed"}
    assert "trigger" not in repr(evidence).replace("trigger=", "")


def test_keys_that_would_become_one_drop_the_item():
    with pytest.raises(RuleFailedError):
        Redactor({"host": "pc-0042"}).clean({"pc-0042": 1, "PC-0042": 2})


HOSTILE = (
    "password=" * 100_000,
    'password="' * 100_000,
    "password" + " " * 900_000,
    "-----BEGIN PRIVATE KEY-----" * 30_000,
    "-----BEGIN " * 90_000,
    "a@" * 500_000,
    "a." * 500_000 + "@",
    "x@" + "a." * 500_000,
    "a" * 1_000_000 + "!",
    "eyJ" * 330_000,
    "eyJaaaaaaaa." * 80_000,
    "://" * 330_000,
    "://a" * 250_000,
    "0" * 1_000_000 + "g",
    "123456-" * 140_000,
    "$6$" * 330_000,
    "/home/" * 160_000,
    "Authorization:" * 70_000,
    "bearer " * 140_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_megabyte_made_to_be_slow_takes_less_than_two_seconds(text):
    redactor = Redactor(KNOWN)
    began = time.process_time()
    redactor.text(text)

    assert time.process_time() - began < 2
