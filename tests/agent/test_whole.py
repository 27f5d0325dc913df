"""A file is written whole or not at all."""

import errno
import os
from contextlib import nullcontext

import pytest

from agent.value import Value
from agent.whole import read_value, write_whole


def test_a_file_is_replaced_and_has_the_rights_it_was_given(tmp_path):
    path = tmp_path / "one"
    path.write_text("before")
    former = os.umask(0o077)
    write_whole(str(path), b"after", 0o644)
    os.umask(former)

    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o644
    assert os.listdir(tmp_path) == ["one"]


def test_without_a_word_only_its_owner_may_read_it(tmp_path):
    write_whole(str(tmp_path / "one"), b"")

    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o600


def test_where_it_cannot_be_put_nothing_is_left(tmp_path):
    (tmp_path / "one" / "full").mkdir(parents=True)

    with pytest.raises(OSError, match="one"):
        write_whole(str(tmp_path / "one"), b"x")
    assert os.listdir(tmp_path) == ["one"]


def test_what_a_stopped_process_left_is_no_hindrance_and_no_link_is_followed(tmp_path):
    (tmp_path / "target").write_text("safe")
    (tmp_path / f".one.{os.getpid()}.part").symlink_to(tmp_path / "target")
    write_whole(str(tmp_path / "one"), b"x")

    assert (tmp_path / "target").read_text() == "safe"
    assert sorted(os.listdir(tmp_path)) == ["one", "target"]


@pytest.mark.parametrize("certain", [True, False])
def test_a_name_that_may_not_be_on_the_disk_counts_only_where_it_must(
    tmp_path, monkeypatch, certain
):
    """The second ``fsync`` is that of the folder."""
    tried, real = [], os.fsync

    def second_fails(handle):
        tried.append(handle)
        if len(tried) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", second_fails)
        with pytest.raises(OSError, match="Input/output") if certain else nullcontext():
            write_whole(str(tmp_path / "one"), b"x", certain=certain)

    assert len(tried) == 2
    assert os.listdir(tmp_path) == ([] if certain else ["one"])


class Kept(Value):
    word: str = ""


def kept(path):
    return read_value(str(path), Kept, 30)


def test_a_value_is_read_back(tmp_path):
    write_whole(str(tmp_path / "one"), b'{"word": "hello"}')

    assert kept(tmp_path / "one") == Kept("hello")


def test_what_is_missing_spoiled_larger_or_no_plain_file_is_nothing(tmp_path):
    (tmp_path / "good").write_text('{"word": "hello"}')
    (tmp_path / "link").symlink_to(tmp_path / "good")
    (tmp_path / "cut").write_text('{"word": "hel')
    (tmp_path / "other").write_text('{"number": 1}')
    (tmp_path / "large").write_text('{"word": "hello"}' + " " * 30)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for name in ("none", "link", "cut", "other", "large", "folder", "pipe"):
        assert kept(tmp_path / name) is None, name
