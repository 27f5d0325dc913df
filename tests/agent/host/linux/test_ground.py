"""What root may build on is what only an administrator can change."""

import os
import stat
import struct
from threading import Event, Thread

import pytest

from agent.host.linux.ground import objection, read_firm
from agent.host.trouble import Soft

ME = os.geteuid()


@pytest.fixture
def top(tmp_path):
    folder = tmp_path / "etc" / "blusser"
    folder.mkdir(parents=True, mode=0o755)
    (tmp_path / "etc").chmod(0o755)
    tmp_path.chmod(0o755)
    file = folder / "policy.toml"
    file.write_text("support = 'x'")
    file.chmod(0o644)
    return tmp_path


def said(top, name="etc/blusser/policy.toml", owner=ME):
    return objection(f"{top}/{name}", str(top), owner).replace(str(top), "")


def test_what_only_its_owner_can_change_is_firm(top):
    assert said(top) == ""
    assert said(top, "etc/blusser") == ""
    assert read_firm(f"{top}/etc/blusser/policy.toml", 9, str(top), ME) == b"support ="


@pytest.mark.parametrize(
    "part",
    ["", "etc", "etc/blusser", "etc/blusser/policy.toml"],
    ids=lambda p: p or "/",
)
@pytest.mark.parametrize(
    ("right", "whom"), [(0o002, "by everybody"), (0o020, "by the group")]
)
def test_a_right_to_write_for_others_is_refused_wherever_it_is(top, part, right, whom):
    one = top / part
    one.chmod(one.stat().st_mode | right)

    assert said(top).startswith(f"{'/' + part if part else ''} can be changed {whom}")
    with pytest.raises(Soft):
        read_firm(f"{top}/etc/blusser/policy.toml", 9, str(top), ME)


@pytest.mark.parametrize("part", ["etc", "etc/blusser", "etc/blusser/policy.toml"])
def test_a_link_is_refused_wherever_it_is(top, part):
    one = top / part
    one.rename(top / "real")
    one.symlink_to(top / "real")

    assert said(top) == f"/{part} is a link"
    with pytest.raises(Soft, match="is a link"):
        read_firm(f"{top}/etc/blusser/policy.toml", 9, str(top), ME)


def test_a_folder_like_tmp_counts_only_where_that_is_wanted(top):
    """There everybody may put things, and nobody move those of others."""
    folder, path = top / "etc", f"{top}/etc/blusser/policy.toml"
    folder.chmod(0o1777)

    assert said(top) == "/etc can be changed by everybody"
    with pytest.raises(Soft):
        read_firm(path, 9, str(top), ME)
    assert read_firm(path, 9, str(top), ME, sticky=True) == b"support ="
    folder.chmod(0o777)
    with pytest.raises(Soft):
        read_firm(path, 9, str(top), ME, sticky=True)
    folder.chmod(0o1777)
    (folder / "blusser").chmod(0o777)
    with pytest.raises(Soft):
        read_firm(path, 9, str(top), ME, sticky=True)


def test_what_belongs_to_somebody_else_is_refused_by_both_accounts(top):
    assert said(top, owner=ME + 1) == (
        f" belongs to account {ME} and not to account {ME + 1}"
    )


def test_a_pipe_or_socket_is_no_ground_and_holds_nobody_up(top):
    place = top / "etc" / "blusser"
    os.mkfifo(place / "pipe", 0o644)
    os.mknod(place / "socket", stat.S_IFSOCK | 0o644)
    for name in ("pipe", "socket"):
        assert said(top, f"etc/blusser/{name}") == (
            f"/etc/blusser/{name} is neither a file nor a folder"
        )
    with pytest.raises(Soft, match="neither a file nor"):
        read_firm(f"{place}/pipe", 9, str(top), ME)


def test_a_folder_is_not_read_as_a_file(top):
    with pytest.raises(Soft, match="is no file"):
        read_firm(f"{top}/etc/blusser", 9, str(top), ME)


def test_what_is_not_there_is_not_firm_either(top):
    with pytest.raises(FileNotFoundError):
        said(top, "etc/blusser/none.toml")


@pytest.mark.parametrize("path", ["etc/x", "/etc/../etc/x", ""])
def test_a_path_that_depends_on_where_one_stands_is_refused(path):
    assert objection(path, "/", ME) == f"{path} is no full path"


def test_a_right_given_by_an_access_list_is_seen(top):
    """One more line than the bits have: somebody may write (acl(5))."""
    entries = [(1, 6, -1), (2, 6, 65_534), (4, 4, -1), (16, 6, -1), (32, 4, -1)]
    rows = b"".join(struct.pack("<HHi", *entry) for entry in entries)
    file = top / "etc" / "blusser" / "policy.toml"
    os.setxattr(file, "system.posix_acl_access", struct.pack("<I", 2) + rows)

    assert said(top).startswith("/etc/blusser/policy.toml can be changed by the group")


def test_a_folder_exchanged_for_a_link_all_the_time_is_never_read_through(top):
    """What somebody else planted is never returned, however the race ends."""
    import ctypes

    place, planted = top / "etc" / "blusser", top / "planted"
    planted.mkdir(mode=0o755)
    (planted / "policy.toml").write_text("evil")
    link = top / "etc" / "link"
    link.symlink_to(planted)
    libc, stop = ctypes.CDLL(None, use_errno=True), Event()

    def exchange():
        while not stop.is_set():
            libc.renameat2(-100, str(place).encode(), -100, str(link).encode(), 2)

    thread = Thread(target=exchange)
    thread.start()
    seen = set()
    try:
        for _ in range(3000):
            try:
                seen.add(read_firm(f"{place}/policy.toml", 99, str(top), ME).decode())
            except Soft as soft:
                seen.add("refused" if "is a link" in str(soft) else str(soft))
    finally:
        stop.set()
        thread.join()

    assert "evil" not in seen
    assert seen <= {"refused", "support = 'x'"}
