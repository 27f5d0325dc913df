"""What a person answers at a terminal."""

import io
import sys

import pytest

from rich.console import Console
from rich.text import Text

from agent.cli.terminal import Progress, ask
from agent.events import RunStarted
from agent.words import LANGUAGES, Words
from checks import catalogue


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
