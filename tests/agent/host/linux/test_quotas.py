"""How much of a disk this account may use."""

import errno
import os

import pytest

from agent.host.linux.mounts import covering, read_mounts
from agent.host.linux.quotas import SHAPE, LinuxQuotas, quotactl, read
from agent.host.ports.quotas import Quota
from agent.host.trouble import HostError, PartMissing

NOW = 1000.0


def told(hard=0, soft=0, used=0, files_hard=0, files_soft=0, files=0, ends=(0, 0)):
    return SHAPE.pack(hard, soft, used, files_hard, files_soft, files, *ends, 63)


def asking(tmp_path, ask, options="rw,quota,usrquota"):
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 8:1 / / rw - ext4 /dev/sda1 {options}\n")
    return LinuxQuotas("", str(table), ask).own()


def fails(number):
    def ask(_):
        raise OSError(number, os.strerror(number))

    return ask


def test_what_the_kernel_tells_is_read():
    some = told(hard=10, soft=8, used=5000, files_hard=7, files=3)

    assert SHAPE.size == 72
    assert read("/", some, NOW) == Quota("/", 5000, 10_240, 3, 7)


@pytest.mark.parametrize(
    ("end", "over"), [(0, False), (int(NOW) + 1, False), (int(NOW), True)]
)
def test_whoever_is_above_for_too_long_is_over(end, over):
    some = told(hard=100, soft=1, used=2000, ends=(end, 0))

    assert read("/", some, NOW).over is over


def test_no_limit_is_no_quota():
    assert read("/", told(used=5000), NOW) is None


def test_a_limit_is_told_where_there_is_one(tmp_path):
    (one,) = asking(tmp_path, lambda mount: told(hard=10, used=5000))

    assert (one.mount, one.used, one.limit) == ("/", 5000, 10_240)


def test_nobody_is_asked_where_no_option_names_limits(tmp_path):
    with pytest.raises(PartMissing):
        asking(tmp_path, fails(errno.EIO), options="rw,noquota")


@pytest.mark.parametrize("number", [errno.ESRCH, errno.ENOSYS])
def test_an_account_without_a_limit_has_none(tmp_path, number):
    with pytest.raises(PartMissing):
        asking(tmp_path, fails(number))


def test_what_is_not_told_is_no_answer(tmp_path):
    with pytest.raises(HostError):
        asking(tmp_path, fails(errno.EPERM))


def test_the_real_kernel_says_that_there_is_no_limit_here():
    """Ours counts for nobody; it understood the question all the same."""
    with pytest.raises(OSError) as no:
        quotactl(covering("/", read_mounts()))

    assert no.value.errno in {errno.ESRCH, errno.ENOSYS, errno.EINVAL}
