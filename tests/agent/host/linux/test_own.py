"""What Blusser leaves on this machine for itself."""

from agent.host.linux.own import LinuxOwnAgent


def fill(folder, **sizes):
    folder.mkdir(exist_ok=True)
    for name, size in sizes.items():
        (folder / name.replace("__", "-").replace("_", ".")).write_bytes(b"x" * size)


def test_its_own_files_are_counted_by_kind_and_others_are_not(tmp_path):
    state, outbox = tmp_path / "state", tmp_path / "out"
    fill(state, history_sqlite=10, history_sqlite__journal=5, notes_txt=100)
    fill(state, history_sqlite_damaged__20260101__000000=7)
    fill(outbox, blusser__20260101_zip=3, blusser__old_html=50, holiday_zip=100)
    fill(outbox, blusser__20260102_zip_age=8, holiday_zip_age=100, blusser__x_age=50)

    assert LinuxOwnAgent(str(state), str(outbox)).sizes() == {
        "history": 15,
        "damaged": 7,
        "outbox": 11,
    }


def test_folders_that_are_not_there_hold_nothing(tmp_path):
    own = LinuxOwnAgent(f"{tmp_path}/a", f"{tmp_path}/b")

    assert own.sizes() == {"history": 0, "damaged": 0, "outbox": 0}


def test_a_trial_leaves_no_trace(tmp_path):
    assert LinuxOwnAgent(str(tmp_path), "").refused() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named_by_its_error(tmp_path):
    assert LinuxOwnAgent(f"{tmp_path}/gone", "").refused() == "ENOENT"
    assert LinuxOwnAgent("/proc", "").refused() != ""
