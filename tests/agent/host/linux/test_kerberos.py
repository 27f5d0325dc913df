"""Settings, caches and tickets of Kerberos, as its own library reads them."""

import os
import struct

import pytest

from agent.host.linux import krb5conf
from agent.host.linux.ccache import end_of_ticket
from agent.host.linux.kerberos import LinuxKerberos, cache, told_apart
from agent.host.trouble import HostError, PartMissing

CONF = """
# a comment
; another
[libdefaults]
    default_realm = EXAMPLE.ORG
    default_realm = SECOND.ORG
    default_ccache_name = "FILE:/run/user/%{uid}/cc"
[realms]
    EXAMPLE.ORG = {
        kdc = dc1.example.org
        kdc = dc2.example.org:8888
        auth_to_local_names = {
            a = b
        }
        admin_server = dc1.example.org
    }
    OTHER.ORG = { 
        kdc = other.org
    }
[domain_realm]
    .example.org = EXAMPLE.ORG
"""


@pytest.fixture
def conf(tmp_path, monkeypatch):
    def made(text=CONF):
        (tmp_path / "krb5.conf").write_text(text)
        monkeypatch.setenv("KRB5_CONFIG", f"{tmp_path}/krb5.conf")
        return tmp_path

    return made


def test_settings_are_read_the_first_one_counting(conf):
    conf()
    rows = krb5conf.read()

    assert krb5conf.value(rows, "libdefaults", "default_realm") == "EXAMPLE.ORG"
    assert krb5conf.values(rows, "realms", "EXAMPLE.ORG", "kdc") == [
        "dc1.example.org",
        "dc2.example.org:8888",
    ]
    assert krb5conf.value(rows, "realms", "EXAMPLE.ORG", "admin_server")
    assert krb5conf.values(rows, "realms", "OTHER.ORG", "kdc") == ["other.org"]
    assert krb5conf.value(rows, "domain_realm", ".example.org") == "EXAMPLE.ORG"
    assert LinuxKerberos().realm() == "EXAMPLE.ORG"


def test_files_and_folders_are_included(conf):
    folder = conf("")
    (folder / "more.d").mkdir()
    (folder / "more.d" / "site").write_text("[libdefaults]\n default_realm = A.ORG\n")
    (folder / "more.d" / "x.conf").write_text("[realms]\n A.ORG = {\n kdc = a\n }\n")
    (folder / "more.d" / "x.conf.bak").write_text("[realms]\n A.ORG = {\n kdc = b\n }")
    (folder / "one").write_text(f"includedir {folder}/more.d\ninclude {folder}/gone\n")
    conf(f"include {folder}/one\nincludedir {folder}/nowhere\n")

    rows = krb5conf.read()
    assert krb5conf.value(rows, "libdefaults", "default_realm") == "A.ORG"
    assert krb5conf.values(rows, "realms", "A.ORG", "kdc") == ["a"]


def test_a_file_that_includes_itself_ends(conf):
    folder = conf()
    conf(f"include {folder}/krb5.conf\n[libdefaults]\n default_realm = A.ORG\n")

    assert LinuxKerberos().realm() == "A.ORG"


def test_several_files_are_read_in_order(conf, monkeypatch):
    folder = conf()
    (folder / "first").write_text("[libdefaults]\n default_realm = FIRST.ORG\n")
    monkeypatch.setenv(
        "KRB5_CONFIG", f"{folder}/gone:{folder}/first:{folder}/krb5.conf"
    )

    assert LinuxKerberos().realm() == "FIRST.ORG"


@pytest.mark.parametrize("text", ["", "}\n}\n", "[", "=", "a = {\nb", "\x00\xff"])
def test_nonsense_is_no_setting_and_no_crash(conf, text):
    conf(text)

    assert LinuxKerberos().realm() == ""


def counted(data):
    return struct.pack(">I", len(data)) + data


def principal(*names, realm=b"LAB.TEST"):
    head = struct.pack(">II", 1, len(names))
    return head + counted(realm) + b"".join(map(counted, names))


def credential(*server, end):
    times = struct.pack(">4I", 1, 1, end, 0)
    address = struct.pack(">H", 2) + counted(b"\x7f\0\0\1")
    return b"".join(
        [
            principal(b"els"),
            principal(*server),
            struct.pack(">H", 18) + counted(b"k" * 32),
            times,
            b"\0" + struct.pack(">I", 0x40E10000),
            struct.pack(">I", 1) + address,
            struct.pack(">I", 0),
            counted(b"ticket"),
            counted(b""),
        ]
    )


HEAD = b"\x05\x04" + struct.pack(">H", 12) + b"\0\1\0\x08" + b"\0" * 8


def made_cache(*credentials):
    return HEAD + principal(b"els") + b"".join(credentials)


TGT = (b"krbtgt", b"LAB.TEST")
CONF_ENTRY = (b"krb5_ccache_conf_data", b"pa_type", b"krbtgt/LAB.TEST")


@pytest.fixture
def kept(tmp_path):
    def made(data):
        (tmp_path / "cc").write_bytes(data)
        return f"{tmp_path}/cc"

    return made


def test_the_last_ticket_to_get_tickets_with_counts(kept):
    path = kept(
        made_cache(
            credential(*CONF_ENTRY, end=0),
            credential(*TGT, end=2000),
            credential(b"krbtgt", b"OTHER.ORG", end=1500),
            credential(b"host", b"files", end=9000),
        )
    )

    assert end_of_ticket(path) == 2000


def test_a_cache_of_other_tickets_has_none(kept):
    assert end_of_ticket(kept(made_cache())) is None
    assert end_of_ticket(kept(made_cache(credential(b"host", b"a", end=9)))) is None


def test_a_cache_that_is_cut_anywhere_is_said(kept):
    whole = made_cache(credential(*TGT, end=2000))
    ends = {len(made_cache()), len(whole)}
    for length in range(len(whole)):
        path = kept(whole[:length])
        if length in ends:
            assert end_of_ticket(path) is None
        else:
            with pytest.raises(ValueError):
                end_of_ticket(path)


@pytest.mark.parametrize("data", [b"", b"\x05\x03", b"nonsense", b"\x05\x04" * 9000])
def test_what_is_no_cache_is_said(kept, data):
    with pytest.raises(ValueError):
        end_of_ticket(kept(data))


def test_counts_beyond_all_measure_end_at_the_end_of_the_file(kept):
    with pytest.raises(ValueError):
        end_of_ticket(kept(HEAD + struct.pack(">II", 1, 0xFFFFFFFF) + counted(b"R")))


def tool(tmp_path, script):
    path = tmp_path / "klist"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_tool_decides_what_is_valid(tmp_path):
    assert LinuxKerberos(tool(tmp_path, "exit 0")).ticket() == "valid"


def test_the_tool_is_given_where_tickets_are_kept_and_nothing_else(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("KRB5CCNAME", "FILE:/x")
    monkeypatch.setenv("KRB5_TRACE", f"{tmp_path}/trace")
    script = '[ "$KRB5CCNAME" = FILE:/x ] && [ -z "$KRB5_TRACE" ] && [ "$1" = -s ]'

    assert LinuxKerberos(tool(tmp_path, script)).ticket() == "valid"


@pytest.mark.parametrize(
    ("end", "ticket"), [(1, "expired"), (2**31 - 1, "unknown"), (None, "none")]
)
def test_an_ended_ticket_is_told_from_none(tmp_path, monkeypatch, kept, end, ticket):
    tickets = [] if end is None else [credential(*TGT, end=int(end))]
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{kept(made_cache(*tickets))}")

    assert LinuxKerberos(tool(tmp_path, "exit 1")).ticket() == ticket


@pytest.mark.parametrize(
    ("name", "ticket"),
    [
        ("FILE:/nowhere/cc", "none"),
        ("/nowhere/a:b", "none"),
        ("KEYRING:persistent:1000", "unknown"),
        ("KCM:", "unknown"),
        ("DIR:/tmp/cc", "unknown"),
        ("FILE:%{TEMP}/cc", "unknown"),
        ("/tmp/%{username}", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_is_kept_elsewhere_is_not_told_apart(name, ticket):
    assert told_apart(name) == ticket


@pytest.mark.parametrize("script", ["exit 2", "kill -9 $$", "exec sleep 60"])
def test_a_tool_that_fails_is_no_answer(tmp_path, script):
    with pytest.raises(HostError):
        LinuxKerberos(tool(tmp_path, script)).ticket()


def test_without_the_tool_there_is_nobody_to_ask(tmp_path):
    with pytest.raises(PartMissing):
        LinuxKerberos(f"{tmp_path}/gone").ticket()


def test_where_tickets_are_kept_is_decided_as_kerberos_does(conf, monkeypatch):
    monkeypatch.delenv("KRB5CCNAME", raising=False)
    conf()
    assert cache() == f"FILE:/run/user/{os.getuid()}/cc"
    conf("")
    assert cache() == f"FILE:/tmp/krb5cc_{os.getuid()}"
    monkeypatch.setenv("KRB5CCNAME", "KCM:")
    assert cache() == "KCM:"


def test_root_is_an_account_of_the_system():
    if os.geteuid() == 0:
        assert LinuxKerberos().account() == "system"
