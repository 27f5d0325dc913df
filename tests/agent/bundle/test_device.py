"""The key of a device is made once, is its owner's alone, and is never replaced."""

import errno
import os
import stat
import threading

import pytest

from agent.bundle import device
from agent.bundle.device import LENGTH, NAME, NoKey, device_key


@pytest.fixture
def place(tmp_path):
    return tmp_path / "state" / NAME


def key(place):
    return device_key(str(place.parent))


def test_it_is_made_once_and_is_another_on_every_device(place, tmp_path):
    made = key(place)

    assert len(made) == 32
    assert key(place) == made
    assert device_key(str(tmp_path / "other")) != made


def test_it_is_for_its_owner_alone_whatever_the_umask(place):
    former = os.umask(0)
    try:
        key(place)
    finally:
        os.umask(former)

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert os.listdir(place.parent) == [NAME]
    assert place.stat().st_size == LENGTH
    assert place.stat().st_nlink == 1


def test_of_many_that_make_it_at_once_one_counts(place):
    keys, start = [], threading.Barrier(8)

    def make():
        start.wait()
        keys.append(key(place))

    threads = [threading.Thread(target=make) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert os.listdir(place.parent) == [NAME]


SPOILT = {
    "empty": lambda text: b"",
    "cut": lambda text: text[:-1],
    "longer": lambda text: text + b"\n",
    "another form": lambda text: text.replace(b" 1\n", b" 2\n"),
    "noise": lambda text: os.urandom(len(text)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_damaged_one_is_told_in_a_sentence_and_stays(place, how):
    key(place)
    spoilt = SPOILT[how](place.read_bytes())
    place.write_bytes(spoilt)
    with pytest.raises(NoKey) as told:
        key(place)

    said = str(told.value)
    assert said.startswith("The report is not signed")
    assert "it is damaged; take the file away" in said
    assert (str(place) in said, said.count("\n")) == (True, 0)
    assert place.read_bytes() == spoilt
    place.unlink()
    assert len(key(place)) == 32


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_one_that_others_may_read_is_believed_no_more(place, mode):
    key(place)
    place.chmod(mode)
    with pytest.raises(NoKey, match="others may read it"):
        key(place)


def test_no_link_is_followed_neither_to_read_nor_to_make(place, tmp_path):
    key(place)
    place.rename(tmp_path / "real")
    place.symlink_to(tmp_path / "real")
    with pytest.raises(NoKey, match="Too many levels of symbolic links"):
        key(place)
    (tmp_path / "real").unlink()
    with pytest.raises(NoKey):
        key(place)

    assert not (tmp_path / "real").exists()
    assert place.is_symlink()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_holds_nobody_up(place, make):
    place.parent.mkdir()
    make(place)
    with pytest.raises(NoKey):
        key(place)


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NoKey, match=os.strerror(errno.ENOTDIR)):
        device_key(str(tmp_path / "file"))


def test_a_disk_that_fills_up_leaves_no_half_of_it(place):
    """The file size limit of the process stands for a disk that fills up."""
    import resource
    import signal

    place.parent.mkdir()
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, kept[1]))
        with pytest.raises(NoKey, match=os.strerror(errno.EFBIG)):
            key(place)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, ignored)

    assert os.listdir(place.parent) == []
    assert len(key(place)) == 32


def test_the_sentence_holds_nothing_of_the_key(place):
    made = key(place)
    place.chmod(0o644)
    with pytest.raises(NoKey) as told:
        key(place)

    assert made.hex() not in str(told.value)
    assert device.LENGTH == len(b"blusser device secret 1\n") + 64 + 1
