"""What a person answers at a terminal."""

import io
import re
import sys

import pytest

from rich.console import Console
from rich.text import Text

import agent.cli
from agent.cli.render import Line
from agent.cli.terminal import Progress, ask, write
from agent.events import RunStarted
from agent.value import replace
from agent.words import LANGUAGES, Words
from checks import catalogue
from tests.agent.toy import Tanks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_that_a_question_offers_is_a_yes(language, monkeypatch, capsys):
    question = Words(language).phrase("cli-consent", doing="x")
    letter = question.partition("[")[2][0]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{letter}\n"))

    assert ask(question)


@pytest.mark.parametrize("said", ["yes", "Ja", "oui", "O"])
def test_a_clear_yes_is_one_in_every_language(said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))

    assert ask("?")


@pytest.mark.parametrize("said", ["", "n", "nein", "non", "ok", "perhaps"])
def test_everything_else_is_a_no(said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))

    assert not ask("?")


class Screen(io.StringIO):
    """What a person reads and types at."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("typed", "cured"), [("o\n", True), ("\n", False)])
def test_a_person_is_told_the_cause_before_the_question(
    typed, cured, toys, monkeypatch
):
    screen, tanks = Screen(), Tanks(tap=0)
    monkeypatch.setattr(sys, "stdin", Screen(typed))
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "80")
    code = agent.cli.run(["fix", "--lang", "fr"], toys(tanks))
    before, asked, _ = screen.getvalue().partition("Blusser peut-il faire ceci")

    assert asked
    assert "title of tap-dry" in before
    assert (code == 0) is cured


def test_a_long_question_is_broken_between_words(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    ask("one two three four five six seven eight [y/N]")

    assert capsys.readouterr().out.splitlines() == [
        "one two three four five six",
        "seven eight [y/N] ",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_a_run_is_stays_on_one_line(language):
    out = io.StringIO()
    console = Console(width=60, force_terminal=True, file=out)
    show = Progress(Words(language), console)
    with show.shown():
        show.hear(RunStarted(catalogue.ALL))
        console.control()
    drawn = Text.from_ansi(out.getvalue()).plain

    assert "…" in drawn
    assert max(len(line) for line in drawn.splitlines()) <= 60
    assert "0/4" not in drawn


ROWS = (
    Line("A report for IT lies in /var/lib/blusser/outbox/blusser-2026-1.zip", "well"),
    Line(),
    Line("It waits here, as long as nobody looks", style="quiet", indent=4),
    Line("one", "trouble", "bold", indent=2),
)


def seen(monkeypatch, columns, **environment):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write(ROWS)
    return screen.getvalue()


def plainly(said):
    return re.sub(r"\x1b\[[\d;]*m", "", said)


def test_lines_are_broken_between_words_and_a_path_is_never_cut(monkeypatch):
    assert plainly(seen(monkeypatch, 30)).splitlines() == [
        "✓ A report for IT lies in",
        "  /var/lib/blusser/outbox/blusser-2026-1.zip",
        "",
        "      It waits here, as long",
        "      as nobody looks",
        "  ✗ one",
    ]


def test_a_person_reads_the_words_that_a_pipe_gets(monkeypatch):
    shown = plainly(seen(monkeypatch, 88))
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    write(ROWS)

    assert shown == pipe.getvalue()


def test_without_colours_there_is_none(monkeypatch):
    coloured = re.compile(r"\x1b\[[\d;]*3\dm")

    assert coloured.search(seen(monkeypatch, 60))
    assert not coloured.search(seen(monkeypatch, 60, NO_COLOR="1"))


@pytest.mark.parametrize("columns", [60, 80])
def test_the_questions_are_listed_without_a_word_in_two(columns, toys, monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    toy = replace(toys(), checks=lambda _: catalogue.ALL, speak=Words)

    assert agent.cli.run(["checks", "--lang", "de"], toy) == 0
    rows = [re.sub(r"\x1b\[[\d;]*m", "", one) for one in screen.getvalue().split("\n")]
    assert len(rows) > 2 * len(catalogue.ALL)
    assert max(map(len, rows)) <= columns
