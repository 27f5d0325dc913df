import base64
import hashlib
import re
import time

import pytest

from agent.bundle.evidence import gather
from ipaddress import ip_address, ip_network

from agent.bundle.kinds import Rule
from agent.bundle.known import own_addresses
from agent.bundle.redact import Redactor, RuleFailedError
from agent.case import Case, Seen
from agent.host.transcript import WITHHELD, Asking, Line
from tests.agent.bundle.toys import KNOWN, numbered

MORE = (
    ("mysql -h db -u root -pSesam123", "Sesam123"),
    ("curl -s -u jan:Sesam123 https://a.be", "Sesam123"),
    (r"net use z: \\srv\data Sesam123 /user:x", "Sesam123"),
    ("machine a.be login jan password Sesam123", "Sesam123"),
    ("snmp-server community Sesam123 ro", "Sesam123"),
    ("wifi-sec.psk:Sesam123", "Sesam123"),
    ("https://acct.blob.be/c?sv=1&sig=Sesam123%3D", "Sesam123"),
    ("password 51:b:01000000D08C9DDF0115D1118C7A00C04FC297EB", "D08C9DDF"),
    ("Administrator:500:aad3b435b51404eeaad3b435b51404ee:x", "aad3b435"),
    ("AGE-SECRET-KEY-1QQPQR5ABCDEFGHJKLMN", "QQPQR5"),
    ("NL91ABNA0417164300", "ABNA0417"),
    ("Set-Cookie2 Cookie: a=Sesam123", "Sesam123"),
)
HARMLESS = (
    "2026-11-23T21:40:58Z",
    "no answer within 4.5 s",
    "Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC",
    "user@1000.service getty@tty1.service systemd-fsck@dev-sda1.service",
    "fe80::1ff:fe23:4567:890a 192.0.2.53 00:00:00:00:00:00 ff:ff:ff:ff:ff:ff",
    "/usr/lib/x86_64-linux-gnu/libssl.so.3",
    "error 0x80070005 (EACCES), exit code 13",
    "systemd-networkd-wait-online-and-some-more.service",
    "550e8400-e29b-41d4-a716-446655440000",
    "krbtgt/FIRMA.BE@FIRMA.BE",
    "the password expires in 3 days",
    "http://www.msftconnecttest.com/connecttest.txt",
    "/dev/mapper/vg0-home /home/lost+found",
    "BE99 1234 5678 9012 is no account: its check digits are wrong",
    "https://login.example.org:8443/path#part",
    "/usr/share/Fonts/Truetype/Dejavu/Sans/Mono/Bold/Oblique/1",
    "the community supports snmp; mysql ran with -p",
    "21:40:58.123456 up 3 days, 04:15, load average: 0.15, 0.20, 0.18",
    "Python 3.11.2, OpenSSL 3.0.15 3 Sep 2024, glibc 2.36-9+deb12u9",
    "0x800F0922 STOP 0x0000007E NT_STATUS_ACCESS_DENIED HTTP 407 errno -13",
    "Event ID 10016, {D63B10C5-BB46-4990-A94F-E40B9D520160}",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "d41d8cd98f00b204e9800998ecf8427e  /usr/lib/libc.so.6",
    "BuildID[sha1]=2c5cf6a7a3f8b1d04e9800998ecf8427ed41d8cd",
    "/dev/disk/by-uuid/550e8400-e29b-41d4-a716-446655440000",
    "dev-disk-by\\x2duuid-550e8400\\x2de29b.device",
    "run-user-1000.mount snap-core20-1234.mount NetworkManager-wait-online.service",
    "10.1.2.3/24 172.16.0.1 192.168.178.1 198.51.100.7 203.0.113.9 100.64.0.1",
    "169.254.3.4 224.0.0.251 255.255.255.0 fd12:3456:789a::1 ff02::fb ::1",
    "2001:db8:85a3::8a2e:370:7334 dev eth0 proto kernel metric 256 pref medium",
    "nvme0n1p2 ext4 rw,relatime,errors=remount-ro 0 1; 476.9G of 512110190592",
    "C:\\Windows\\System32\\drivers\\etc\\hosts 100% of the disk is in use",
    "%systemroot%\\system32\\svchost.exe -k netsvcs -p -s wuauserv",
    "tcp 10.0.0.1:5000 10.0.0.2:443 ESTAB; 192.0.2.7:50000 b.be:https",
    "cups-browsed[812]: add job 14 to HP_LaserJet_M402dn_3C52A1",
    "ipp://localhost:631/printers/Office media-empty-error",
    "TLS 1.3 TLS_AES_256_GCM_SHA384 CN=example.org notAfter=2027-03-01",
    "SPN host/files, enctype 18, kvno 3, clock skew 301 s, KDC_ERR_PREAUTH_FAILED",
    "the password is wrong; your token has run out; login failed for nobody",
    "Failed to start cups.service: Unit cups.service is masked. (code=exited)",
    "drwxr-xr-x 2 root root 4096 Nov 27 04:15 ..; 85073003329 bytes; 1700000000",
    "fe80::a1b2:c3d4:e5f6:789 ff02::1:ff5e:6c0d 2001:db8:12:34:56:78:9a:bc ::ffff:1.2.3.4",
    "33:33:00:00:00:16 01:80:c2:00:00:0e 01:00:5e:00:00:fb 00:00:5e:00:01:07",
    "at 26-11-27-21-40-58, 2026:11:27 21:40:58.123, 21:40:58:07, 26:11:27:21:40:58",
    "Windows 10.0.22631.4460, driver 31.0.15.3623, firmware 2024.1127.0415, KB5031455",
    "EFI partition C12A7328-F81F-11D2-BA4B-00A0C93EC93B, 0FC63DAF-8483-4772-8E79-3D69D8477DE4",
    "0000  45 00 00 3c 1c 46 40 00  40 06 b1 e6 ac 10 0a 63  E..<.F@.@......c",
    "00000010: de ad be ef 00 16 3e 5e  6c 0d 00 00 00 00 00 00",
    "PCI 0000:00:1f.3 [8086:a348] USB 046d:c52b rev 12.11, 1-1.4:1.0",
    "commit 00163e5e6c0d, 3f2a9c1b77de; BIOS N2IET98W (1.76), board 20XW, version 0x0042",
    "S-1-5-18 S-1-5-32-544 S-1-1-0 S-1-5-5-0-123456, rid 500, 0xC000006D 0x8007232B",
    "serial: 2026112701 (zone), ttyS0 at I/O 0x3f8, Serial Number: To be filled by O.E.M.",
    "SHA256 fingerprint 2C:5C:F6:A7:A3:F8:B1:D0:4E:98:00:99:8E:CF:84:27",
    "enp0s31f6 wlp0s20f3 eth0 wwan0 br-lan docker0 veth1a2b3c4 virbr0-nic",
    "alsa_output.pci-0000_00_1f.3.analog-stereo usb-046d_HD_Pro_Webcam_C920-02.analog",
    "dpkg: linux-image-6.1.0-28-amd64 6.1.119-1, firefox-esr 128.5.0esr-1~deb12u1",
)


@pytest.mark.parametrize(("text", "secret"), MORE)
def test_secrets_of_endpoints_that_scanners_for_developers_miss(text, secret):
    assert secret not in Redactor({}).text(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_readable(text):
    assert Redactor(KNOWN).text(text) == text


@pytest.mark.parametrize("text", [one for one in HARMLESS if "  /" not in one])
def test_harmless_words_stay_readable_in_a_list(text):
    assert Redactor(KNOWN).clean(text.split()) == text.split()


def test_a_list_of_harmless_lines_stays_as_it_is():
    assert Redactor(KNOWN).clean(list(HARMLESS)) == list(HARMLESS)


NAMED = ("an", "marie", "jan.peeters", "pc-0042", "corp.example", "els")
HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")


def test_without_the_key_nobody_can_try_names_out():
    """V2: neither by hashes without a key, nor with a key of one's own."""
    text = "jan.peeters on pc-0042"
    told = set(re.findall(r"-([a-z2-7]{4,})", Redactor(KNOWN).text(text)))
    assert len(told) == 2
    for name in NAMED:
        for kind in ("", "user ", "pc ", "user", "pc"):
            for hashed in HASHES:
                digest = hashlib.new(hashed, f"{kind}{name}".encode()).digest()
                letters = base64.b32encode(digest).decode().lower()
                words = (letters, digest.hex())
                assert [one for one in words if one.startswith(tuple(told))] == []
    for guess in (b"0", b"blusser", bytes(32)):
        assert told.isdisjoint(
            re.findall(r"-([a-z2-7]{4,})", Redactor(KNOWN, key=guess).text(text))
        )


def test_the_key_is_long_random_and_in_nothing_that_is_written():
    keys = {Redactor({})._key for _ in range(50)}

    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}


def test_a_text_that_comes_twice_is_counted_twice():
    redactor = Redactor({})
    redactor.clean(["pwd=one", "x", "pwd=one"])

    assert redactor.removed == {"password or key by its name": 2}


def test_the_same_secret_gets_the_same_stand_in_and_another_another():
    redactor = Redactor({})
    first = redactor.clean(["pwd=one", {"x": "pwd=two"}, ["pwd=one"]])

    assert numbered(first) == ["pwd=secret-1", {"x": "pwd=secret-2"}, ["pwd=secret-1"]]


def test_known_values_are_replaced_in_keys_and_values_whatever_the_case():
    cleaned = Redactor(KNOWN).clean(
        {"/home/jan.peeters/.cache": ["pc-0042.CORP.example", "JAN PEETERS", 42]}
    )

    assert numbered(cleaned) == {"/home/user-1/.cache": ["pc-1.domain-1", "NAME-1", 42]}


def test_a_principal_keeps_its_shape():
    cleaned = Redactor(KNOWN).text("jan.peeters@CORP.EXAMPLE")

    assert numbered(cleaned) == "user-1@DOMAIN-1"


def test_stand_ins_are_the_same_in_one_bundle_and_others_in_the_next():
    text = "jan.peeters on PC-0042, pwd=sesam, an@firma.be, /home/marie"
    one, other = Redactor(KNOWN), Redactor(KNOWN)

    assert one.text(text) == one.text(text)
    assert set(one._issued).isdisjoint(other._issued)


def test_a_stand_in_keeps_capitals_so_that_what_is_made_of_it_is_found_on_replay():
    redactor = Redactor(KNOWN)
    upper, lower = redactor.clean(["CORP.EXAMPLE", "corp.example"])

    assert upper.lower() == lower != upper


@pytest.mark.parametrize("text", ["Jan%20Peeters", "jan.peeters_old", "x_PC-0042.zip"])
def test_known_values_are_seen_in_other_spellings_too(text):
    cleaned = Redactor(KNOWN).text(text).lower()

    assert "peeters" not in cleaned
    assert "0042" not in cleaned


def test_a_name_with_accents_is_seen_in_json_too():
    redactor = Redactor({"name": "José Müller"})

    assert "M" not in redactor.text("Jos\\u00e9 M\\u00fcller")
    assert "M" not in redactor.text("Jos%C3%A9%20M%C3%BCller")


def test_two_secrets_never_share_a_stand_in():
    redactor = Redactor({}, key=b"fixed")
    words = [redactor._stand_in("x", str(number)) for number in range(5000)]

    assert len(set(words)) == 5000
    assert max(map(len, words)) > len("x-abcd")


def test_a_known_value_inside_a_longer_word_is_left():
    redactor = Redactor({"user": "peet", "host": "work"})

    assert redactor.text("peeters network workers") == "peeters network workers"


@pytest.mark.parametrize("name", ["an", "jan", "mark", "disk"])
def test_a_name_that_is_a_word_is_replaced_only_where_it_must_be_a_name(name):
    redactor = Redactor({"user": name, "home": f"/home/{name}"})
    text = f"{name} address was set in {name}"

    assert redactor.text(text) == text
    assert numbered(redactor.clean([name, f"/home/{name}/x", f"'{name}'"])) == [
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

    assert numbered(redactor.clean({"mount": "mount"}, {"mount"})) == {
        "mount": "user-1"
    }


def test_a_value_under_a_secret_name_goes_whatever_it_looks_like():
    cleaned = Redactor({}).clean({"psk": "a b c", "n": 1})

    assert numbered(cleaned) == {"psk": "secret-1", "n": 1}


def test_numbers_and_nothing_pass():
    assert Redactor(KNOWN).clean([1, 2.5, None, True]) == [1, 2.5, None, True]


def broken(secret):
    raise RuntimeError("boom")


def test_a_rule_that_fails_drops_the_item_and_says_so():
    rule = Rule("broken", "(?P<s>trigger)", accepts=broken)
    redactor = Redactor({}, secrets=(rule,))
    bad, good = Seen("net.a", "found", facts={"x": "trigger"}), Seen("net.b", "healthy")
    case = Case("1", "", "test", "", "0", before=(bad, good))
    asking = Asking("net.a", 0, [Line("Disk", "damage", [], {"trigger": 1})])
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
        Redactor({"host": "pc-0042"}).clean({"pc-0042": 1, "Pc-0042": 2})


HOSTILE = (
    "https://a" * 110_000,
    "://" + "a/" * 500_000,
    "<keyMaterial>" * 80_000,
    "mysql " * 160_000,
    "net use " * 120_000,
    "snmp community " * 70_000,
    "login a password " * 60_000,
    "be68 " + "1234 " * 200_000,
    "ABCDE-" * 160_000,
    "12.12.12-" * 110_000,
    "+/a1A" * 200_000,
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
    "%41" * 330_000,
    "%2541" * 200_000,
    r"\u0041" * 160_000,
    "&amp;" * 200_000,
    "p\0w\0" * 250_000,
    "QUJD" * 250_000,
    "cHdk\n" * 200_000,
    "cHdkPW9uZQ== " * 70_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_four_times_as_much_made_to_be_slow_takes_less_than_ten_times_as_long(
    text,
):
    """Linear is four times, quadratic sixteen; the processor's time is compared."""
    text = text[-len(text) // 4 :]
    quarter = cost(text[-len(text) // 4 :])

    assert cost(text) < 10 * max(quarter, 0.01)


def cost(text):
    """Return the better of two turns; a busy machine makes one of them worse."""
    return min(turn(text) for _ in range(2))


def turn(text):
    redactor = Redactor(KNOWN)
    began = time.thread_time()
    redactor.text(text)
    return time.thread_time() - began


WRITTEN = (
    "00:16:3e:5e:6c:0d",
    "00:16:3E:5E:6C:0D",
    "00-16-3e-5e-6c-0d",
    "00_16_3e_5e_6c_0d",
    "0016.3e5e.6c0d",
    "00:16:3e:ff:fe:5e:6c:0d",
    "enx00163e5e6c0d",
    "fe80::216:3eff:fe5e:6c0d",
)


def test_one_device_has_one_stand_in_however_it_is_written():
    redactor = Redactor({})
    cleaned = [redactor.text(one) for one in WRITTEN]
    colons, capitals, dashes, bars, dots, eight, name, six = cleaned
    digits = colons.replace(":", "")

    assert capitals == colons.upper()
    assert dashes == bars.replace("_", "-") == colons.replace(":", "-")
    assert dots == ".".join((digits[:4], digits[4:8], digits[8:]))
    assert eight == f"{colons[:8]}:ff:fe{colons[8:]}"
    assert name == f"enx{digits}"
    tail = int(digits[6:], 16).to_bytes(3)
    assert ip_address(six).packed[-8:] == bytes.fromhex("00163efffe") + tail
    assert ip_address(six).is_link_local


def test_a_device_tells_its_maker_and_nothing_else_of_it():
    """An address that was drawn at random has none, and tells nothing at all."""
    made = [Redactor({}).text("00:16:3e:5e:6c:0d") for _ in range(20)]
    drawn = [Redactor({}).text("52:54:00:5e:6c:0d") for _ in range(20)]

    assert {one[:9] for one in made} == {"02:16:3e:"}
    assert {one[:9] for one in drawn} == {"06:00:00:"}
    assert len({*made, *drawn}) == 40


def test_an_address_of_this_machine_goes_whole_also_where_a_device_is_in_it():
    mine = "2a02:a03f:6b1c:7700:216:3eff:fe5e:6c0d"
    redactor = Redactor({}, addresses=(mine,))

    assert ip_address(redactor.text(mine)) in ip_network("2001:db8::/32")
    assert redactor.removed == {"address of this computer": 1}


def test_devices_of_one_maker_stay_apart():
    redactor = Redactor({}, key=b"fixed")
    made = {
        redactor.text(f"00:16:3e:5e:{n // 256:02x}:{n % 256:02x}") for n in range(6000)
    }

    assert len(made) == 6000


NUMBERS = (
    "S-1-5-21-1004336348-1177238915-682003330-110573",
    "Serial Number: S3Z2NB0K123456A",
    "/dev/disk/by-id/wwn-0x5002538e40a1b2c3",
    "machine-id: 5f1c1b8e6c0d4f7b9a3e2d1c0b9a8f7e",
    "00:16:3e:5e:6c:0d",
    "fe80::216:3eff:fe5e:6c0d",
)


@pytest.mark.parametrize("text", NUMBERS)
def test_the_number_of_a_machine_is_one_in_a_bundle_and_another_in_the_next(text):
    one, other = Redactor({}), Redactor({})

    assert text != one.text(text) == one.text(f"{text} x")[:-2] != other.text(text)
    assert one.text(one.text(text)) == one.text(text)


def test_accounts_of_one_domain_stay_of_one_domain():
    redactor = Redactor({})
    domain = "S-1-5-21-1004336348-1177238915-682003330"
    cleaned = redactor.clean([domain, f"{domain}-500", f"{domain}-110573"])

    assert numbered(cleaned) == [
        "S-1-5-21-sid-1",
        "S-1-5-21-sid-1-500",
        "S-1-5-21-sid-1-rid-1",
    ]


def test_one_disk_is_one_disk_by_its_name_and_by_its_path():
    cleaned = Redactor({}).clean(
        ["serial: S3Z2NB0K123456A", "/dev/disk/by-id/ata-X_S3Z2NB0K123456A-part1"]
    )
    stand_in = cleaned[0].removeprefix("serial: ")

    assert cleaned[1] == f"/dev/disk/by-id/ata-X_{stand_in}-part1"


ADDRESSES = ("2a02:a03f:6b1c:7700:216:3eff:fe5e:6c00", "81.82.83.84")


def told(*addresses):
    answer = [{"adapter": "eth0", "address": one} for one in addresses]
    return [Asking("network.x", 0, [Line("Links", "addresses", [], answer)])]


def test_addresses_the_whole_world_knows_this_machine_by_become_examples():
    redactor = Redactor({}, addresses=own_addresses(told(*ADDRESSES, ADDRESSES[0])))
    cleaned = redactor.text(f"{ADDRESSES[0]}:80 on {ADDRESSES[1]}, not 181.82.83.84")

    six, four = re.fullmatch(r"(\S+):80 on (\S+), not 181.82.83.84", cleaned).groups()
    assert ip_address(six) in ip_network("2001:db8::/32")
    assert ip_address(four) in ip_network("198.18.0.0/16")
    assert redactor.removed == {"address of this computer": 2}


def test_addresses_that_everybody_has_stay():
    common = ("192.168.1.7", "10.0.0.1", "169.254.3.4", "fd00::1", "rubbish", "")

    assert own_addresses(told(*common)) == ()
    assert own_addresses([Asking("x", 0, [Line("Links", "addresses", [], 3)])]) == ()


def test_many_addresses_all_get_their_own():
    many = tuple(f"81.82.83.{n}" for n in range(200))
    redactor = Redactor({}, addresses=many)

    assert len({redactor.text(one) for one in many}) == 200
