"""The window is given what runs are made of, by the rules of each day."""

import json
import re
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

import agent.cli
from agent.bundle import omitted
from agent.cli import handing
from agent.cli import read
from agent.cli.window import run
from agent.outbox.courier import PREVIEW
from agent.session import Session
from agent.value import replace
from tests.agent.toy import Tanks


def test_what_it_forbids_while_the_window_is_open_is_forbidden(toys, tmp_path):
    opened = []
    world = replace(toys(), open_window=lambda *given: opened.append(given) or 0)
    state = str(tmp_path / "state")

    assert run(read(["ui", "--state", state]), world) == 0
    (kit, *_) = opened[0]
    (tmp_path / "policy.toml").write_text('[fixes]\nnever = ["fill_well"]\n')

    assert kit.policy.fixes.never == ()
    assert kit.anew().policy.fixes.never == ("fill_well",)


@pytest.mark.parametrize(("words", "seen"), [((), True), (("--background",), False)])
def test_who_started_it_from_a_menu_sees_a_mistake_in_the_rules(
    toys, tmp_path, capsys, words, seen
):
    shown = []
    world = replace(toys(), show_refusal=lambda *given: shown.append(given))
    (tmp_path / "policy.toml").write_text("suport = 'x'\n")
    argv = ["ui", "--state", str(tmp_path / "state"), *words]

    assert agent.cli.run(argv, world) == 2
    assert "key suport" in (said := capsys.readouterr().err)
    assert [why for _, why in shown] == ([said.strip()] if seen else [])


DESK = '[desk]\nkind = "folder"\nurl = "{url}"\n'


@pytest.fixture
def window(toys, tmp_path):
    """Open the window over a machine that stays dry, with a folder for a desk."""
    (tmp_path / "share").mkdir()
    (tmp_path / "policy.toml").write_text(DESK.format(url=tmp_path / "share"))
    opened = []
    toy = toys(Tanks(well=0))
    toy.platform.tanks.stuck |= {"well", "pump", "tap"}
    world = replace(toy, open_window=lambda *given: opened.append(given) or 0)
    assert run(read(["ui", "--state", str(tmp_path / "state")]), world) == 0
    return opened[0]


def left(window):
    """Return what a run left, and its bundle."""
    kit, _, hand_over, *_ = window
    with Session(kit, "window") as session:
        session.diagnose()
        case = session.finish()
        return case, hand_over(case, session.askings)


def tickets(tmp_path):
    found = sorted((tmp_path / "share").glob("*.json"))
    return [json.loads(one.read_text()) for one in found]


def alike(text):
    """Return a text whose placeholders, which are drawn by lot, are all the same."""
    return re.sub(r"secret-\w+", "secret", text)


def test_what_is_shown_to_the_employee_is_what_it_gets(window, tmp_path):
    case, bundle = left(window)
    courier = window[-1]()
    shown = courier.show(bundle, "password=Hunter2xyz is asked", ())
    assert tickets(tmp_path) == []
    assert "Hunter2xyz" not in shown.text
    page = Path(shown.page).read_text()
    handed = courier.send(case, bundle, "password=Hunter2xyz is asked", ())

    (ticket,) = tickets(tmp_path)
    assert handed.sent
    assert ticket["subject"] == shown.subject
    assert alike(ticket["text"]) == alike(shown.text)
    assert page.startswith("<!doctype html>")
    assert not courier.deliver().waits


def withheld(path):
    """Return what was left out of a report that lies somewhere."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))
    return [one["what"] for one in told["withheld"] if one["reason"] == "left-out"]


def test_what_was_left_out_of_the_preview_is_not_in_what_it_gets(window, tmp_path):
    case, bundle = left(window)
    courier = window[-1]()
    whole = courier.show(bundle, "", ())
    assert whole.items == omitted.items(case)
    item = whole.items[0]
    shown = courier.show(bundle, "", (item,))
    assert shown.items == whole.items
    page, lies = Path(shown.page).read_bytes(), Path(bundle).read_bytes()
    assert courier.send(case, bundle, "", (item,)).sent

    (ticket,) = tickets(tmp_path)
    (sent,) = (tmp_path / "share").glob("*.zip")
    (seen,) = (tmp_path / "share").glob("*.html")
    assert sent.read_bytes() == lies
    assert seen.read_bytes() == page
    assert withheld(sent) == [item]
    assert alike(ticket["text"]) == alike(shown.text)
    assert "Left out by whoever sent this" in shown.text


def test_what_is_taken_along_after_all_is_in_it_again(window):
    _, bundle = left(window)
    courier = window[-1]()
    every = courier.show(bundle, "", ()).items
    courier.show(bundle, "", every)
    assert withheld(bundle) == sorted(every)
    courier.show(bundle, "", ())

    assert withheld(bundle) == []


def test_what_is_left_out_once_is_no_part_of_the_next_run(window):
    _, first = left(window)
    window[-1]().show(first, "", ("machine",))
    _, bundle = left(window)

    assert withheld(bundle) == []


def test_what_goes_lacks_an_item_also_where_that_was_never_shown(window, tmp_path):
    case, bundle = left(window)
    assert window[-1]().send(case, bundle, "", ("machine",)).sent
    (sent,) = (tmp_path / "share").glob("*.zip")

    assert withheld(sent) == ["machine"]


def test_what_waits_is_said_to_wait_and_brought_when_the_desk_is_back(
    window, tmp_path, monkeypatch
):
    share, away = tmp_path / "share", tmp_path / "away"
    case, bundle = left(window)
    share.rename(away)
    handed = window[-1]().send(case, bundle, "", ())
    assert not handed.sent
    assert handed.said
    brought = window[-1]().deliver()
    assert (brought.waits, brought.ended) == (True, {})
    away.rename(share)
    later = time.time() + 3600
    monkeypatch.setattr(handing, "time", lambda: later)

    brought = window[-1]().deliver()
    assert (brought.waits, list(brought.ended)) == (False, [case.id])
    assert brought.ended[case.id].sent
    assert "IT has it" in brought.ended[case.id].said[0]
    assert len(tickets(tmp_path)) == 1
    assert window[-1]().deliver().ended == {}


def test_what_somebody_else_brought_meanwhile_is_told_to_the_window(
    window, toys, tmp_path, capsys
):
    share, away = tmp_path / "share", tmp_path / "away"
    case, bundle = left(window)
    share.rename(away)
    assert not window[-1]().send(case, bundle, "", ()).sent
    away.rename(share)
    agent.cli.run(["send", "--waiting", "--state", str(tmp_path / "state")], toys())

    assert window[-1]().deliver().ended[case.id].sent


def test_where_no_desk_is_named_any_more_there_is_no_way(window, tmp_path):
    assert window[-1]() is not None
    (tmp_path / "policy.toml").write_text("")

    assert window[-1]() is None


def test_the_page_lies_there_only_while_it_may_be_looked_at(window):
    case, bundle = left(window)
    courier = window[-1]()
    page = Path(courier.show(bundle, "", ()).page)
    assert page.exists()
    courier.send(case, bundle, "", ())

    assert not page.exists()


def test_a_page_stays_for_another_try_where_sending_did_not_come_to_it(
    window, monkeypatch
):
    case, bundle = left(window)
    courier = window[-1]()
    page = Path(courier.show(bundle, "", ()).page)
    with window[0].hold(str(page.parent), 1.0) as alone:
        assert alone
        monkeypatch.setattr(handing, "PATIENCE", 0.1)
        courier.send(case, bundle, "", ())

    assert page.exists()


@pytest.mark.parametrize("ends", [0, RuntimeError])
def test_a_window_that_is_quit_leaves_no_page_behind(toys, tmp_path, ends):
    page = tmp_path / "state" / "outbox" / PREVIEW

    def shown_and_quit(*_):
        page.parent.mkdir(parents=True)
        page.write_text("")
        if ends:
            raise ends
        return ends

    world = replace(toys(), open_window=shown_and_quit)
    with suppress(RuntimeError):
        run(read(["ui", "--state", str(tmp_path / "state")]), world)

    assert not page.exists()
