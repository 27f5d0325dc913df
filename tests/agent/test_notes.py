import errno
import os

import pytest

from agent.notes import LARGEST, read_back, write_down


def test_a_note_is_read_back_as_it_was_written(tmp_path):
    write_down(str(tmp_path / "note"), 'à la "carte"\n')

    assert read_back(str(tmp_path / "note")) == 'à la "carte"\n'
    assert os.listdir(tmp_path) == ["note"]


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_note_that_was_cut_is_not_believed(tmp_path, cut):
    write_down(str(tmp_path / "note"), "the whole of it")
    whole = (tmp_path / "note").read_bytes()
    (tmp_path / "note").write_bytes(whole[:-cut])

    with pytest.raises(ValueError, match="not what was written"):
        read_back(str(tmp_path / "note"))


def test_a_note_that_is_too_long_is_not_read_to_its_end(tmp_path):
    write_down(str(tmp_path / "note"), "x" * (LARGEST + 1))

    with pytest.raises(ValueError, match="not what was written"):
        read_back(str(tmp_path / "note"))


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_could_not_be_written_is_not_there(tmp_path, monkeypatch, call):
    def fails(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fails)
        with pytest.raises(OSError, match="Input/output"):
            write_down(str(tmp_path / "note"), "text")

    assert os.listdir(tmp_path) == []
