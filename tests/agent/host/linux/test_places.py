"""Where Blusser's own things lie, and which account is its own."""

import os

import pytest

from agent.host.linux.peers import LinuxPeers
from agent.host.linux.places import notice_writers, own_account, soft_spot

ROOT = "root:x:0:0:root:/root:/bin/bash\n"
OURS = "blusser:x:994:994:Blusser:/var/lib/blusser-check:/usr/sbin/nologin\n"


@pytest.mark.parametrize(
    ("text", "account"),
    [
        (ROOT + OURS, 994),
        (ROOT, None),
        (ROOT + OURS.replace("994:", "1001:", 1), None),
        (ROOT + OURS.replace("994:", "0:", 1), None),
        (ROOT + OURS.replace("994:", "-5:", 1), None),
        (ROOT + OURS.replace("blusser:", "Blusser:", 1), None),
        (ROOT + "blusser\n", None),
        (ROOT + "+blusser:x:994:994::/:\n", None),
        (ROOT + OURS.replace("994:", "1001:", 1) + OURS, None),
    ],
    ids="made none person root odd other short nis twice".split(),
)
def test_the_account_of_the_timer_is_the_one_that_the_package_made(
    tmp_path, text, account
):
    (tmp_path / "passwd").write_text(text)

    assert own_account(str(tmp_path / "passwd")) == account


def test_where_nobody_knows_which_account_it_is_none_is(tmp_path):
    assert own_account(str(tmp_path / "none")) is None


def test_somebody_whom_a_directory_calls_the_same_is_not_ours(tmp_path):
    """What NSS says of a name is not asked; without an account of ours nobody is it."""
    path = tmp_path / "passwd"
    path.write_text(ROOT)
    without = LinuxPeers("", str(path)).is_ours(5000), notice_writers(str(path))
    path.write_text(ROOT + OURS)
    peers = LinuxPeers("", str(path))

    assert without == (False, (0,))
    assert (peers.is_ours(5000), peers.is_ours(994)) == (False, True)
    assert notice_writers(str(path)) == (0, 994)


def test_a_place_that_root_alone_can_change_is_firm_and_one_that_is_gone_is_not(
    tmp_path,
):
    assert soft_spot("/") == ""
    assert soft_spot(f"{tmp_path}/none") != ""
    assert soft_spot(os.path.join(tmp_path, "..")) != ""
